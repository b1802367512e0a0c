/** Takes a file up again, with a reason; in another class where its own is no longer in the plan. */
import { useEffect, useRef, useState } from "react";
import { api } from "@/api/generated/api";
import { ClassField } from "@/components/ClassField";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { t } from "@/lib/i18n";
import { useWrite } from "@/lib/write";
import { type FilePanelProps, SPOILS } from "./panel";

export function ReopenPanel({ detail, onDone, onLeave }: FilePanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const [wish, setWish] = useState<{ reason: string; class: string | null }>({ reason: "", class: null });
  const typedClass = useRef("");
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "reason"), []);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const reopen = useWrite(() => api.reopenCaseFile({ case_file: detail.row.id, ...wish }), SPOILS, { onDone, onProblem: refuse });
  const finish = () => {
    if (wish.class === null && typedClass.current) refuse({ kind: "refused", code: "class_unknown", field: "class", args: {} });
    else reopen.run(undefined);
  };
  return (
    <div ref={box} className="panel" data-panel="reopen">
      <Flow label={t("file_verb.reopen")} onFinish={finish} finishLabel={t("file_verb.reopen")} onLeave={onLeave} isDisabled={reopen.isRunning}>
        <h2>{t("file_reopen.title")}</h2>
        <div className="fields">
          <Field name="reason" label={t("field.reason")} value={wish.reason} onChange={(reason) => change({ reason })} help={t("file_reopen.help")} problem={problemOf("reason")} isRequired />
          <ClassField
            value={wish.class}
            onChange={(it) => change({ class: it })}
            onTyped={(typed) => {
              typedClass.current = typed;
              clear();
            }}
            problem={problemOf("class")}
            help={t("file_reopen.class_help")}
            isRequired={false}
          />
        </div>
        <PanelButtons label={t("file_verb.reopen")} onFinish={finish} onLeave={onLeave} isBusy={reopen.isRunning} />
      </Flow>
    </div>
  );
}
