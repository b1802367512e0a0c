/** The list of documents: what every list of records does, and digits that sort. */
import { useRef, useState } from "react";
import { api, type DocumentRow, type ListQuery } from "@/api/generated/api";
import { RecordList } from "@/components/RecordList";
import { formatNumber } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say, sayProblem } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import type { Marks } from "@/lib/useMarks";
import { type Source, useRows } from "@/lib/useRows";
import { columns, type Sorting, sortBy } from "./columns";
import { HeaderRow } from "./HeaderRow";
import { ListRow } from "./ListRow";

interface Props {
  query: Pick<ListQuery, "list" | "search">;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  selected: string | null;
  onSelect: (document: string) => void;
  onOpen: () => void;
  onSearch: () => void;
  /** Says what an empty list means. */
  emptyText: string;
  marks: Marks;
}

/** As many as the desk does one thing with at once. */
const MAX_MARKED = 500;

export function DocumentList({ query, sorting, onSort, selected, onSelect, onOpen, onSearch, emptyText, marks }: Props) {
  const [seen, setSeen] = useState({ from: 0, to: 0 });
  const wanted = { ...query, ...sorting };
  const rows = useRows<DocumentRow>({ ...sourceOf(wanted), turned: sourceOf({ ...wanted, descending: !wanted.descending }) }, seen);
  const shownKey = useRef("");
  shownKey.current = JSON.stringify(wanted);
  const markAll = async () => {
    const page = await sourceOf(wanted).read(null, MAX_MARKED).catch(sayProblem);
    // The clerk may be in another list by now.
    if (!page || shownKey.current !== JSON.stringify(wanted)) return;
    if (page.next === null) return marks.mark(page.rows.map((it) => it.id), true);
    say(sentence({ kind: "refused", code: "too_many_chosen", field: null, args: { n: formatNumber(rows.total), max: String(MAX_MARKED) } }), "problem");
  };
  return (
    <RecordList
      marks={marks}
      onMarkAll={() => void markAll()}
      rows={rows}
      listKey={JSON.stringify(wanted)}
      onSeen={setSeen}
      search={query.search}
      selected={selected}
      onSelect={onSelect}
      onOpen={onOpen}
      onSearch={onSearch}
      label={t("list.label")}
      nColumns={columns.length}
      head={<HeaderRow sorting={sorting} onSort={onSort} />}
      row={(row, place) => <ListRow row={row} place={place} />}
      count={t("list.count", { n: rows.total, shown: formatNumber(rows.total) })}
      emptyText={emptyText}
      moreActions={columns.flatMap((it) =>
        it.sort ? [{ id: `list.sort.${it.id}`, label: t("list.sort_by", { column: t(it.label) }), keys: it.keys!, run: () => onSort(sortBy(sorting, it.sort!)), isLocal: true }] : [],
      )}
    />
  );
}

function sourceOf(wanted: Omit<ListQuery, "after" | "limit">): Source<DocumentRow> {
  return {
    key: ["documents", "list", wanted],
    read: (after, limit) => api.listDocuments({ query: { ...wanted, after, limit } }),
    count: () => api.countDocuments({ query: { ...wanted, after: null, limit: 1 } }),
  };
}
