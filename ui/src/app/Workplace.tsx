/** The window of an unlocked desk: areas on the left, the chosen one beside, the state of things below. */
import { useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRef, useState } from "react";
import { api, type OpenSeat, type Preferences, type StartState } from "@/api/generated/api";
import { type CaseFileWish, CaseFiles, freshFiles } from "@/areas/case_files/CaseFiles";
import { NeedsYou } from "@/areas/needs_you/NeedsYou";
import { freshView, Registry, type RegistryWish } from "@/areas/registry/Registry";
import { useUndo } from "@/areas/registry/useUndo";
import { Settings } from "@/areas/settings/Settings";
import { freshStation, Station } from "@/areas/station/Station";
import { StatusLine } from "@/areas/sync/StatusLine";
import { SyncPanel } from "@/areas/sync/SyncPanel";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { type Action, actionsInFocus, useActions } from "@/lib/actions";
import { flushDrafts } from "@/lib/draft";
import { formatDay } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useSubstitutes, useSyncStatus } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { type Area, AreaBar } from "./AreaBar";
import { Foot } from "./Foot";
import { Help } from "./Help";
import { Palette } from "./Palette";
import { useTidings } from "./useTidings";

export function Workplace({ start, seat }: { start: StartState; seat: OpenSeat }) {
  const client = useQueryClient();
  const [area, setArea] = useState<Area>("registry");
  const [view, setView] = useState(freshView);
  const [filesView, setFilesView] = useState(freshFiles);
  const [stationView, setStationView] = useState(freshStation);
  const [wish, setWish] = useState<RegistryWish | null>(null);
  const [fileWish, setFileWish] = useState<CaseFileWish | null>(null);
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
  useTidings();
  /** Goes to an area; what was wished for there before is done and not asked for again. */
  const turnTo = (to: Area, wished: { registry?: RegistryWish; caseFile?: CaseFileWish } = {}) => {
    setWish(wished.registry ?? null);
    setFileWish(wished.caseFile ?? null);
    setArea(to);
  };
  const ask = (part: Omit<RegistryWish, "serial">) => {
    serial.current += 1;
    turnTo("registry", { registry: { serial: serial.current, ...part } });
  };
  const showCaseFile = (caseFile: string) => {
    serial.current += 1;
    turnTo("case_files", { caseFile: { serial: serial.current, caseFile } });
  };
  const goHome = () => turnTo("registry");
  const openPalette = () => setPalette(actionsInFocus());
  const go = (to: Area) => () => {
    turnTo(to);
    if (to === area) document.querySelector<HTMLElement>("[role=grid], [role=tree]")?.focus();
  };
  useActions([
    { id: "palette", label: t("palette.title"), keys: "Ctrl+K", run: openPalette, isHinted: true },
    { id: "area.registry", label: t("area.registry"), keys: "F2", run: go("registry") },
    { id: "area.case_files", label: t("area.case_files"), keys: "F4", run: go("case_files") },
    { id: "area.station", label: t("area.station"), keys: "F5", run: go("station") },
    { id: "area.needs_you", label: t("area.needs_you"), keys: "F9", run: go("needs_you") },
    { id: "area.sync", label: t("area.sync"), keys: "F10", run: go("sync") },
    { id: "area.settings", label: t("area.settings"), keys: "F11", run: go("settings") },
    { id: "lock", label: t("lock.label"), keys: "Ctrl+L", run: () => lock.run(undefined) },
    { id: "entry.anywhere", label: t("entry.received"), keys: "Ctrl+N", run: () => ask({ pane: "received" }), isEnabled: area !== "registry" },
    { id: "entry.own_anywhere", label: t("entry.own"), keys: "Ctrl+Shift+N", run: () => ask({ pane: "own" }), isEnabled: area !== "registry" },
    { id: "book.anywhere", label: t("book.title"), keys: "Ctrl+Shift+P", run: () => ask({ pane: "book" }), isEnabled: area !== "registry" },
    { id: "emergency.anywhere", label: t("emergency.title"), keys: "Ctrl+Shift+E", run: () => ask({ pane: "emergency" }), isEnabled: area !== "registry" },
    { id: "undo", label: t("undo.label"), keys: "Ctrl+Z", run: undo, isEnabled: area !== "station" },
  ]);
  const onListWidth = (list_width: number) => preferences.run({ list_width });
  const stoodInFor = (useSubstitutes().data?.rows ?? []).filter((it) => it.is_on && it.deputy_id === seat.person_id);
  const emergency = status?.emergency ?? null;
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
      {(late > 0 || stoodInFor.length > 0 || emergency) && (
        <aside aria-label={t("banner.label")}>
          {emergency && <Notice tone="warning">{t("banner.emergency", { name: emergency })}</Notice>}
          {late > 0 && <Notice tone="warning">{t("banner.without_number", { n: late })}</Notice>}
          {stoodInFor.map((it) => (
            <Notice key={it.person_id} tone="info">
              {t("banner.stands_in", { person: it.person, until: formatDay(it.until) })}
            </Notice>
          ))}
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
              onListWidth={onListWidth}
              onCaseFile={showCaseFile}
            />
          )}
          {area === "case_files" && (
            <CaseFiles
              view={filesView}
              onView={setFilesView}
              wish={fileWish}
              listWidth={start.preferences.list_width}
              onListWidth={onListWidth}
              onDocument={(document) => ask({ document })}
            />
          )}
          {area === "station" && (
            <Station view={stationView} onView={setStationView} listWidth={start.preferences.list_width} onListWidth={onListWidth} onDocument={(document) => ask({ document })} />
          )}
          {area === "needs_you" && <NeedsYou onEdit={(document) => ask({ document, isCorrecting: true })} onShow={(document) => ask({ document })} />}
          {area === "sync" && <SyncPanel onLeave={goHome} />}
          {area === "settings" && <Settings start={start} onPreferences={preferences.run} onLeave={goHome} />}
        </main>
      </div>
      {palette && <Palette actions={palette} onDocument={(document) => ask({ document })} onCaseFile={showCaseFile} onClose={() => setPalette(null)} />}
      <Help />
      <Foot status={<StatusLine onOpen={go("sync")} />} />
    </div>
  );
}
