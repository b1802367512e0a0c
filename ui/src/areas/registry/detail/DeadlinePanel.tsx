/** Sets, prolongs or drops the deadline of a document; how it is counted stands below while it is being chosen. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { Choices } from "@/components/Choices";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { Notice } from "@/components/Notice";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { formatDay } from "@/lib/format";
import { t, word } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useDeadlineRules } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { DateField } from "@/components/DateField";

const NONE = "none";
const OWN = "own";

interface Props {
  detail: DocumentDetail;
  /** Called with whether there is a deadline now. */
  onDone: (isSet: boolean) => void;
  onLeave: () => void;
}

export function DeadlinePanel({ detail, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // What the clerk saw is what stood there when she opened the panel, not what came meanwhile.
  const [seen] = useState(detail);
  const [wish, setWish] = useState(() => wishOf(seen));
  const rules = useDeadlineRules().data ?? [];
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "rule"), [rules.length]);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const isOwn = wish.rule === OWN;
  const most = rules.find((it) => it.id === wish.rule)?.max_more_days ?? 0;
  const typed = wish.rule === NONE ? "" : [wish.rule, isOwn ? wish.due_on : wish.starts_on, most > 0 ? wish.more_days : ""].join("\t");
  const set = useWrite(() => api.correctDocument({ document: detail.row.id, changes: [{ field: "deadline", now: typed }], seen, reason: "" }), ["documents"], {
    onDone: () => onDone(typed !== ""),
    onProblem: refuse,
  });
  const finish = () => set.run(undefined);
  const options = [NONE, ...rules.map((it) => it.id), OWN].map((id) => ({ id, label: word("rule", id) }));
  return (
    <div ref={box} className="panel" data-panel="deadline">
      <Flow label={t("verb.deadline")} onFinish={finish} finishLabel={t("verb.deadline")} onLeave={onLeave} isDisabled={set.isRunning}>
        <h2>{t("deadline.title")}</h2>
        <div className="fields">
          <div className="field-full">
            <Choices name="rule" label={t("deadline.rule")} value={wish.rule} options={options} onChange={(rule) => change({ rule })} isInFlow />
          </div>
          {isOwn && <DateField name="due_on" label={t("deadline.due_on")} value={wish.due_on} onChange={(due_on) => change({ due_on })} problem={problemOf("due_on")} />}
          {!isOwn && wish.rule !== NONE && (
            <DateField
              name="starts_on"
              label={t("deadline.starts_on")}
              value={wish.starts_on}
              onChange={(starts_on) => change({ starts_on })}
              problem={problemOf("starts_on")}
              emptyHelp={t("deadline.from_delivery")}
            />
          )}
          {most > 0 && (
            <Field
              name="more_days"
              label={t("deadline.more_days")}
              value={wish.more_days}
              onChange={(more_days) => change({ more_days })}
              problem={problemOf("more_days")}
              help={t("deadline.most", { n: most })}
              size="short"
              isNumeric
            />
          )}
        </div>
        {isOwn && wish.due_on.trim() === "" ? null : <Counted document={detail.row.id} typed={typed} law={rules.find((it) => it.id === wish.rule)?.law} />}
        <PanelButtons label={t("verb.deadline")} onFinish={finish} onLeave={onLeave} isBusy={set.isRunning} />
      </Flow>
    </div>
  );
}

/** The day the desk counts, before anything is set. */
function Counted({ document, typed, law }: { document: string; typed: string; law: string | undefined }) {
  const counted = useQuery({ queryKey: ["documents", "deadline", document, typed], queryFn: () => api.countDeadline({ document, typed }), gcTime: 0 });
  const text = () => {
    if (counted.isError) return sentence(counted.error);
    if (!counted.data) return t("deadline.none");
    const day = t("deadline.ends", { day: formatDay(counted.data.due_on) });
    return [day, counted.data.is_moved && t("deadline.moved"), law && `(${law})`].filter(Boolean).join(" ");
  };
  return (
    <Notice tone={counted.isError ? "warning" : "info"}>
      <span aria-live="polite" data-part="counted">
        {counted.isPending ? " " : text()}
      </span>
    </Notice>
  );
}

function wishOf({ deadline }: DocumentDetail) {
  if (!deadline) return { rule: NONE, starts_on: "", due_on: "", more_days: "" };
  const more_days = deadline.more_days > 0 ? String(deadline.more_days) : "";
  return { rule: deadline.rule, starts_on: formatDay(deadline.starts_on), due_on: formatDay(deadline.due_on), more_days };
}
