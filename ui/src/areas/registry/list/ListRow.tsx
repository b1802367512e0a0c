/** One document in the list. */
import { Paperclip } from "lucide-react";
import type { DocumentRow } from "@/api/generated/api";
import { NumberCell, StateCell, SubjectCell, TextCell } from "@/components/RecordCells";
import type { RowPlace } from "@/components/RecordList";
import { formatDelivery, formatInstant, formatShort } from "@/lib/format";
import { t } from "@/lib/i18n";

export function ListRow({ row, place }: { row: DocumentRow; place: RowPlace }) {
  return (
    <div
      {...place}
      role="row"
      className={`grid-row${row.state === "cancelled" ? " is-cancelled" : ""}`}
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
  const delivered = row.delivered_at;
  return (
    <>
      <NumberCell id="reference" number={row.reference} jid={row.jid} later={t("list.number_later")} />
      <SubjectCell row={row}>
        {row.n_files > 0 && (
          <span className="muted files-mark">
            <Paperclip size={12} aria-hidden />
            <span className="numbers">{row.n_files}</span>
            <span className="visually-hidden">{t("list.files", { n: row.n_files })}</span>
          </span>
        )}
      </SubjectCell>
      <TextCell id="sender" at={3} value={row.origin === "own" ? [t("entry.own_sender"), row.addressee].filter(Boolean).join(" → ") : row.sender} />
      <TextCell id="delivered numbers" at={4} value={delivered ? formatShort(delivered, now) : "–"} title={delivered ? formatDelivery(delivered) : ""} />
      <TextCell id="captured numbers" at={5} value={formatShort(row.captured_at, now)} title={formatInstant(row.captured_at)} />
      <TextCell id="unit" at={6} value={[row.unit, row.person].filter(Boolean).join(" · ")} />
      <StateCell at={7} row={row} />
    </>
  );
}
