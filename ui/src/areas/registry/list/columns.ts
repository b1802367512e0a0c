/** The columns of the list and what each can be sorted by. */
import type { SortBy, WorkList } from "@/api/generated/api";
import type { TextId } from "@/lib/i18n";

export interface Column {
  id: SortBy | "state" | "unit";
  label: TextId;
  sort?: SortBy;
  /** Its key while the list has the focus. */
  keys?: string;
}

export const columns: Column[] = [
  { id: "reference", label: "column.reference", sort: "reference", keys: "1" },
  { id: "subject", label: "column.subject", sort: "subject", keys: "2" },
  { id: "sender", label: "column.sender", sort: "sender", keys: "3" },
  { id: "delivered", label: "column.delivered", sort: "delivered", keys: "4" },
  { id: "captured", label: "column.captured", sort: "captured", keys: "5" },
  { id: "unit", label: "column.unit" },
  { id: "state", label: "column.state", sort: "due", keys: "7" },
];

export interface Sorting {
  sort: SortBy;
  descending: boolean;
}

/** Dates begin with the newest, words with A; the same column again turns it round. */
export function sortBy(now: Sorting, sort: SortBy): Sorting {
  if (now.sort === sort) return { sort, descending: !now.descending };
  return { sort, descending: sort === "captured" || sort === "delivered" || sort === "reference" };
}

/** Deadlines are worked off in the order of their days; every other list begins with the newest. */
export const sortingOf = (list: WorkList): Sorting =>
  list === "with_deadline" ? { sort: "due", descending: false } : { sort: "captured", descending: true };
