/** One case file in the list. */
import { Clock, Lock } from "lucide-react";
import type { CaseFileRow } from "@/api/generated/api";
import type { RowPlace } from "@/components/RecordList";
import { StateWord } from "@/components/StateWord";
import { formatInstant, formatNumber, formatShort } from "@/lib/format";
import { t } from "@/lib/i18n";

export function FileListRow({ row, place }: { row: CaseFileRow; place: RowPlace }) {
  return (
    <div
      {...place}
      role="row"
      className={place["aria-selected"] ? "grid-row is-selected" : "grid-row"}
      data-case-file={row.id}
      data-jid={row.jid}
      data-mark={row.mark ?? ""}
    >
      <Cells row={row} />
    </div>
  );
}

function Cells({ row }: { row: CaseFileRow }) {
  const text = (id: string, at: number, value: string, title = value) => (
    <div role="gridcell" aria-colindex={at} className={`cell cell-${id}`} title={title}>
      {value}
    </div>
  );
  return (
    <>
      <div role="gridcell" aria-colindex={1} className="cell cell-mark numbers" title={row.mark ?? row.jid}>
        {row.mark ?? <span className="muted">{t("file.mark_later")}</span>}
      </div>
      <div role="gridcell" aria-colindex={2} className="cell cell-subject" title={row.subject}>
        {row.restricted && <Lock size={14} aria-label={t("field.restricted_short")} />}
        <span className="clip">{row.subject}</span>
      </div>
      {text("class numbers", 3, row.class_mark)}
      {text("documents numbers", 4, formatNumber(row.n_documents))}
      {text("unit", 5, [row.unit, row.person].filter(Boolean).join(" · "))}
      {text("founded numbers", 6, formatShort(row.founded_at, new Date()), formatInstant(row.founded_at))}
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
