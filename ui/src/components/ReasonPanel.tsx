/** Asks why something is done; the reason stays in the history of the record. */
import { useEffect, useRef, useState } from "react";
import type { UiProblem } from "@/api/generated/api";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import type { Tag } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { Field } from "./Field";
import { Flow, focusNamed } from "./Flow";
import { PanelButtons } from "./PanelButtons";

interface Props {
  /** Names the panel for whoever looks for it in the page. */
  name: string;
  /** The word of what is done. */
  label: string;
  title: string;
  help: string;
  look?: "primary" | "danger";
  act: (reason: string) => Promise<void>;
  spoils: readonly Tag[];
  onDone: () => void;
  onLeave: () => void;
}

export function ReasonPanel({ name, label, title, help, look = "primary", act, spoils, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<UiProblem | null>(null);
  useEffect(() => focusNamed(box.current, "reason"), [name]);
  const write = useWrite(act, spoils, {
    onDone,
    onProblem: (refused) => {
      setProblem(refused);
      focusNamed(box.current, "reason");
      return true;
    },
  });
  const finish = () => write.run(reason);
  return (
    <div ref={box} className="panel" data-panel={name}>
      <Flow label={label} onFinish={finish} finishLabel={label} onLeave={onLeave} isDisabled={write.isRunning}>
        <h2>{title}</h2>
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
            help={help}
            isRequired
          />
        </div>
        <PanelButtons label={label} onFinish={finish} onLeave={onLeave} isBusy={write.isRunning} look={look} />
      </Flow>
    </div>
  );
}
