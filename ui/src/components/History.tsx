/** What happened to the record, the newest first; a correction shows what was there and what is. */
import { Clock } from "lucide-react";
import type { HistoryRow } from "@/api/generated/api";
import { formatInstant } from "@/lib/format";
import { t, word } from "@/lib/i18n";
import { Changes } from "./Changes";

/** Verbs whose words are no reason: whom something was handed to, what was done. */
const withoutReason = ["dispatch_document", "note_sent", "reregister_document", "settle_document", "settle_case_file"];

/** What stands beside the verb: mostly why. */
function told({ verb, reason }: HistoryRow): string {
  if (withoutReason.includes(verb)) return reason;
  if (verb !== "note_returned") return t("history.reason", { reason });
  const [why = "", ...note] = reason.split(" – ");
  return t("history.reason", { reason: [word("returned", why), ...note].join(" – ") });
}

export function History({ rows }: { rows: HistoryRow[] }) {
  return (
    <section className="history" aria-label={t("history.title")}>
      <h3>{t("history.title")}</h3>
      <ol className="plain-list">
        {rows.map((row, at) => (
          <li key={`${row.at}-${at}`} className="history-row">
            <div className="history-line">
              <span className="numbers muted">{formatInstant(row.at)}</span>
              <strong>{word("history", row.verb)}</strong>
              <span>{row.by}</span>
              {row.in_place_of && <span>{t("history.in_place_of", { person: row.in_place_of })}</span>}
              {row.on && <span className="muted">{t("history.on", { desk: row.on })}</span>}
              {row.is_pending && (
                <span className="pending">
                  <Clock size={14} aria-hidden />
                  <span>{t("list.pending")}</span>
                </span>
              )}
            </div>
            {row.reason && <div>{told(row)}</div>}
            <Changes rows={row.changes} />
          </li>
        ))}
      </ol>
    </section>
  );
}
