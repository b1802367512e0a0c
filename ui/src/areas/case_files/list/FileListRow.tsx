/** One case file in the list. */
import type { CaseFileRow } from "@/api/generated/api";
import { NumberCell, StateCell, SubjectCell, TextCell } from "@/components/RecordCells";
import type { RowPlace } from "@/components/RecordList";
import { formatInstant, formatNumber, formatShort } from "@/lib/format";
import { t } from "@/lib/i18n";

export function FileListRow({ row, place }: { row: CaseFileRow; place: RowPlace }) {
  return (
    <div
      {...place}
      role="row"
      className="grid-row"
      data-case-file={row.id}
      data-jid={row.jid}
      data-mark={row.mark ?? ""}
    >
      <Cells row={row} />
    </div>
  );
}

function Cells({ row }: { row: CaseFileRow }) {
  return (
    <>
      <NumberCell id="mark" number={row.mark} jid={row.jid} later={t("file.mark_later")} />
      <SubjectCell row={row} />
      <TextCell id="class numbers" at={3} value={row.class_mark} />
      <TextCell id="documents numbers" at={4} value={formatNumber(row.n_documents)} />
      <TextCell id="unit" at={5} value={[row.unit, row.person].filter(Boolean).join(" · ")} />
      <TextCell id="founded numbers" at={6} value={formatShort(row.founded_at, new Date())} title={formatInstant(row.founded_at)} />
      <StateCell at={7} row={row} />
    </>
  );
}
