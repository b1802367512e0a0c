/** A batch as the rows of its tree, and where the person stands in it. */
import type { BatchDetail, BatchEdit, DoubtRow, ScannedDocumentRow, ScannedPageRow } from "@/api/generated/api";
import { word } from "@/lib/i18n";

/** A row: a document, or one of its pages. */
export interface TreeRow {
  /** What it is known by, whatever is done to the batch around it. */
  key: string;
  document: ScannedDocumentRow;
  /** The place of the document, from 1. */
  number: number;
  /** None on the row of the document itself. */
  page: ScannedPageRow | null;
  /** The place of the page in the whole batch, from 1. */
  place: number;
  /** Which of the documents it is, or which page of its document, from 1; of how many. */
  nth: number;
  nSiblings: number;
}

export function rowsOf(batch: BatchDetail): TreeRow[] {
  let place = 0;
  return batch.documents.flatMap((document, at) => {
    const number = at + 1;
    const pages = document.pages.map((page, n) => ({ key: page.id, document, number, page, place: ++place, nth: n + 1, nSiblings: document.pages.length }));
    const head = { key: `d:${document.pages[0]?.id ?? number}`, document, number, page: null, place: pages[0]?.place ?? 0, nth: number, nSiblings: batch.documents.length };
    return [head, ...pages];
  });
}

/** The page that is looked at: the chosen one, or of a document the first that is released. */
export function pageOf(row: TreeRow): ScannedPageRow | undefined {
  return row.page ?? row.document.pages.find((it) => !it.is_hidden) ?? row.document.pages[0];
}

export const firstOf = (document: ScannedDocumentRow): string => document.pages[0]?.id ?? "";

/** The next document somebody must look at, from a row on and around the end; none when there is none. */
export function nextDoubtful(rows: TreeRow[], from: number): TreeRow | undefined {
  const isWanted = (it: TreeRow) => it.page === null && it.document.doubts.length > 0;
  const own = rows[from]?.number;
  const behind = rows.slice(from + 1).find((it) => isWanted(it) && it.number !== own);
  return behind ?? rows.find((it) => isWanted(it) && it.number !== own) ?? rows.find(isWanted);
}

/** What must be looked at, with what belongs to it. */
export function doubtText(it: DoubtRow): string {
  const { scanned, registered, text, jid } = it.args;
  const more = scanned !== undefined ? `${scanned} / ${registered ?? ""}` : (text ?? jid);
  return more === undefined ? word("doubt", it.code) : `${word("doubt", it.code)} (${more})`;
}

/** An edit of that kind; what it does not need stays empty. */
export function editOf(kind: string, part: Partial<BatchEdit> = {}): BatchEdit {
  return { kind, page: "", pages: [], before: null, quarters: 0, document: null, seen: [], ...part };
}

/**
 * Moves the chosen page, or the whole chosen document, one step up or down; none at the end of the batch.
 *
 * A document steps over a document, a page over a page: it comes into the next document when it has passed the last of its own.
 */
export function stepOf(batch: BatchDetail, row: TreeRow, by: -1 | 1): BatchEdit | null {
  const groups = row.page ? batch.documents.flatMap((it) => it.pages).map((it) => [it.id]) : batch.documents.map((it) => it.pages.map((page) => page.id));
  const at = row.page ? row.place - 1 : row.number - 1;
  const over = groups[at + by];
  const moved = groups[at];
  if (!moved || !over) return null;
  const before = by < 0 ? over[0] : groups[at + 2]?.[0];
  return editOf("move", { pages: moved, before: before ?? null });
}
