/** The tree of a batch: documents, under each its pages. Walked with arrows, reordered by keys or by dragging. */
import { CircleAlert, CircleCheck, EyeOff } from "lucide-react";
import { memo, type SyntheticEvent, useMemo, useRef, useState } from "react";
import { LetterName } from "@/components/LetterName";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { useMeasuredRows } from "@/lib/useMeasuredRows";
import { doubtText, firstOf, type TreeRow } from "./rows";

interface Props {
  rows: TreeRow[];
  at: number;
  onSelect: (key: string) => void;
  onOpen: () => void;
  onMove: (pages: string[], before: string | null) => void;
}

const PAGE_STEP = 10;
/** As tall as the style makes them: a row, and the head of a document whose doubts have a line of their own. */
const ROW_PX = 28;
const DOUBTFUL_PX = 46;
const guessOf = (it: TreeRow | undefined) => (it?.page === null && it.document.doubts.length > 0 ? DOUBTFUL_PX : ROW_PX);

export function BatchTree({ rows, at, onSelect, onOpen, onMove }: Props) {
  const tree = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<string | null>(null);
  const dragged = useRef<string[]>([]);
  const row = rows[at];
  const go = (to: number) => onSelect(rows[Math.min(rows.length - 1, Math.max(0, to))]?.key ?? "");
  const goDocument = (by: -1 | 1) => {
    const heads = rows.filter((it) => it.page === null);
    const own = heads.findIndex((it) => it.number === row?.number);
    const to = by < 0 && row?.page ? own : own + by;
    onSelect(heads[Math.min(heads.length - 1, Math.max(0, to))]?.key ?? "");
  };
  useActions(
    [
      { id: "tree.next", label: t("list.next"), keys: "ArrowDown", run: () => go(at + 1), isLocal: true },
      { id: "tree.previous", label: t("list.previous"), keys: "ArrowUp", run: () => go(at - 1), isLocal: true },
      { id: "tree.first", label: t("list.first"), keys: "Home", run: () => go(0), isLocal: true },
      { id: "tree.last", label: t("list.last"), keys: "End", run: () => go(rows.length - 1), isLocal: true },
      { id: "tree.page_down", label: t("list.next"), keys: "PageDown", run: () => go(at + PAGE_STEP), isLocal: true },
      { id: "tree.page_up", label: t("list.previous"), keys: "PageUp", run: () => go(at - PAGE_STEP), isLocal: true },
      { id: "tree.next_document", label: t("station.next_document"), keys: "ArrowRight", run: () => goDocument(1), isLocal: true },
      { id: "tree.previous_document", label: t("station.previous_document"), keys: "ArrowLeft", run: () => goDocument(-1), isLocal: true },
      { id: "tree.open", label: t("station.to_page"), keys: "Enter", run: onOpen, isLocal: true },
    ],
    tree,
  );
  const keys = useMemo(() => rows.map((it) => it.key), [rows]);
  const inSight = useMeasuredRows({ box: tree, keys, active: at, guessPx: (index) => guessOf(rows[index]) });
  const onDrop = (on: TreeRow) => {
    setOver(null);
    const before = on.page?.id ?? firstOf(on.document);
    if (dragged.current.length > 0 && !dragged.current.includes(before)) onMove(dragged.current, before);
    dragged.current = [];
  };
  // What happens on a row is heard by the tree: the rows in sight stay as they are while one is chosen.
  const rowOf = (event: SyntheticEvent) => rows.find((it) => it.key === (event.target as HTMLElement).closest<HTMLElement>("[data-row]")?.dataset.row);
  return (
    <div
      ref={tree}
      className="tree"
      role="tree"
      tabIndex={0}
      aria-label={t("station.tree")}
      aria-activedescendant={row ? `row-${row.key}` : undefined}
      data-part="tree"
      onMouseDown={(event) => {
        const on = rowOf(event);
        if (on) onSelect(on.key);
      }}
      onDragStart={(event) => {
        const on = rowOf(event);
        if (!on) return;
        dragged.current = on.page ? [on.page.id] : on.document.pages.map((page) => page.id);
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", on.key);
      }}
      onDragOver={(event) => {
        const on = rowOf(event);
        if (!on) return;
        event.preventDefault();
        if (over !== on.key) setOver(on.key);
      }}
      onDrop={(event) => {
        event.preventDefault();
        const on = rowOf(event);
        if (on) onDrop(on);
      }}
      onDragEnd={() => setOver(null)}
    >
      <div className="tree-height" role="presentation" style={{ height: inSight.heightPx }}>
        {inSight.items.map((it) => {
          const drawn = rows[it.index]!;
          return <Row key={it.key} row={drawn} index={it.index} topPx={it.start} measure={inSight.measure} isSelected={it.index === at} isOver={over === drawn.key} />;
        })}
      </div>
    </div>
  );
}

interface RowProps {
  row: TreeRow;
  index: number;
  topPx: number;
  measure: (element: HTMLElement | null) => void;
  isSelected: boolean;
  isOver: boolean;
}

/** What is the same after a change is the same object: the desk's answers are kept so. A page does not change with the rest of its document. */
const isSameRow = (was: RowProps, now: RowProps) =>
  was.index === now.index &&
  was.topPx === now.topPx &&
  was.isSelected === now.isSelected &&
  was.isOver === now.isOver &&
  was.row.page === now.row.page &&
  was.row.place === now.row.place &&
  was.row.nth === now.row.nth &&
  was.row.nSiblings === now.row.nSiblings &&
  (now.row.page !== null || (was.row.document === now.row.document && was.row.number === now.row.number));

const Row = memo(function Row({ row, index, topPx, measure, isSelected, isOver }: RowProps) {
  return (
    <div ref={measure} className="tree-row-box" role="presentation" draggable data-index={index} data-row={row.key} data-over={isOver || undefined} style={{ transform: `translateY(${topPx}px)` }}>
      {row.page === null ? <DocumentRow row={row} isSelected={isSelected} /> : <PageRow row={row} isSelected={isSelected} />}
    </div>
  );
}, isSameRow);

function DocumentRow({ row, isSelected }: { row: TreeRow; isSelected: boolean }) {
  const { document, number } = row;
  const { letter, doubts } = document;
  return (
    <div role="treeitem" id={`row-${row.key}`} aria-level={1} aria-posinset={row.nth} aria-setsize={row.nSiblings} aria-selected={isSelected} aria-expanded className={doubts.length > 0 ? "tree-document is-doubtful" : "tree-document"} data-document={number}>
      <span className="numbers">{number}.</span>
      <span className="clip tree-name">{letter ? <LetterName letter={letter} /> : (document.jid ?? t("station.unknown"))}</span>
      <span className="muted numbers">{t("station.sheets", { n: document.n_sheets })}</span>
      {doubts.length > 0 ? (
        <span className="tree-doubts">
          <CircleAlert size={14} aria-hidden />
          <span>{doubts.map(doubtText).join("; ")}</span>
        </span>
      ) : (
        <span className="state-settled tree-doubts">
          <CircleCheck size={14} aria-hidden />
          <span>{t(document.is_set_aside ? "station.set_aside" : "station.ready")}</span>
        </span>
      )}
    </div>
  );
}

function PageRow({ row, isSelected }: { row: TreeRow; isSelected: boolean }) {
  const page = row.page!;
  const marks = [
    page.is_back && t("station.back"),
    page.is_blank && t("station.blank"),
    page.is_unreadable && t("station.unreadable"),
    page.is_read_badly && !page.is_unreadable && (page.confidence === 0 ? t("station.not_read") : t("station.read_badly", { n: page.confidence ?? 0 })),
    page.quarter_turns > 0 && t("station.turned"),
    ...page.codes,
  ].filter(Boolean);
  return (
    <div role="treeitem" id={`row-${row.key}`} aria-level={2} aria-posinset={row.nth} aria-setsize={row.nSiblings} aria-selected={isSelected} className={page.is_hidden ? "tree-page is-hidden" : "tree-page"} data-page={page.id}>
      <span className="numbers">{t("station.page_n", { n: row.place })}</span>
      {page.is_hidden && (
        <span className="tree-doubts muted">
          <EyeOff size={14} aria-hidden />
          <span>{t("station.left_out")}</span>
        </span>
      )}
      <span className="muted clip">{marks.join(" · ")}</span>
    </div>
  );
}
