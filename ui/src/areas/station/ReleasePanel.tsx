/** Shows what goes where, with the sheets that were registered, and attaches it all in one step. */
import { useEffect, useRef, useState } from "react";
import { api, type BatchDetail, type ReleasingRow, type ScannedDocumentRow } from "@/api/generated/api";
import { Check } from "@/components/Check";
import { Flow, focusSoon } from "@/components/Flow";
import { LetterName } from "@/components/LetterName";
import { Notice } from "@/components/Notice";
import { PanelButtons } from "@/components/PanelButtons";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";

interface Props {
  batch: BatchDetail;
  onDone: () => void;
  onLeave: () => void;
}

/** Until its first page is told of, nothing is known of how far it is. */
function farText(it: ReleasingRow | null): string {
  if (it === null || it.n_pages === 0) return t("release.begins");
  return t(it.is_writing ? "release.writing" : "release.reading", { n: it.n_done, of: it.n_pages });
}

const waits = (it: ScannedDocumentRow) => it.doubts.some((doubt) => doubt.code === "not_known_yet");

export function ReleasePanel({ batch, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [withoutText, setWithoutText] = useState(false);
  const left = batch.documents.filter((it) => !it.is_attached && !it.is_set_aside);
  const n_left = left.length;
  const n_unread = left.flatMap((it) => it.pages).filter((it) => !it.is_hidden && !it.is_read).length;
  const release = useWrite(() => api.releaseBatch({ batch: batch.row.id, without_text: withoutText }), ["batches", "documents", "files"], {
    onDone: (rows) => {
      say(t(rows.length === 0 && n_left === 0 ? "release.is_back" : "release.done", { n: rows.length }));
      // Another panel may be open by now.
      if (isOpen.current) onDone();
    },
    onProblem: () => true,
  });
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  useEffect(() => focusSoon(() => box.current?.querySelector<HTMLElement>(".buttons button")), []);
  const n_waiting = batch.documents.filter(waits).length;
  // While it runs there is nothing to leave: what can be done is to end it.
  const stop = useWrite(() => api.stopRelease({ batch: batch.row.id }), []);
  const isUnderWay = release.isRunning || batch.releasing !== null;
  // It is answered at once; the page that is read or written is brought to its end.
  const isStopping = stop.result === true;
  const finish = () => {
    if (isUnderWay) return;
    stop.clear();
    release.run(undefined);
  };
  const leave = isUnderWay ? () => stop.run(undefined) : onLeave;
  const leaveLabel = t(isUnderWay ? "release.stop" : "flow.leave");
  const finishLabel = n_left > 0 ? t("station_verb.release") : t("release.back");
  return (
    <div ref={box} className="panel" data-panel="release">
      <Flow label={t("station_verb.release")} onFinish={finish} finishLabel={finishLabel} onLeave={leave} leaveLabel={leaveLabel} isDisabled={isUnderWay}>
        <h2>{t("release.title", { n: n_left })}</h2>
        {release.problem && <Notice tone="problem">{sentence(release.problem)}</Notice>}
        {n_waiting > 0 && <Notice>{t("release.waiting", { n: n_waiting })}</Notice>}
        {isUnderWay && <div role="status">{isStopping ? t("release.stops") : farText(batch.releasing)}</div>}
        {n_unread > 0 && !isUnderWay && (
          <>
            <Notice>{t("release.unread", { n: n_unread })}</Notice>
            <Check name="without_text" label={t("release.without_text")} value={withoutText} onChange={setWithoutText} />
          </>
        )}
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
                  {it.is_set_aside && <p className="muted">{t("station.set_aside")}</p>}
                </td>
                <td className="numbers">{it.pages.filter((page) => !page.is_hidden).length}</td>
                <td className="numbers">{[it.n_sheets, it.letter?.sheets ?? "–"].join(" / ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {/* In use all the while: a button that is put out of use loses the focus, and the keys with it. It runs once all the same. */}
        <PanelButtons label={finishLabel} onFinish={finish} onLeave={leave} leaveLabel={leaveLabel} isBusy={false} />
      </Flow>
    </div>
  );
}
