/** The bottom of the window: the last result, the state of the connection, and the keys that count now. */
import type { ReactNode } from "react";
import { KeyHint } from "@/components/KeyHint";
import { useActionsInFocus } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { useMessage } from "@/lib/messages";

export function Foot({ status }: { status?: ReactNode }) {
  const message = useMessage();
  return (
    <footer className="foot">
      <div className="foot-line">
        <div className={`message is-${message.tone}`} data-part="message" role="status" aria-live="polite">
          <span key={message.serial}>{message.text}</span>
        </div>
        {status}
      </div>
      <Hints />
    </footer>
  );
}

const MOST = 9;

function Hints() {
  const hinted = useActionsInFocus()
    .filter((it) => it.isHinted && it.keys)
    .filter((it, at, all) => all.findIndex((other) => other.label === it.label) === at);
  return (
    <div className="hints" data-part="hints" role="note" aria-label={t("hints.label")}>
      {hinted.slice(0, MOST).map((it) => (
        <span key={it.id}>
          <KeyHint keys={it.keys!} /> {it.label}
        </span>
      ))}
    </div>
  );
}
