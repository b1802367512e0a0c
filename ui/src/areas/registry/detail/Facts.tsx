/** The facts of a document, in the words of the registry record. */
import type { DocumentDetail } from "@/api/generated/api";
import { Fact } from "@/components/Fact";
import { FactsHead } from "@/components/FactsHead";
import { LetterName } from "@/components/LetterName";
import { Notice } from "@/components/Notice";
import { fileMark, settledText } from "@/lib/caseFiles";
import { formatDay, formatDelivery, formatInstant, formatNumber } from "@/lib/format";
import { t, word } from "@/lib/i18n";

export function Facts({ detail }: { detail: DocumentDetail }) {
  const { row } = detail;
  const isOwn = row.origin === "own";
  const isInEmergency = detail.emergency !== null && row.reference === detail.emergency.text;
  const others = [detail.other_count > 0 ? formatNumber(detail.other_count) : "", detail.other_description].filter(Boolean).join(" – ");
  return (
    <header className="facts">
      <FactsHead row={row} />
      {detail.cancelled_because !== null && <Notice tone="warning">{t("facts.cancelled", { reason: detail.cancelled_because })}</Notice>}
      {detail.refused_because && row.state === "returned" && <Notice tone="warning">{t("facts.returned", { reason: detail.refused_because })}</Notice>}
      {detail.earlier_jid && <Notice tone="warning">{t("facts.relabel", { old: detail.earlier_jid, new: row.jid })}</Notice>}
      <dl>
        <Fact name={t("field.reference")}>{isInEmergency ? t("emergency.none_yet") : (row.reference ?? t("list.number_later"))}</Fact>
        <Fact name={t("field.jid")}>{row.jid}</Fact>
        {detail.emergency && (
          <Fact name={t("field.emergency")}>
            {[detail.emergency.text, detail.emergency.reregistered_at && t("emergency.again", { at: formatInstant(detail.emergency.reregistered_at) })].filter(Boolean).join(" · ")}
          </Fact>
        )}
        {detail.earlier_references.length > 0 && <Fact name={t("field.earlier_references")}>{detail.earlier_references.join(", ")}</Fact>}
        <Fact name={t("field.sender")} isWide>
          {isOwn ? t("entry.own_sender") : [row.sender, detail.sender_address].filter(Boolean).join(", ")}
        </Fact>
        {row.addressee !== "" && (
          <Fact name={t("field.addressee_only")} isWide>
            {[row.addressee, detail.sender_address].filter(Boolean).join(", ")}
          </Fact>
        )}
        <Fact name={t("field.sender_reference")}>{detail.sender_reference}</Fact>
        {!isOwn && <Fact name={t("field.delivered")}>{row.delivered_at && `${formatDelivery(row.delivered_at)} – ${word("method", detail.delivery_method)}`}</Fact>}
        <Fact name={t("field.sheets")}>{detail.sheets !== null && formatNumber(detail.sheets)}</Fact>
        <Fact name={t("field.paper_attachments")}>{detail.paper_attachments !== null && formatNumber(detail.paper_attachments)}</Fact>
        <Fact name={t("field.other_attachments")}>{others}</Fact>
        {detail.copies !== null && <Fact name={t("field.copies")}>{formatNumber(detail.copies)}</Fact>}
        {(detail.unopened || detail.envelope !== "") && (
          <Fact name={t("field.envelope")} isWide>
            {[detail.unopened && t("field.unopened"), detail.envelope && word("envelope", detail.envelope)].filter(Boolean).join(" · ")}
          </Fact>
        )}
        <Fact name={t("field.handler")} isWide>
          {[detail.unit_name && `${row.unit} – ${detail.unit_name}`, row.person].filter(Boolean).join(" · ")}
        </Fact>
        <Fact name={t("field.case_file")} isWide>
          {row.case_file !== null && [fileMark(row.file_mark), detail.order !== null && t("facts.order", { n: detail.order })].filter(Boolean).join(" · ")}
        </Fact>
        {detail.deadline && (
          <Fact name={t("field.deadline")} isWide>
            {[`${formatDay(detail.deadline.due_on)} – ${word("rule", detail.deadline.rule)}`, detail.deadline.more_days > 0 && t("deadline.prolonged", { n: detail.deadline.more_days })].filter(Boolean).join(" · ")}
          </Fact>
        )}
        {detail.settled && (
          <Fact name={t("field.settled")} isWide>
            {settledText(detail.settled)}
          </Fact>
        )}
        {detail.source && (
          <Fact name={t("field.source")} isWide>
            {`${detail.source.office} – ${detail.source.jid}`}
          </Fact>
        )}
        {detail.dispatches.map((it) => (
          <Fact key={it.office} name={t("field.dispatched")} isWide>
            {[it.office, formatInstant(it.at), it.jid === "" ? t("dispatch.on_its_way") : `${it.reference} (${it.jid})`].join(" · ")}
          </Fact>
        ))}
        {detail.sendings.map((it, at) => (
          <Fact key={`${it.day}-${at}`} name={t("field.sent")} isWide>
            {[formatDay(it.day), word("sent", it.way), it.note].filter(Boolean).join(" · ")}
          </Fact>
        ))}
        {detail.returns.map((it) => (
          <Fact key={it.at} name={t("field.returned")} isWide>
            {[formatInstant(it.at), word("returned", it.why), it.note].filter(Boolean).join(" · ")}
          </Fact>
        ))}
        {detail.answers && (
          <Fact name={t("field.answers")} isWide>
            <LetterName letter={detail.answers} />
          </Fact>
        )}
        {detail.replies.map((it) => (
          <Fact key={it.id} name={t("field.reply")} isWide>
            {[it.reference ?? it.jid, it.addressee, it.subject].filter(Boolean).join(" – ")}
          </Fact>
        ))}
        <Fact name={t("field.registered")} isWide>
          {detail.registered_at
            ? t("facts.registered", { who: detail.registered_by, at: formatInstant(detail.registered_at) })
            : t("facts.captured", { who: detail.registered_by, at: formatInstant(row.captured_at) })}
        </Fact>
      </dl>
    </header>
  );
}
