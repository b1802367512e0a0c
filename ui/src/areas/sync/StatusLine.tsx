/** The state of the connection: a word and counts, grey when offline; nothing of it ever stops the work. */
import { Circle, CircleAlert, CircleOff, Clock, Upload } from "lucide-react";
import type { SyncStatus } from "@/api/generated/api";
import { formatBytes, formatSeconds } from "@/lib/format";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useSyncStatus } from "@/lib/queries";

export function StatusLine({ onOpen }: { onOpen: () => void }) {
  const status = useSyncStatus().data;
  return (
    <button type="button" className="status" data-part="status" data-reach={status?.reach ?? "unknown"} onClick={onOpen} aria-label={status ? undefined : t("sync.unknown")}>
      {status && <Words status={status} />}
    </button>
  );
}

function Words({ status }: { status: SyncStatus }) {
  return (
    <>
      <ReachWord status={status} />
      {status.pending > 0 && (
        <span>
          <Clock size={14} aria-hidden />
          {t("sync.pending", { n: status.pending })}
        </span>
      )}
      {status.files_up > 0 && (
        <span>
          <Upload size={14} aria-hidden />
          {t("sync.files_up", { n: status.files_up, bytes: formatBytes(status.bytes_up) })}
        </span>
      )}
      {status.clock_ahead_s !== null && (
        <span className="warning">
          <CircleAlert size={14} aria-hidden />
          {t("sync.clock", { span: formatSeconds(status.clock_ahead_s) })}
        </span>
      )}
      {status.trouble && (
        <span className="warning" title={sentence(status.trouble)}>
          <CircleAlert size={14} aria-hidden />
          {t("sync.trouble")}
        </span>
      )}
    </>
  );
}

export function ReachWord({ status }: { status: SyncStatus }) {
  if (status.reach === "online") {
    return (
      <span className="is-online">
        <Circle size={10} aria-hidden fill="currentColor" />
        {t("sync.online")}
      </span>
    );
  }
  return (
    <span className="muted">
      <CircleOff size={12} aria-hidden />
      {t(status.reach === "offline" ? "sync.offline" : "sync.unknown")}
    </span>
  );
}
