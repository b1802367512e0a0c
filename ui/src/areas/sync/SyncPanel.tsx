/** What waits, what is on its way and what is the matter, and a way to try at once. */
import { RefreshCw } from "lucide-react";
import { useEffect, useRef } from "react";
import { api } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useActions } from "@/lib/actions";
import { formatBytes, formatInstant, formatNumber, formatSeconds } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useSyncStatus } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { ReachWord } from "./StatusLine";

export function SyncPanel({ onLeave }: { onLeave: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const status = useSyncStatus().data;
  const sync = useWrite(() => api.syncNow(), ["status"], { onDone: () => say(t("sync.tried")) });
  useEffect(() => box.current?.focus(), []);
  useActions(
    [
      { id: "sync.now", label: t("sync.now"), keys: "Enter", run: () => sync.run(undefined), isEnabled: !sync.isRunning, isHinted: true, isLocal: true },
      { id: "sync.leave", label: t("flow.leave"), keys: "Escape", run: onLeave, isHinted: true, isLocal: true },
    ],
    box,
  );
  return (
    <div ref={box} className="page" data-screen="sync" tabIndex={-1}>
      <h2>{t("sync.title")}</h2>
      {status && (
        <>
          <dl className="page-facts">
            <dt>{t("sync.reach")}</dt>
            <dd>
              <ReachWord status={status} />
            </dd>
            <dt>{t("sync.last")}</dt>
            <dd className="numbers">{status.last_exchange_at ? formatInstant(status.last_exchange_at) : t("sync.never")}</dd>
            <dt>{t("sync.waiting")}</dt>
            <dd className="numbers">{formatNumber(status.pending)}</dd>
            <dt>{t("sync.files")}</dt>
            <dd className="numbers">{t("sync.files_up", { n: status.files_up, bytes: formatBytes(status.bytes_up) })}</dd>
          </dl>
          {status.reach === "offline" && <Notice>{t("sync.offline_help")}</Notice>}
          {status.clock_ahead_s !== null && <Notice tone="warning">{t("sync.clock_help", { span: formatSeconds(status.clock_ahead_s) })}</Notice>}
          {status.trouble && <Notice tone="warning">{sentence(status.trouble)}</Notice>}
        </>
      )}
      <div className="buttons">
        <Button icon={RefreshCw} look="primary" keys="Enter" onPress={() => sync.run(undefined)} isDisabled={sync.isRunning}>
          {t("sync.now")}
        </Button>
        <Button look="quiet" keys="Escape" onPress={onLeave}>
          {t("flow.leave")}
        </Button>
      </div>
    </div>
  );
}
