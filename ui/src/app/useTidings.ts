/** Tells the clerk what was assigned to her while she did something else: in the window while she looks at it, else by the system. */
import { useEffect } from "react";
import { api, type DocumentRow } from "@/api/generated/api";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { notify, onChanged } from "@/lib/system";

export function useTidings(): void {
  useEffect(() => {
    let isHere = true;
    const look = async () => {
      // A desk that was locked meanwhile has nothing to tell.
      const rows = await api.newlyAssigned().catch(() => []);
      if (isHere && rows.length > 0) tell(rows);
    };
    void look();
    const stop = onChanged((tags) => {
      if (tags.includes("documents")) void look();
    });
    return () => {
      isHere = false;
      stop();
    };
  }, []);
}

function tell(rows: DocumentRow[]): void {
  const first = rows[0]!;
  const title = t("tidings.assigned", { n: rows.length });
  // A notice of the system is read by whoever passes by.
  const what = [first.reference ?? first.jid, ...(first.restricted ? [] : [first.subject])].join(" – ");
  const text = rows.length === 1 ? what : t("tidings.and_others", { what, n: rows.length - 1 });
  if (document.hasFocus()) say(`${title}: ${text}`);
  else void notify(title, text);
}
