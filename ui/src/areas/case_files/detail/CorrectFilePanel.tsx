/** Corrects what a file is about and whether it is only for those who need it; says what was seen. */
import { useEffect, useRef, useState } from "react";
import { api } from "@/api/generated/api";
import { Check } from "@/components/Check";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { t } from "@/lib/i18n";
import { useWrite } from "@/lib/write";
import { type FilePanelProps, SPOILS } from "./panel";

export function CorrectFilePanel({ detail, onDone, onLeave }: FilePanelProps) {
  const box = useRef<HTMLDivElement>(null);
  // What the clerk saw is what stood there when she opened the panel, not what came meanwhile.
  const [seen] = useState({ subject: detail.row.subject, restricted: detail.row.restricted });
  const [wanted, setWanted] = useState(seen);
  const [reason, setReason] = useState("");
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "subject"), []);
  const change = (part: Partial<typeof seen>) => {
    setWanted((now) => ({ ...now, ...part }));
    clear();
  };
  const correct = useWrite(() => api.correctCaseFile({ case_file: detail.row.id, seen, wanted, reason }), SPOILS, { onDone, onProblem: refuse });
  const finish = () => correct.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="correct">
      <Flow label={t("file_verb.correct")} onFinish={finish} finishLabel={t("correct.finish")} onLeave={onLeave} isDisabled={correct.isRunning}>
        <h2>{t("file_correct.title")}</h2>
        <div className="fields">
          <Field name="subject" label={t("field.subject")} value={wanted.subject} onChange={(subject) => change({ subject })} problem={problemOf("subject")} isRequired />
          <Check name="restricted" label={t("field.restricted")} value={wanted.restricted} onChange={(restricted) => change({ restricted })} />
          <Field name="reason" label={t("field.reason_optional")} value={reason} onChange={setReason} problem={problemOf("reason")} />
        </div>
        <PanelButtons label={t("correct.finish")} onFinish={finish} onLeave={onLeave} isBusy={correct.isRunning} />
      </Flow>
    </div>
  );
}
