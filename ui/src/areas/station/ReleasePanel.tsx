/** Shows what goes where, with the sheets that were registered, and attaches it all in one step. */
import { useEffect, useRef } from "react";
import { api, type BatchDetail, type ScannedDocumentRow } from "@/api/generated/api";
import { Flow, focusSoon } from "@/components/Flow";
import { LetterName } from "@/components/LetterName";
import { Notice } from "@/components/Notice";
import { PanelButtons } from "@/components/PanelButtons";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";
import { isSetAside } from "./rows";

interface Props {
  batch: BatchDetail;
  onDone: () => void;
  onLeave: () => void;
}

const waits = (it: ScannedDocumentRow) => it.doubts.some((doubt) => doubt.code === "not_known_yet");

export function ReleasePanel({ batch, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const n_left = batch.documents.filter((it) => !it.is_attached && !isSetAside(it)).length;
  const release = useWrite(() => api.releaseBatch({ batch: batch.row.id }), ["batches", "documents", "files"], {
    onDone: (rows) => {
      say(t(rows.length === 0 && n_left === 0 ? "release.is_back" : "release.done", { n: rows.length }));
      onDone();
    },
    onProblem: () => true,
  });
  useEffect(() => focusSoon(() => box.current?.querySelector<HTMLElement>(".buttons button")), []);
  const n_waiting = batch.documents.filter(waits).length;
  const finish = () => release.run(undefined);
  const finishLabel = n_left > 0 ? t("station_verb.release") : t("release.back");
  return (
    <div ref={box} className="panel" data-panel="release">
      <Flow label={t("station_verb.release")} onFinish={finish} finishLabel={finishLabel} onLeave={onLeave} isDisabled={release.isRunning}>
        <h2>{t("release.title", { n: n_left })}</h2>
        {release.problem && <Notice tone="problem">{sentence(release.problem)}</Notice>}
        {n_waiting > 0 && <Notice>{t("release.waiting", { n: n_waiting })}</Notice>}
        <table className="release-table">
          <thead>
            <tr>
              <th>{t("release.document")}</th>
              <th>{t("release.letter")}</th>
              <th>{t("release.pages")}</th>
              <th>{t("release.sheets")}</th>
            </tr>
          </thead>
          <tbody>
            {batch.documents.map((it, at) => (
              <tr key={it.pages[0]?.id ?? at} data-doubtful={it.doubts.length > 0 || undefined}>
                <td className="numbers">{at + 1}.</td>
                <td>
                  {it.letter ? <LetterName letter={it.letter} /> : (it.jid ?? t("station.unknown"))}
                  {it.is_attached && <p className="muted">{t("release.is_attached")}</p>}
                  {isSetAside(it) && <p className="muted">{t("station.set_aside")}</p>}
                </td>
                <td className="numbers">{it.pages.filter((page) => !page.is_hidden).length}</td>
                <td className="numbers">{[it.n_sheets, it.letter?.sheets ?? "–"].join(" / ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {/* In use all the while: a button that is put out of use loses the focus, and the keys with it. It runs once all the same. */}
        <PanelButtons label={finishLabel} onFinish={finish} onLeave={onLeave} isBusy={false} />
      </Flow>
    </div>
  );
}
