/** The list: arrows, Home, End and pages move, Enter opens, digits sort, a slash searches. */
import { useEffect, useRef, useState } from "react";
import type { ListQuery } from "@/api/generated/api";
import { Notice } from "@/components/Notice";
import { useActions } from "@/lib/actions";
import { formatNumber } from "@/lib/format";
import { t } from "@/lib/i18n";
import { columns, type Sorting, sortBy } from "./columns";
import { HeaderRow } from "./HeaderRow";
import { ListRow } from "./ListRow";
import { ROW_PX, useScroll } from "./useScroll";
import { useRows } from "./useRows";

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
}

export function DocumentList({ query, sorting, onSort, selected, onSelect, onOpen, onSearch, emptyText }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ from: 0, to: 0 });
  const rows = useRows({ ...query, ...sorting }, seen);
  const active = selected === null ? -1 : rows.indexOf(selected);
  /** A row the clerk went to that is still being read. */
  const [awaited, setAwaited] = useState<number | null>(null);
  const scroll = useScroll(body, rows.total, awaited ?? active);
  useEffect(() => {
    if (scroll.seen.from !== seen.from || scroll.seen.to !== seen.to) setSeen(scroll.seen);
  });

  const select = (index: number) => {
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

  // A list just opened shows its first row, so that the detail is never empty beside a full list.
  const listKey = JSON.stringify({ ...query, ...sorting });
  const firstRow = rows.rowAt(0)?.id;
  useEffect(() => {
    if (selected === null && firstRow !== undefined) onSelect(firstRow);
  }, [selected, firstRow, onSelect]);
  useEffect(() => {
    setAwaited(null);
    if (body.current) body.current.scrollTop = 0;
  }, [listKey]);

  // Whoever goes from the search to what was found means the first of it, not the record chosen before.
  const chooseFound = () => {
    const isHere = grid.current !== null && grid.current.contains(document.activeElement);
    if (isHere && query.search !== "" && active < 0 && awaited === null && rows.isCurrent) select(0);
  };
  useEffect(chooseFound);

  const at = awaited ?? active;
  const page = Math.max(1, Math.floor((body.current?.clientHeight || 640) / ROW_PX) - 1);
  const move = (id: string, keys: string, to: () => number) => ({ id: `list.${id}`, label: t(`list.${id}` as "list.next"), keys, run: () => select(to()), isLocal: true });
  useActions(
    [
      move("next", "ArrowDown", () => at + 1),
      move("previous", "ArrowUp", () => at - 1),
      move("first", "Home", () => 0),
      move("last", "End", () => rows.total - 1),
      move("page_down", "PageDown", () => at + page),
      move("page_up", "PageUp", () => at - page),
      { id: "list.open", label: t("list.open"), keys: "Enter", run: onOpen, isEnabled: selected !== null, isHinted: true, isLocal: true },
      { id: "list.search", label: t("list.search"), keys: "/", run: onSearch, isHinted: true, isLocal: true },
      ...columns.flatMap((it) =>
        it.sort ? [{ id: `list.sort.${it.id}`, label: t("list.sort_by", { column: t(it.label) }), keys: it.keys!, run: () => onSort(sortBy(sorting, it.sort!)), isLocal: true }] : [],
      ),
    ],
    grid,
  );

  const isEmpty = !rows.isLoading && rows.total === 0;
  const place = (index: number) => index * ROW_PX - scroll.offset;
  return (
    <div className="list" data-part="list" data-search={rows.isCurrent ? query.search : undefined}>
      <div
        ref={grid}
        className="grid"
        role="grid"
        tabIndex={0}
        onFocus={chooseFound}
        aria-label={t("list.label")}
        aria-rowcount={rows.total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={active >= 0 ? `document-${selected}` : undefined}
        aria-busy={rows.isLoading}
      >
        <HeaderRow sorting={sorting} onSort={onSort} />
        <div ref={body} className="grid-body" role="rowgroup">
          <div className="grid-height" role="presentation" style={{ height: scroll.heightPx }}>
            <div className="grid-window" role="presentation">
              {scroll.items.map((it) => (
                <ListRow
                  key={it.index}
                  row={rows.rowAt(it.index)}
                  index={it.index}
                  top={place(it.index)}
                  isSelected={it.index === active}
                  onPick={() => {
                    select(it.index);
                    grid.current?.focus();
                  }}
                  onOpen={onOpen}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      {rows.isLoading && <Notice>{t("list.loading")}</Notice>}
      {rows.isError && <Notice tone="problem">{t("list.failed")}</Notice>}
      {isEmpty && !rows.isError && <Notice>{query.search ? t("list.nothing_found", { search: query.search }) : emptyText}</Notice>}
      <div className="list-foot muted numbers">{t("list.count", { n: rows.total, shown: formatNumber(rows.total) })}</div>
    </div>
  );
}
