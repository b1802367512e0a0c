/** Asks why a document is given back or cancelled; a cancelled number is never used again, so the reason stays with it. */
import { useEffect, useRef, useState } from "react";
import type { UiProblem } from "@/api/generated/api";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";
import { PanelButtons } from "./PanelButtons";

interface Props {
  verb: "refuse" | "cancel";
  act: (reason: string) => Promise<void>;
  onDone: () => void;
  onLeave: () => void;
}

export function ReasonPanel({ verb, act, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<UiProblem | null>(null);
  useEffect(() => focusNamed(box.current, "reason"), [verb]);
  const write = useWrite(act, ["documents"], {
    onDone,
    onProblem: (refused) => {
      setProblem(refused);
      focusNamed(box.current, "reason");
      return true;
    },
  });
  const finish = () => write.run(reason);
  return (
    <div ref={box} className="panel" data-panel={verb}>
      <Flow label={t(`verb.${verb}`)} onFinish={finish} finishLabel={t(`verb.${verb}`)} onLeave={onLeave} isDisabled={write.isRunning}>
        <h2>{t(`${verb}.title`)}</h2>
        <div className="fields">
          <Field
            name="reason"
            label={t("field.reason")}
            value={reason}
            onChange={(text) => {
              setReason(text);
              setProblem(null);
            }}
            problem={problem ? sentence(problem) : undefined}
            help={t(`${verb}.help`)}
            isRequired
          />
        </div>
        <PanelButtons label={t(`verb.${verb}`)} onFinish={finish} onLeave={onLeave} isBusy={write.isRunning} look={verb === "cancel" ? "danger" : "primary"} />
      </Flow>
    </div>
  );
}
