/** The cells every list of records has: a plain text, the subject, the state. */
import { Clock, Lock, Send } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "@/lib/i18n";
import { DueDay } from "./DueDay";
import { StateWord } from "./StateWord";

/** A text, in full in its title; `id` names its column. */
export function TextCell({ id, at, value, title = value }: { id: string; at: number; value: string; title?: string }) {
  return (
    <div role="gridcell" aria-colindex={at} className={`cell cell-${id}`} title={title}>
      {value}
    </div>
  );
}

/** What a record is known by, or in grey that it is still to come. */
export function NumberCell({ id, number, jid, later }: { id: string; number: string | null; jid: string; later: string }) {
  return (
    <div role="gridcell" aria-colindex={1} className={`cell cell-${id} numbers`} title={number ?? jid}>
      {number ?? <span className="muted">{later}</span>}
    </div>
  );
}

/** What it is about, whether only some may see it, and what belongs beside it. */
export function SubjectCell({ row, children }: { row: { subject: string; restricted: boolean }; children?: ReactNode }) {
  return (
    <div role="gridcell" aria-colindex={2} className="cell cell-subject" title={row.subject}>
      {row.restricted && <Lock size={14} aria-label={t("field.restricted_short")} />}
      <span className="clip">{row.subject}</span>
      {children}
    </div>
  );
}

/** How it stands, and whether the centre has yet to hear of it. */
export function StateCell({ at, row }: { at: number; row: { state: string; origin?: string; is_sent?: boolean; is_pending: boolean; due_on?: string | null } }) {
  return (
    <div role="gridcell" aria-colindex={at} className="cell cell-state">
      <StateWord state={row.state} />
      {row.due_on && <DueDay day={row.due_on} />}
      {row.is_sent && (
        <span className="pending">
          <Send size={14} aria-hidden />
          <span>{t(row.origin === "own" ? "list.sent" : "list.handed_over")}</span>
        </span>
      )}
      {row.is_pending && (
        <span className="pending" title={t("list.pending")}>
          <Clock size={14} aria-hidden />
          <span>{t("list.pending")}</span>
        </span>
      )}
    </div>
  );
}
