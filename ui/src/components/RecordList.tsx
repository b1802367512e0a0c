/** A list of records: arrows, Home, End and pages move, Enter opens, a slash searches. Its columns are the area's. */
import { type CSSProperties, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type Action, useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import type { Marks } from "@/lib/useMarks";
import type { Rows } from "@/lib/useRows";
import { ROW_PX, useScroll, viewOf } from "@/lib/useScroll";
import { Notice } from "./Notice";

/** What a row needs to stand in its place and to be picked. */
export interface RowPlace {
  id: string | undefined;
  "aria-rowindex": number;
  "aria-selected": boolean;
  /** Whether it is the one shown beside. */
  "data-active": boolean;
  "data-marked": boolean;
  style: CSSProperties;
  onMouseDown: (event: MouseEvent) => void;
  onDoubleClick: () => void;
}

export interface RecordListProps<R> {
  rows: Rows<R>;
  /** Tells this list from every other. */
  listKey: string;
  /** Called with the rows in sight. */
  onSeen: (seen: { from: number; to: number }) => void;
  search: string;
  selected: string | null;
  onSelect: (id: string) => void;
  onOpen: () => void;
  onSearch: () => void;
  label: string;
  nColumns: number;
  head: ReactNode;
  row: (row: R, place: RowPlace) => ReactNode;
  /** Says how many there are. */
  count: string;
  /** Says what an empty list means. */
  emptyText: string;
  /** Keys that only this list has. */
  moreActions?: Action[];
  /** Where several records can be chosen at once. */
  marks?: Marks;
  /** Reads which all of them are, for marking them. */
  onMarkAll?: () => void;
}

export function RecordList<R extends { id: string }>(props: RecordListProps<R>) {
  const { rows, search, selected, onSelect, onOpen } = props;
  const grid = useRef<HTMLDivElement>(null);
  const active = selected === null ? -1 : rows.indexOf(selected);
  /** A row the clerk went to that is still being read. */
  const [awaited, setAwaited] = useState<number | null>(null);
  const scroll = useScroll(grid, rows.total, awaited ?? active);
  const { onSeen } = props;
  const { from, to } = scroll.seen;
  useEffect(() => onSeen({ from, to }), [onSeen, from, to]);

  /** The end was asked for before anybody knew where it is. */
  const [isEndWanted, setEndWanted] = useState(false);
  const select = (index: number) => {
    setEndWanted(false);
    const to = Math.min(rows.total - 1, Math.max(0, index));
    if (rows.total === 0) return;
    scroll.showRow(to);
    const row = rows.rowAt(to);
    setAwaited(row ? null : to);
    if (row) onSelect(row.id);
  };
  const awaitedRow = awaited === null ? undefined : rows.rowAt(awaited);
  useEffect(() => {
    if (!awaitedRow) return;
    setAwaited(null);
    onSelect(awaitedRow.id);
  }, [awaitedRow, onSelect]);

  // A list just opened shows its first row, so that the detail is never empty beside a full list; the list before, which
  // stands until it comes, has another one.
  const firstRow = rows.isCurrent ? rows.rowAt(0)?.id : undefined;
  useEffect(() => {
    if (selected === null && firstRow !== undefined) onSelect(firstRow);
  }, [selected, firstRow, onSelect]);
  useEffect(() => {
    if (isEndWanted && rows.isCounted) select(rows.total - 1);
  });
  useEffect(() => {
    setAwaited(null);
    setEndWanted(false);
    if (grid.current) grid.current.scrollTop = 0;
  }, [props.listKey]);

  // Whoever goes from the search to what was found means the first of it, not the record chosen before.
  const chooseFound = () => {
    const isHere = grid.current !== null && grid.current.contains(document.activeElement);
    if (isHere && search !== "" && active < 0 && awaited === null && rows.isCurrent) select(0);
  };
  useEffect(chooseFound);

  const at = awaited ?? active;
  const { marks } = props;
  const isMarked = (index: number) => marks?.marked.has(rows.rowAt(index)?.id ?? "") ?? false;
  /** Marks from one row to another, as far as they are read. */
  const markThrough = (from: number, to: number) => {
    const [first, last] = from < to ? [from, to] : [to, from];
    const ids = Array.from({ length: last - first + 1 }, (_, n) => rows.rowAt(first + n)?.id).filter((it) => it !== undefined);
    marks?.mark(ids, true);
  };
  /** Marks the chosen row and the one it goes on to. */
  const extend = (by: 1 | -1) => () => {
    const next = Math.min(rows.total - 1, Math.max(0, at + by));
    markThrough(at, next);
    select(next);
  };
  /** What was chosen and is no longer in the list is not marked unseen. */
  const markActive = (on: Marks) => {
    const row = rows.rowAt(active);
    if (row) on.mark([row.id], !isMarked(active));
  };
  const ofMarks = (on: Marks): Action[] => [
    { id: "list.mark", label: t("list.mark"), keys: "Space", run: () => markActive(on), isHinted: true, isLocal: true },
    { id: "list.mark_next", label: t("list.mark_next"), keys: "Shift+ArrowDown", run: extend(1), isLocal: true },
    { id: "list.mark_previous", label: t("list.mark_previous"), keys: "Shift+ArrowUp", run: extend(-1), isLocal: true },
    { id: "list.mark_all", label: t("list.mark_all"), keys: "Ctrl+A", run: () => props.onMarkAll?.(), isLocal: true },
    { id: "list.mark_none", label: t("list.mark_none"), keys: "Escape", run: on.clear, isEnabled: on.marked.size > 0, isHinted: true, isLocal: true },
  ];
  const page = Math.max(1, Math.floor(viewOf(grid.current) / ROW_PX) - 1);
  const move = (id: string, keys: string, to: () => number) => ({ id: `list.${id}`, label: t(`list.${id}` as "list.next"), keys, run: () => select(to()), isLocal: true });
  useActions(
    [
      move("next", "ArrowDown", () => at + 1),
      move("previous", "ArrowUp", () => at - 1),
      move("first", "Home", () => 0),
      { ...move("last", "End", () => rows.total - 1), run: () => (rows.isCounted ? select(rows.total - 1) : setEndWanted(true)) },
      move("page_down", "PageDown", () => at + page),
      move("page_up", "PageUp", () => at - page),
      { id: "list.open", label: t("list.open"), keys: "Enter", run: onOpen, isEnabled: selected !== null, isHinted: true, isLocal: true },
      { id: "list.search", label: t("list.search"), keys: "/", run: props.onSearch, isHinted: true, isLocal: true },
      ...(marks ? ofMarks(marks) : []),
      ...(props.moreActions ?? []),
    ],
    grid,
  );

  const isEmpty = !rows.isLoading && rows.total === 0;
  const place = (index: number): RowPlace => ({
    id: rows.rowAt(index) && rowId(rows.rowAt(index)!.id),
    "aria-rowindex": index + 2,
    // While some are marked, those are what is chosen; the row shown beside is told by the focus.
    "aria-selected": marks && marks.marked.size > 0 ? isMarked(index) : index === active,
    "data-active": index === active,
    "data-marked": isMarked(index),
    style: { height: ROW_PX, transform: `translateY(${index * ROW_PX - scroll.offset}px)` },
    onMouseDown: (event) => {
      const id = rows.rowAt(index)?.id;
      if (marks && event.ctrlKey && id !== undefined) marks.mark([id], !isMarked(index));
      if (marks && event.shiftKey && at >= 0) markThrough(at, index);
      select(index);
      grid.current?.focus();
    },
    onDoubleClick: onOpen,
  });
  return (
    <div className="list" data-part="list" data-search={rows.isCurrent ? search : undefined}>
      <div
        ref={grid}
        className="grid"
        role="grid"
        tabIndex={0}
        onFocus={chooseFound}
        aria-label={props.label}
        aria-rowcount={rows.total + 1}
        aria-colcount={props.nColumns}
        aria-activedescendant={active >= 0 && selected !== null ? rowId(selected) : undefined}
        aria-busy={rows.isLoading}
        aria-multiselectable={marks !== undefined}
      >
        {props.head}
        <div className="grid-body" role="rowgroup">
          <div className="grid-height" role="presentation" style={{ height: scroll.heightPx }}>
            <div className="grid-window" role="presentation">
              {scroll.items.map((it) => (
                <Row key={it.index} row={rows.rowAt(it.index)} place={place(it.index)} draw={props.row} />
              ))}
            </div>
          </div>
        </div>
      </div>
      {rows.isLoading && <Notice>{t("list.loading")}</Notice>}
      {rows.isError && <Notice tone="problem">{t("list.failed")}</Notice>}
      {isEmpty && !rows.isError && <Notice>{search ? t("list.nothing_found", { search }) : props.emptyText}</Notice>}
      <div className="list-foot muted numbers">
        {props.count}
        {marks && marks.marked.size > 0 && <strong> · {t("list.marked", { n: marks.marked.size })}</strong>}
      </div>
    </div>
  );
}

const rowId = (id: string) => `record-${id}`;

/** A row that is still being read keeps its place. */
function Row<R>({ row, place, draw }: { row: R | undefined; place: RowPlace; draw: (row: R, place: RowPlace) => ReactNode }) {
  if (row !== undefined) return draw(row, place);
  return (
    <div role="row" aria-rowindex={place["aria-rowindex"]} className="grid-row is-awaited" style={place.style}>
      <div role="gridcell" className="cell muted">
        {t("list.row_loading")}
      </div>
    </div>
  );
}
