/**
 * The station of the scanning line: a pile becomes a batch, the batch documents, and what is doubtful comes before a person.
 *
 * Everything is done from the tree with one key each and can be taken back; the page stays beside it.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api, type BatchDetail, type BatchEdit } from "@/api/generated/api";
import { focusSoon } from "@/components/Flow";
import { Notice } from "@/components/Notice";
import { Split } from "@/components/Split";
import { VerbBar } from "@/components/VerbBar";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useBatch, useBatches, useScan } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { BatchChooser } from "./BatchChooser";
import { BatchTree } from "./BatchTree";
import { CountDoubt } from "./CountDoubt";
import { PagePane } from "./PagePane";
import { ReleasePanel } from "./ReleasePanel";
import { editOf, nextDoubtful, rowsOf, stepOf, type TreeRow } from "./rows";
import { ScanLineState } from "./ScanLineState";
import { ScanPanel } from "./ScanPanel";
import { useFilesGiven } from "./useFilesGiven";
import { type BatchVerb, batchVerbs, type PageVerb } from "./verbs";

export type StationPanel = "scan" | "release" | Extract<PageVerb, "assign" | "move_to" | "rescan"> | null;

/** Where the clerk was, kept while she is in another part of the window. */
export interface StationView {
  batch: string | null;
  row: string | null;
}

export const freshStation: StationView = { batch: null, row: null };

interface Props {
  view: StationView;
  onView: (view: StationView) => void;
  listWidth: number;
  onListWidth: (width: number) => void;
  onDocument: (document: string) => void;
}

const NO_ROWS: TreeRow[] = [];
const NO_FILES: string[] = [];

export function Station({ view, onView, listWidth, onListWidth, onDocument }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLElement>(null);
  const batches = useBatches();
  const [panel, setPanel] = useState<StationPanel>(null);
  /** The row a panel was opened for: what is asked there is about it, wherever the tree stands by then. */
  const [asked, setAsked] = useState<string | null>(null);
  const [isBeside, setBeside] = useState(false);
  const chosen = view.batch ?? batches.data?.[0]?.id ?? null;
  const query = useBatch(chosen);
  const detail = chosen === null ? undefined : query.data;
  const rows = useMemo(() => (detail ? rowsOf(detail) : NO_ROWS), [detail]);
  const scan = useScan().data ?? null;
  const isScanning = scan?.is_running ?? false;
  /** A pile is not whole yet; what came from a watched folder is. */
  const isPileComing = isScanning && !scan?.is_folder;

  // Whoever opens a batch stands at the first thing that must be looked at, and stays there whatever becomes of it.
  const found = rows.findIndex((it) => it.key === view.row);
  const place = useRef(0);
  if (found >= 0) place.current = found;
  const first = view.row === null ? rows.indexOf(nextDoubtful(rows, -1) ?? rows[0]!) : place.current;
  const at = found >= 0 ? found : Math.min(Math.max(0, first), rows.length - 1);
  const row = rows[at];
  const select = useCallback((key: string) => onView({ batch: chosen, row: key }), [onView, chosen]);
  useEffect(() => {
    if (row && row.key !== view.row) select(row.key);
  }, [row?.key, view.row, select]);

  const focusTree = useCallback(() => {
    setBeside(false);
    focusSoon(() => box.current?.querySelector<HTMLElement>("[role=tree]") ?? box.current?.querySelector<HTMLElement>(".toolbar-start button"));
  }, []);
  // The tree comes with the batch, and takes the keys as soon as it is there.
  const hasRows = rows.length > 0;
  useEffect(() => {
    if (panel === null) focusTree();
  }, [focusTree, hasRows, chosen]);
  const close = () => {
    setFiles(NO_FILES);
    setPanel(null);
    focusTree();
  };
  const open = (wanted: StationPanel) => {
    setAsked(row?.key ?? null);
    setFiles(NO_FILES);
    setPanel(wanted);
  };
  /** Files dropped on the window or pasted are scanned like others, once it was said how. */
  const [files, setFiles] = useState(NO_FILES);
  const addFiles = (paths: string[]) => setFiles((now) => [...now, ...paths]);
  const takeFiles = useCallback(
    (paths: string[]) => {
      if (paths.length === 0) return;
      if (isScanning) return say(t("station.busy"), "problem");
      // What is being asked elsewhere is not thrown away for them.
      if (panel !== null && panel !== "scan" && panel !== "rescan") return say(t("station.panel_first"), "problem");
      addFiles(paths);
      if (panel === null) setPanel("scan");
    },
    [isScanning, panel],
  );
  useFilesGiven(takeFiles);
  const isOfRow = panel === "assign" || panel === "move_to" || panel === "rescan";
  const shown = isOfRow ? rows.find((it) => it.key === asked) : row;
  const isGone = isOfRow && rows.length > 0 && shown === undefined;
  useEffect(() => {
    if (!isGone) return;
    say(t("station.gone"), "problem");
    setFiles(NO_FILES);
    setPanel(null);
    focusTree();
  }, [isGone, focusTree]);
  // The desk tells of every edit before it answers: to ask for the batch again at the answer would read it twice for each key.
  const edit = useWrite((it: BatchEdit) => api.editBatch({ batch: chosen ?? "", edit: it }), []);
  const undo = useWrite(() => api.undoBatch({ batch: chosen ?? "" }), [], { onDone: () => say(t("station.undone")) });
  const redo = useWrite(() => api.redoBatch({ batch: chosen ?? "" }), [], { onDone: () => say(t("station.redone")) });
  const reopen = useWrite(() => api.reopenBatch({ batch: chosen ?? "" }), [], { onDone: () => say(t("station.reopened")) });
  const stop = useWrite(() => api.stopScan(), ["batches"], { onDone: () => say(t(isScanning ? "station.stopping" : "station.stopping_reading")) });

  const nextDoubt = () => {
    const next = nextDoubtful(rows, at);
    if (next) select(next.key);
    focusTree();
  };
  const mayBatch = (verb: BatchVerb): boolean => {
    if (verb === "scan") return !isScanning;
    if (verb === "stop") return isScanning || (scan?.is_reading ?? false);
    if (verb === "reopen") return detail?.row.state === "released";
    if (verb === "next") return rows.some((it) => it.document.doubts.length > 0);
    return !isPileComing && rows.length > 0;
  };
  const onBatchVerb = (verb: BatchVerb) => {
    if (verb === "stop") return stop.run(undefined);
    if (verb === "next") return nextDoubt();
    if (verb === "reopen") return reopen.run(undefined);
    open(verb);
  };
  const step = (by: -1 | 1) => {
    const move = detail && row && stepOf(detail, row, by);
    if (move) edit.run(move);
  };
  useActions(
    [
      { id: "station.undo", label: t("station.undo"), keys: "Ctrl+Z", run: () => (detail?.can_undo ? undo.run(undefined) : say(t("station.nothing_to_undo"))) },
      { id: "station.redo", label: t("station.redo"), keys: "Ctrl+Shift+Z", run: () => redo.run(undefined), isEnabled: detail?.can_redo ?? false, whyNot: t("station.nothing_to_redo") },
    ],
  );
  useActions(
    [
      { id: "station.up", label: t("station.up"), keys: "Alt+ArrowUp", run: () => step(-1), isLocal: true },
      { id: "station.down", label: t("station.down"), keys: "Alt+ArrowDown", run: () => step(1), isLocal: true },
    ],
    box,
  );
  useActions([{ id: "station.leave", label: t("detail.leave"), keys: "Escape", run: focusTree, isLocal: true }], pane);

  return (
    <Split
      box={box}
      screen="station"
      isBeside={isBeside}
      listWidth={listWidth}
      onListWidth={onListWidth}
      list={
        <>
          <div className="toolbar-start">
            <VerbBar label={t("station.verbs")} verbs={batchVerbs()} may={mayBatch} open={panel} onVerb={onBatchVerb} />
          </div>
          {scan && <ScanLineState scan={scan} said={scan.batch === chosen ? (detail?.stopped ?? null) : null} />}
          <BatchChooser
            batches={batches.data ?? []}
            chosen={chosen}
            onChoose={(batch) => {
              onView({ batch, row: null });
              focusTree();
            }}
          />
          {detail && !isPileComing && <CountDoubt batch={detail} onAccept={() => edit.run(editOf("accept_count"))} />}
          {query.isError && chosen !== null && <Notice tone="problem">{sentence(query.error)}</Notice>}
          {detail && rows.length > 0 ? (
            <BatchTree
              rows={rows}
              at={at}
              onSelect={select}
              onOpen={() => {
                setBeside(true);
                focusSoon(() => box.current?.querySelector<HTMLElement>("[data-part=page]"));
              }}
              onMove={(pages, before) => edit.run(editOf("move", { pages, before }))}
            />
          ) : (
            <Notice>{emptyText(batches.isPending, detail)}</Notice>
          )}
        </>
      }
    >
      <article ref={pane} className="pane detail station-pane" data-part="page" tabIndex={-1} aria-label={t("station.page")}>
        {(panel === "scan" || panel === "rescan") && (
          <ScanPanel
            key={panel}
            files={files}
            onFiles={addFiles}
            batch={panel === "rescan" || (detail?.row.state === "open" && detail.row.n_pages > 0) ? detail : undefined}
            replaces={panel === "rescan" ? shown : undefined}
            onBegun={(batch, nFiles) => {
              // What was dropped while the scanner was asked does not belong to this pile.
              if (files.length > nFiles) say(t("station.busy"), "problem");
              if (batch !== null) onView({ batch, row: panel === "rescan" ? view.row : null });
              close();
            }}
            onLeave={close}
          />
        )}
        {panel === "release" && detail && <ReleasePanel key={detail.row.id} batch={detail} onDone={close} onLeave={close} />}
        {detail && shown && <PagePane batch={detail} row={shown} panel={panel} onPanel={open} onClose={close} onEdit={(it) => edit.run(it)} isBusy={edit.isRunning} onDocument={onDocument} />}
      </article>
    </Split>
  );
}

function emptyText(isPending: boolean, detail: BatchDetail | undefined): string {
  if (isPending) return t("station.loading");
  if (detail?.row.state === "released") return t("station.released");
  return detail ? t("station.no_pages") : t("station.empty");
}
