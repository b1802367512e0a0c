/** One document in the list. */
import { Clock, Lock, Paperclip } from "lucide-react";
import type { DocumentRow } from "@/api/generated/api";
import type { RowPlace } from "@/components/RecordList";
import { StateWord } from "@/components/StateWord";
import { formatDelivery, formatInstant, formatShort } from "@/lib/format";
import { t } from "@/lib/i18n";

export function ListRow({ row, place }: { row: DocumentRow; place: RowPlace }) {
  return (
    <div
      {...place}
      role="row"
      className={`grid-row${place["aria-selected"] ? " is-selected" : ""}${row.state === "cancelled" ? " is-cancelled" : ""}`}
      data-document={row.id}
      data-jid={row.jid}
      data-reference={row.reference ?? ""}
    >
      <Cells row={row} />
    </div>
  );
}

function Cells({ row }: { row: DocumentRow }) {
  const now = new Date();
  const text = (id: string, at: number, value: string, title = value) => (
    <div role="gridcell" aria-colindex={at} className={`cell cell-${id}`} title={title}>
      {value}
    </div>
  );
  return (
    <>
      <div role="gridcell" aria-colindex={1} className="cell cell-reference numbers" title={row.reference ?? row.jid}>
        {row.reference ?? <span className="muted">{t("list.number_later")}</span>}
      </div>
      <div role="gridcell" aria-colindex={2} className="cell cell-subject" title={row.subject}>
        {row.restricted && <Lock size={14} aria-label={t("field.restricted_short")} />}
        <span className="clip">{row.subject}</span>
        {row.n_files > 0 && (
          <span className="muted files-mark">
            <Paperclip size={12} aria-hidden />
            <span className="numbers">{row.n_files}</span>
            <span className="visually-hidden">{t("list.files", { n: row.n_files })}</span>
          </span>
        )}
      </div>
      {text("sender", 3, row.origin === "own" ? t("entry.own_sender") : row.sender)}
      {text("delivered numbers", 4, row.delivered_at ? formatShort(row.delivered_at, now) : "–", row.delivered_at ? formatDelivery(row.delivered_at) : "")}
      {text("captured numbers", 5, formatShort(row.captured_at, now), formatInstant(row.captured_at))}
      {text("unit", 6, [row.unit, row.person].filter(Boolean).join(" · "))}
      <div role="gridcell" aria-colindex={7} className="cell cell-state">
        <StateWord state={row.state} />
        {row.is_pending && (
          <span className="pending" title={t("list.pending")}>
            <Clock size={14} aria-hidden />
            <span>{t("list.pending")}</span>
          </span>
        )}
      </div>
    </>
  );
}
