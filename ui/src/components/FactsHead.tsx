/** What a record is about and how it stands: its subject, its state, who may see it, and whether it still waits. */
import { Clock, Lock } from "lucide-react";
import { t } from "@/lib/i18n";
import { StateWord } from "./StateWord";

interface Props {
  row: { subject: string; state: string; restricted: boolean; is_pending: boolean };
}

export function FactsHead({ row }: Props) {
  return (
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
  );
}
