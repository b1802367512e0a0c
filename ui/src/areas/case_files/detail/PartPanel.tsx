/** Parts a file from one it is joined to, with a reason. */
import { useEffect, useRef, useState } from "react";
import { api } from "@/api/generated/api";
import { Choices } from "@/components/Choices";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { fileName } from "@/lib/caseFiles";
import { t } from "@/lib/i18n";
import { useWrite } from "@/lib/write";
import { type FilePanelProps, SPOILS } from "./panel";

export function PartPanel({ detail, onDone, onLeave }: FilePanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const [joined] = useState(detail.joined);
  const [wish, setWish] = useState({ from: joined[0]?.id ?? "", reason: "" });
  const { clear, refuse, problemOf } = useRefusal(box);
  // Where there is one it is the one; where there are more, the clerk says which.
  useEffect(() => focusNamed(box.current, joined.length > 1 ? "from" : "reason"), [joined]);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const part = useWrite(() => api.partCaseFiles({ case_file: detail.row.id, ...wish }), SPOILS, { onDone, onProblem: refuse });
  const finish = () => part.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="part">
      <Flow label={t("file_verb.part")} onFinish={finish} finishLabel={t("file_verb.part")} onLeave={onLeave} isDisabled={part.isRunning}>
        <h2>{t("file_part.title")}</h2>
        <div className="fields">
          <div className="field-full">
            <Choices
              name="from"
              label={t("field.case_file")}
              value={wish.from}
              options={joined.map((it) => ({ id: it.id, label: fileName(it) }))}
              onChange={(from) => change({ from })}
              isInFlow
            />
          </div>
          <Field name="reason" label={t("field.reason")} value={wish.reason} onChange={(reason) => change({ reason })} help={t("file_part.help")} problem={problemOf("reason")} isRequired />
        </div>
        <PanelButtons label={t("file_verb.part")} onFinish={finish} onLeave={onLeave} isBusy={part.isRunning} />
      </Flow>
    </div>
  );
}
