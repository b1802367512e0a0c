/** The first free label of the sheet that lies in the printer; kept with Enter or when the field is left, with the page, too. */
import { useEffect, useRef, useState } from "react";
import type { LabelSettings, UiProblem } from "@/api/generated/api";
import { Field } from "@/components/Field";
import { Flow } from "@/components/Flow";
import { t } from "@/lib/i18n";
import { labelsOnPage } from "@/lib/labels";
import { say } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";

interface Props {
  labels: LabelSettings;
  keep: (part: Partial<LabelSettings>) => Promise<void>;
}

export function FirstLabel({ labels, keep }: Props) {
  const [typed, setTyped] = useState(String(labels.first));
  const [problem, setProblem] = useState<UiProblem | null>(null);
  const n = labelsOnPage(labels);
  // Every label that is printed moves it on.
  useEffect(() => setTyped(String(labels.first)), [labels.first]);
  const save = useWrite((first: number) => keep({ first }), ["start"], { onDone: (_, first) => say(t("labels.first_saved", { first })) });
  const finish = () => {
    const first = Number(typed);
    if (first === labels.first) return;
    if (Number.isInteger(first) && first >= 1 && first <= n) return save.run(first);
    setProblem({ kind: "refused", code: "number_out_of_range", field: "first", args: { min: "1", max: String(n) } });
  };
  const leave = useRef(finish);
  leave.current = finish;
  useEffect(() => () => leave.current(), []);
  return (
    <Flow label={t("print.first")} onFinish={finish} finishLabel={t("labels.first_save")} onLastEnter={finish} isDisabled={save.isRunning}>
      <Field
        name="first"
        label={t("print.first")}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setProblem(null);
        }}
        onLeave={finish}
        help={t("print.first_help", { n })}
        problem={problem ? sentence(problem) : undefined}
        size="short"
        isNumeric
      />
    </Flow>
  );
}
