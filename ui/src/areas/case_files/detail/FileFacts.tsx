/** The facts of a case file, in the words of the filing rules. */
import type { CaseFileDetail } from "@/api/generated/api";
import { Fact } from "@/components/Fact";
import { FactsHead } from "@/components/FactsHead";
import { classTitle, fileMark, settledText } from "@/lib/caseFiles";
import { formatDay, formatInstant } from "@/lib/format";
import { t, word } from "@/lib/i18n";

export function FileFacts({ detail }: { detail: CaseFileDetail }) {
  const { row } = detail;
  return (
    <header className="facts">
      <FactsHead row={row} />
      <dl>
        <Fact name={t("file_field.mark")}>{fileMark(row.mark)}</Fact>
        <Fact name={t("field.jid")}>{row.jid}</Fact>
        <Fact name={t("field.class")} isWide>
          {detail.class ? classTitle(detail.class) : row.class_mark}
        </Fact>
        <Fact name={t("file_field.retention")}>{detail.class?.retention}</Fact>
        <Fact name={t("file_field.numbering")}>{word("numbering", detail.numbering)}</Fact>
        <Fact name={t("file_field.keeper")} isWide>
          {[row.unit, row.person].filter(Boolean).join(" · ")}
        </Fact>
        <Fact name={t("file_field.founded")} isWide>
          {[detail.founded_by, formatInstant(row.founded_at)].filter(Boolean).join(" · ")}
        </Fact>
        {detail.settled && (
          <Fact name={t("field.settled")} isWide>
            {settledText(detail.settled)}
          </Fact>
        )}
        {detail.closed_at !== null && <Fact name={t("file_field.closed")}>{formatInstant(detail.closed_at)}</Fact>}
        {detail.is_of_event && detail.trigger_year !== null && <Fact name={t("file_field.trigger_year")}>{String(detail.trigger_year)}</Fact>}
        {detail.ask_on !== null && <Fact name={t("file_field.ask_on")}>{formatDay(detail.ask_on)}</Fact>}
        {detail.closed_at !== null && <Fact name={t("file_field.due_year")}>{detail.due_year === null ? t("file_field.due_later") : String(detail.due_year)}</Fact>}
      </dl>
    </header>
  );
}
