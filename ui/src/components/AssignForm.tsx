/** Asks to which unit something goes, and to which person of it. */
import { useEffect, useRef, useState } from "react";
import type { UiProblem } from "@/api/generated/api";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { UnitPerson } from "@/components/UnitPerson";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import type { Tag } from "@/lib/queries";
import { useWrite } from "@/lib/write";

export interface Keeper {
  unit: string | null;
  person: string | null;
}

interface Props<R> {
  title: string;
  /** Who has it when the panel opens. */
  from: Keeper;
  act: (to: Keeper) => Promise<R>;
  spoils: readonly Tag[];
  onDone: (result: R) => void;
  onLeave: () => void;
}

export function AssignForm<R>({ title, from, act, spoils, onDone, onLeave }: Props<R>) {
  const box = useRef<HTMLDivElement>(null);
  const [to, setTo] = useState(from);
  const typed = useRef({ unit: "", person: "" });
  const [problem, setProblem] = useState<UiProblem | null>(null);
  useEffect(() => focusNamed(box.current, "unit"), []);
  const refuse = (refused: UiProblem) => {
    const at = refused.field === "person" ? "person" : "unit";
    setProblem({ ...refused, field: at });
    focusNamed(box.current, at);
    return true;
  };
  const assign = useWrite(() => act(to), spoils, { onDone, onProblem: refuse });
  const finish = () => {
    const left = (["unit", "person"] as const).find((it) => to[it] === null && typed.current[it]);
    if (left) refuse({ kind: "refused", code: left === "unit" ? "unit_unknown" : "person_not_in_unit", field: left, args: {} });
    else assign.run(undefined);
  };
  return (
    <div ref={box} className="panel" data-panel="assign">
      <Flow label={t("verb.assign")} onFinish={finish} finishLabel={t("verb.assign")} onLeave={onLeave} isDisabled={assign.isRunning}>
        <h2>{title}</h2>
        <div className="fields">
          <UnitPerson
            {...to}
            onChange={(unit, person) => {
              setTo({ unit, person });
              setProblem(null);
            }}
            onTyped={(field, text) => (typed.current[field] = text)}
            problemOf={(field) => (problem?.field === field ? sentence(problem) : undefined)}
          />
        </div>
        <PanelButtons label={t("verb.assign")} onFinish={finish} onLeave={onLeave} isBusy={assign.isRunning} />
      </Flow>
    </div>
  );
}
