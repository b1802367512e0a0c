/** Joins a file to another one for good (pevný křížový odkaz). */
import { useEffect, useRef, useState } from "react";
import { api } from "@/api/generated/api";
import { CaseFileField } from "@/components/CaseFileField";
import type { Choice } from "@/components/Combobox";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { t } from "@/lib/i18n";
import { useWrite } from "@/lib/write";
import { type FilePanelProps, SPOILS } from "./panel";

export function JoinPanel({ detail, onDone, onLeave }: FilePanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const [to, setTo] = useState<Choice | null>(null);
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "to"), []);
  const join = useWrite(() => api.joinCaseFiles({ case_file: detail.row.id, to: to?.id ?? "" }), SPOILS, { onDone, onProblem: refuse });
  const finish = () => join.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="join">
      <Flow label={t("file_verb.join")} onFinish={finish} finishLabel={t("file_verb.join")} onLeave={onLeave} isDisabled={join.isRunning}>
        <h2>{t("file_join.title")}</h2>
        <p className="muted">{t("file_join.help")}</p>
        <div className="fields">
          <CaseFileField
            name="to"
            label={t("field.case_file")}
            value={to}
            onChange={(it) => {
              setTo(it);
              clear();
            }}
            onTyped={clear}
            among="all"
            except={detail.row.id}
            problem={problemOf("to")}
          />
        </div>
        <PanelButtons label={t("file_verb.join")} onFinish={finish} onLeave={onLeave} isBusy={join.isRunning} />
      </Flow>
    </div>
  );
}
