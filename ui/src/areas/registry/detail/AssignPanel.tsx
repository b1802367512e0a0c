/** Assigns the document to a unit, and to a person of it; says what was seen, so that nobody is overwritten. */
import { useEffect, useRef, useState } from "react";
import { api, type DocumentDetail, type UiProblem } from "@/api/generated/api";
import { Flow, focusNamed } from "@/components/Flow";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";
import { UnitPerson } from "../entry/UnitPerson";
import { PanelButtons } from "./PanelButtons";

interface Props {
  detail: DocumentDetail;
  onDone: () => void;
  onLeave: () => void;
}

export function AssignPanel({ detail, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [to, setTo] = useState({ unit: detail.unit_id, person: detail.person_id });
  const typed = useRef({ unit: "", person: "" });
  // What the clerk saw is what stood there when she opened the panel, not what came meanwhile.
  const [seen] = useState({ seen_state: detail.row.state, seen_unit: detail.unit_id, seen_person: detail.person_id });
  const [problem, setProblem] = useState<UiProblem | null>(null);
  useEffect(() => focusNamed(box.current, "unit"), []);
  const refuse = (refused: UiProblem) => {
    const at = refused.field === "person" ? "person" : "unit";
    setProblem({ ...refused, field: at });
    focusNamed(box.current, at);
    return true;
  };
  const assign = useWrite(() => api.assignDocument({ document: detail.row.id, ...seen, ...to }), ["documents"], { onDone, onProblem: refuse });
  const finish = () => {
    const left = (["unit", "person"] as const).find((it) => to[it] === null && typed.current[it]);
    if (left) refuse({ kind: "refused", code: left === "unit" ? "unit_unknown" : "person_not_in_unit", field: left, args: {} });
    else assign.run(undefined);
  };
  return (
    <div ref={box} className="panel" data-panel="assign">
      <Flow label={t("verb.assign")} onFinish={finish} finishLabel={t("verb.assign")} onLeave={onLeave} isDisabled={assign.isRunning}>
        <h2>{t("assign.title")}</h2>
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
