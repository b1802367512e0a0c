/** In the place of the chosen document: how many are marked, and what can be done with all of them. */
import { useQueryClient } from "@tanstack/react-query";
import { CircleUser, Hand, RotateCcw, Tag } from "lucide-react";
import { useRef, useState } from "react";
import { api, type DoneMany, type RefusedRow } from "@/api/generated/api";
import { AssignForm } from "@/components/AssignForm";
import { Notice } from "@/components/Notice";
import { VerbBar, type VerbKey } from "@/components/VerbBar";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { say, sayProblem } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import type { Marks } from "@/lib/useMarks";
import { useLabels } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { printLabels } from "../print/printLabels";
import { PrintPanel } from "../print/PrintPanel";

type Verb = "accept" | "assign" | "withdraw" | "label";

const verbs = (): VerbKey<Verb>[] => [
  { verb: "accept", label: t("verb.accept"), keys: "Ctrl+P", icon: Hand },
  { verb: "assign", label: t("verb.assign"), keys: "Ctrl+D", icon: CircleUser },
  { verb: "withdraw", label: t("verb.withdraw"), keys: "Ctrl+Shift+R", icon: RotateCcw },
  { verb: "label", label: t("verb.label"), keys: "Ctrl+T", icon: Tag },
];

/** What is done at once, with nothing to ask. */
const acts = { accept: api.acceptDocuments, withdraw: api.withdrawDocuments };

interface Props {
  marks: Marks;
  onLeave: () => void;
}

export function ManyPane({ marks, onLeave }: Props) {
  const box = useRef<HTMLElement>(null);
  const client = useQueryClient();
  const labels = useLabels();
  const [panel, setPanel] = useState<"assign" | "label" | null>(null);
  const [refused, setRefused] = useState<RefusedRow[]>([]);
  const documents = [...marks.marked];
  useActions([{ id: "detail.leave", label: t("detail.leave"), keys: "Escape", run: onLeave, isHinted: true, isLocal: true }], box);

  /** What was done is no longer marked; what was refused stays so, with its reason. */
  const ended = (verb: Exclude<Verb, "label">, done: DoneMany) => {
    setPanel(null);
    setRefused(done.refused);
    const left = new Set(done.refused.map((it) => it.document.id));
    marks.mark(
      documents.filter((it) => !left.has(it)),
      false,
    );
    say(t(`many.${verb}`, { n: done.n_done }), done.refused.length > 0 ? "problem" : "done");
    if (left.size === 0) onLeave();
    else box.current?.focus();
  };
  const act = useWrite((verb: keyof typeof acts) => acts[verb]({ documents }), ["documents"], { onDone: (done, verb) => ended(verb, done) });
  const close = () => {
    setPanel(null);
    box.current?.focus();
  };
  const printed = t("many.label", { n: documents.length });
  /** One sheet after the other, in the order in which they were marked; they stay marked. */
  const print = () => {
    if (labels?.printer) void printLabels(client, documents).then(() => say(printed), sayProblem);
    else setPanel("label");
  };
  const start = (verb: Verb) => {
    if (verb === "assign") setPanel("assign");
    else if (verb === "label") print();
    else act.run(verb);
  };
  return (
    <article ref={box} className="pane detail" data-part="detail" data-many={documents.length} tabIndex={-1} aria-label={t("many.title", { n: documents.length })}>
      <VerbBar label={t("many.verbs")} verbs={verbs()} may={() => true} open={panel} onVerb={start} isBusy={act.isRunning} />
      {panel === "label" && <PrintPanel print="label" documents={documents} said={printed} fileName={t("many.label_file")} onDone={close} onLeave={close} />}
      {panel === "assign" && (
        <AssignForm
          title={t("many.assign_title", { n: documents.length })}
          from={{ unit: null, person: null }}
          act={(to) => api.assignDocuments({ documents, ...to })}
          spoils={["documents"]}
          onDone={(done) => ended("assign", done)}
          onLeave={close}
        />
      )}
      <h2>{t("many.title", { n: documents.length })}</h2>
      <p className="muted">{t("many.help")}</p>
      {refused.length > 0 && (
        <Notice tone="problem">
          <ul className="refused" aria-label={t("many.refused")}>
            {refused.map((it) => (
              <li key={it.document.id}>
                <strong>{it.document.reference ?? it.document.jid}</strong> {it.document.subject}: {sentence(it.problem)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </article>
  );
}
