/** Asks where the letter of an own document shall be written: its head is ready, the rest is for a word processor. */
import { useEffect, useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { PrintFile } from "@/components/PrintFile";
import { useRefusal } from "@/components/useRefusal";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useWrite } from "@/lib/write";

interface Props {
  detail: DocumentDetail;
  onDone: () => void;
  onLeave: () => void;
}

export function LetterPanel({ detail, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [path, setPath] = useState("");
  const { clear, refuse, mayReplace, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "path"), []);
  const change = (text: string) => {
    setPath(text);
    clear();
  };
  const write = useWrite(() => api.prepareLetter({ document: detail.row.id, path, replace: mayReplace }), [], {
    onDone: () => {
      say(t("done.save_file", { path }));
      onDone();
    },
    onProblem: (refused) => refuse({ ...refused, field: refused.field ?? "path" }),
  });
  const finish = () => write.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="letter">
      <Flow label={t("verb.letter")} onFinish={finish} finishLabel={t("verb.letter")} onLeave={onLeave} isDisabled={write.isRunning}>
        <h2>{t("letter.title")}</h2>
        <p className="muted">{t("letter.help")}</p>
        <div className="fields">
          <PrintFile value={path} onChange={change} label={t("letter.file")} fileName={`${detail.row.jid}.docx`} problem={problemOf("path")} scope={box} />
        </div>
        <PanelButtons label={t("verb.letter")} onFinish={finish} onLeave={onLeave} isBusy={write.isRunning} />
      </Flow>
    </div>
  );
}
