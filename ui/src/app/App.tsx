/**
 * The whole window: which screen stands, and what belongs to every one of them.
 *
 * The desk decides the screen: no seat, a locked seat, a seat still being filled, or the workplace.
 */
import { type QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { I18nProvider } from "@lingui/react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { StartState } from "@/api/generated/api";
import { Enrol } from "@/areas/enrol/Enrol";
import { FirstSync } from "@/areas/enrol/FirstSync";
import { Unlock } from "@/areas/unlock/Unlock";
import { Notice } from "@/components/Notice";
import { useActionKeys } from "@/lib/actions";
import { forgetDrafts } from "@/lib/draft";
import { i18n, speak, t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useChangedEvents, useNewDay, useStart } from "@/lib/queries";
import "./tokens.css";
import "./styles/index.css";
import { Foot } from "./Foot";
import { Help } from "./Help";
import { useTheme } from "./theme";

/** Read while the password is typed: the field that takes it need not wait for all that lies behind. */
const readWorkplace = () => import("./Workplace");
const Workplace = lazy(async () => ({ default: (await readWorkplace()).Workplace }));
const READ_AHEAD_MS = 200;

export function App({ client }: { client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <I18nProvider i18n={i18n}>
        <Window client={client} />
      </I18nProvider>
    </QueryClientProvider>
  );
}

function Window({ client }: { client: QueryClient }) {
  const start = useStart();
  useActionKeys();
  useChangedEvents(client);
  useNewDay(client);
  const language = start.data?.preferences.language;
  useTheme(start.data?.preferences.theme ?? "system");
  // Spoken before anything is drawn, so that no screen shows the other language first.
  if (language) speak(language);
  if (start.isError) return <Notice tone="problem">{sentence(start.error)}</Notice>;
  if (!start.data) return null;
  return <Screens start={start.data} />;
}

/** However a desk was closed, locked or revoked, nothing of its person stays in the window for the next. */
function useLeaving(seat: string | undefined): void {
  const client = useQueryClient();
  const last = useRef(seat);
  // Before the screens of the last one go: what they still want to save is not for the desk of the next.
  if (last.current !== seat) {
    if (last.current !== undefined) forgetDrafts();
    last.current = seat;
  }
  useEffect(() => {
    if (seat !== undefined) return () => client.removeQueries({ predicate: (it) => it.queryKey[0] !== "start" });
  }, [client, seat]);
}

function Screens({ start }: { start: StartState }) {
  const [isAdding, setAdding] = useState(false);
  const { open, seats } = start;
  useLeaving(open?.seat);
  useEffect(() => {
    if (open) setAdding(false);
  }, [open]);
  useEffect(() => {
    document.title = open ? `${t("app.name")} – ${open.tenant}` : t("app.name");
  }, [open]);
  useEffect(() => {
    const ahead = setTimeout(() => void readWorkplace(), READ_AHEAD_MS);
    return () => clearTimeout(ahead);
  }, []);
  if (open?.is_complete) {
    return (
      <Suspense>
        <Workplace start={start} seat={open} />
      </Suspense>
    );
  }
  return (
    <div className="window">
      {start.farewell && (
        <aside aria-label={t("banner.label")}>
          <Notice tone="warning">{sentence(start.farewell)}</Notice>
        </aside>
      )}
      {open ? (
        <FirstSync seat={open} />
      ) : isAdding || seats.length === 0 ? (
        <Enrol onLeave={seats.length > 0 ? () => setAdding(false) : undefined} />
      ) : (
        <Unlock seats={seats} onAddPerson={() => setAdding(true)} />
      )}
      <Help />
      <Foot />
    </div>
  );
}
