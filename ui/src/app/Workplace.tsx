/** The window of an unlocked desk: areas on the left, the chosen one beside, the state of things below. */
import { useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRef, useState } from "react";
import { api, type OpenSeat, type Preferences, type StartState } from "@/api/generated/api";
import { NeedsYou } from "@/areas/needs_you/NeedsYou";
import { freshView, Registry, type RegistryWish } from "@/areas/registry/Registry";
import { useUndo } from "@/areas/registry/useUndo";
import { Settings } from "@/areas/settings/Settings";
import { StatusLine } from "@/areas/sync/StatusLine";
import { SyncPanel } from "@/areas/sync/SyncPanel";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { type Action, actionsInFocus, useActions } from "@/lib/actions";
import { flushDrafts } from "@/lib/draft";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useSyncStatus } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { type Area, AreaBar } from "./AreaBar";
import { Foot } from "./Foot";
import { Help } from "./Help";
import { Palette } from "./Palette";

export function Workplace({ start, seat }: { start: StartState; seat: OpenSeat }) {
  const client = useQueryClient();
  const [area, setArea] = useState<Area>("registry");
  const [view, setView] = useState(freshView);
  const [wish, setWish] = useState<RegistryWish | null>(null);
  const [palette, setPalette] = useState<Action[] | null>(null);
  const serial = useRef(0);
  const status = useSyncStatus().data;

  const preferences = useWrite((change: Partial<Preferences>) => api.setPreferences({ preferences: { ...start.preferences, ...change } }), ["start"]);
  const lock = useWrite(
    async () => {
      await flushDrafts();
      await api.lock();
    },
    [],
    {
      onDone: () => {
        say(t("done.lock"));
        void client.invalidateQueries({ queryKey: ["start"] });
      },
    },
  );
  const undo = useUndo();
  const ask = (part: Omit<RegistryWish, "serial">) => {
    serial.current += 1;
    setWish({ serial: serial.current, ...part });
    setArea("registry");
  };
  const goHome = () => setArea("registry");
  const openPalette = () => setPalette(actionsInFocus());
  const go = (to: Area) => () => {
    setArea(to);
    if (to === "registry" && area === "registry") document.querySelector<HTMLElement>("[role=grid]")?.focus();
  };
  useActions([
    { id: "palette", label: t("palette.title"), keys: "Ctrl+K", run: openPalette, isHinted: true },
    { id: "area.registry", label: t("area.registry"), keys: "F2", run: go("registry") },
    { id: "area.needs_you", label: t("area.needs_you"), keys: "F9", run: go("needs_you") },
    { id: "area.sync", label: t("area.sync"), keys: "F10", run: go("sync") },
    { id: "area.settings", label: t("area.settings"), keys: "F11", run: go("settings") },
    { id: "lock", label: t("lock.label"), keys: "Ctrl+L", run: () => lock.run(undefined) },
    { id: "entry.anywhere", label: t("entry.received"), keys: "Ctrl+N", run: () => ask({ pane: "received" }), isEnabled: area !== "registry" },
    { id: "entry.own_anywhere", label: t("entry.own"), keys: "Ctrl+Shift+N", run: () => ask({ pane: "own" }), isEnabled: area !== "registry" },
    { id: "book.anywhere", label: t("book.title"), keys: "Ctrl+Shift+P", run: () => ask({ pane: "book" }), isEnabled: area !== "registry" },
    { id: "undo", label: t("undo.label"), keys: "Ctrl+Z", run: undo },
  ]);
  const late = status?.without_number_since_yesterday ?? 0;
  return (
    <div className="window">
      <header className="top">
        <h1 className="office clip">{seat.tenant}</h1>
        <button type="button" className="top-search" onClick={openPalette}>
          <Search size={14} aria-hidden />
          <span>{t("top.search")}</span>
        </button>
        <span className="clip top-person">{seat.person}</span>
        <Button look="quiet" keys="Ctrl+L" onPress={() => lock.run(undefined)}>
          {t("lock.word")}
        </Button>
      </header>
      {late > 0 && (
        <aside aria-label={t("banner.label")}>
          <Notice tone="warning">{t("banner.without_number", { n: late })}</Notice>
        </aside>
      )}
      <div className="middle">
        <AreaBar area={area} onArea={(to) => go(to)()} needsYou={status?.needs_you ?? 0} />
        <main className="area">
          {area === "registry" && (
            <Registry
              view={view}
              onView={setView}
              wish={wish}
              listWidth={start.preferences.list_width}
              onListWidth={(list_width) => preferences.run({ list_width })}
            />
          )}
          {area === "needs_you" && <NeedsYou onEdit={(document) => ask({ document, isCorrecting: true })} onShow={(document) => ask({ document })} />}
          {area === "sync" && <SyncPanel onLeave={goHome} />}
          {area === "settings" && <Settings start={start} onPreferences={preferences.run} onLeave={goHome} />}
        </main>
      </div>
      {palette && <Palette actions={palette} onDocument={(document) => ask({ document })} onClose={() => setPalette(null)} />}
      <Help />
      <Foot status={<StatusLine onOpen={go("sync")} />} />
    </div>
  );
}
