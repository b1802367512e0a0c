/** The first sync: how much of the registry is here already. Nothing is offered before all of it is. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { OpenSeat } from "@/api/generated/api";
import { Notice } from "@/components/Notice";
import { Progress } from "@/components/Progress";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useSyncStatus } from "@/lib/queries";

const POLL_MS = 300;

export function FirstSync({ seat }: { seat: OpenSeat }) {
  const client = useQueryClient();
  const box = useRef<HTMLElement>(null);
  const query = useSyncStatus(POLL_MS);
  const status = query.data;
  useEffect(() => box.current?.focus(), []);
  // The seat itself says when it is complete; it is asked as often as the progress is.
  useEffect(() => {
    if (query.dataUpdatedAt > 0) void client.invalidateQueries({ queryKey: ["start"] });
  }, [client, query.dataUpdatedAt]);
  return (
    <main ref={box} className="door" data-screen="first-sync" tabIndex={-1}>
      <div className="door-box">
        <h1>{t("first_sync.title", { person: seat.person })}</h1>
        <p>{t("first_sync.help", { office: seat.tenant })}</p>
        <Progress label={t("first_sync.label")} done={status?.first_sync?.done ?? 0} total={status?.first_sync?.total ?? 0} />
        {status?.reach === "offline" && <Notice>{t("first_sync.offline")}</Notice>}
        {status?.trouble && <Notice tone="warning">{sentence(status.trouble)}</Notice>}
      </div>
    </main>
  );
}
