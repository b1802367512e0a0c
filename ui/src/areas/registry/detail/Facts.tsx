/** The facts of a document, in the words of the registry record. */
import { Clock, Lock } from "lucide-react";
import type { ReactNode } from "react";
import type { DocumentDetail } from "@/api/generated/api";
import { Notice } from "@/components/Notice";
import { StateWord } from "@/components/StateWord";
import { formatDelivery, formatInstant, formatNumber } from "@/lib/format";
import { t, word } from "@/lib/i18n";

export function Facts({ detail }: { detail: DocumentDetail }) {
  const { row } = detail;
  const isOwn = row.origin === "own";
  const others = [detail.other_count > 0 ? formatNumber(detail.other_count) : "", detail.other_description].filter(Boolean).join(" – ");
  return (
    <header className="facts">
      <div className="facts-head">
        <h2>{row.subject}</h2>
        <StateWord state={row.state} />
        {row.restricted && (
          <span className="state">
            <Lock size={14} aria-hidden />
            <span>{t("field.restricted_short")}</span>
          </span>
        )}
        {row.is_pending && (
          <span className="pending">
            <Clock size={14} aria-hidden />
            <span>{t("list.pending")}</span>
          </span>
        )}
      </div>
      {detail.cancelled_because !== null && <Notice tone="warning">{t("facts.cancelled", { reason: detail.cancelled_because })}</Notice>}
      {detail.refused_because && row.state === "returned" && <Notice tone="warning">{t("facts.returned", { reason: detail.refused_because })}</Notice>}
      {detail.earlier_jid && <Notice tone="warning">{t("facts.relabel", { old: detail.earlier_jid, new: row.jid })}</Notice>}
      <dl>
        <Fact name={t("field.reference")}>{row.reference ?? t("list.number_later")}</Fact>
        <Fact name={t("field.jid")}>{row.jid}</Fact>
        <Fact name={t("field.sender")} isWide>
          {isOwn ? t("entry.own_sender") : [row.sender, detail.sender_address].filter(Boolean).join(", ")}
        </Fact>
        <Fact name={t("field.sender_reference")}>{detail.sender_reference}</Fact>
        {!isOwn && <Fact name={t("field.delivered")}>{row.delivered_at && `${formatDelivery(row.delivered_at)} – ${word("method", detail.delivery_method)}`}</Fact>}
        <Fact name={t("field.sheets")}>{detail.sheets !== null && formatNumber(detail.sheets)}</Fact>
        <Fact name={t("field.paper_attachments")}>{detail.paper_attachments !== null && formatNumber(detail.paper_attachments)}</Fact>
        <Fact name={t("field.other_attachments")}>{others}</Fact>
        <Fact name={t("field.handler")} isWide>
          {[detail.unit_name && `${row.unit} – ${detail.unit_name}`, row.person].filter(Boolean).join(" · ")}
        </Fact>
        <Fact name={t("field.registered")} isWide>
          {detail.registered_at
            ? t("facts.registered", { who: detail.registered_by, at: formatInstant(detail.registered_at) })
            : t("facts.captured", { who: detail.registered_by, at: formatInstant(row.captured_at) })}
        </Fact>
      </dl>
    </header>
  );
}

/** An empty fact is a dash, so that it is seen to be empty and not forgotten. */
function Fact({ name, children, isWide }: { name: string; children: ReactNode; isWide?: boolean }) {
  return (
    <div className={isWide ? "fact is-wide" : "fact"}>
      <dt>{name}</dt>
      <dd className="numbers">{children || "–"}</dd>
    </div>
  );
}
