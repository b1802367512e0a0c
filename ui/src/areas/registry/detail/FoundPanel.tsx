/** Founds a case file from the document: in which class, and what it is about. */
import { useEffect, useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { ClassField } from "@/components/ClassField";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { t } from "@/lib/i18n";
import { useWrite } from "@/lib/write";

interface Props {
  detail: DocumentDetail;
  onDone: () => void;
  onLeave: () => void;
}

export function FoundPanel({ detail, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [wish, setWish] = useState<{ class: string | null; subject: string }>({ class: null, subject: detail.row.subject });
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "class"), []);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const found = useWrite(
    () => api.foundCaseFile({ document: detail.row.id, class: wish.class ?? "", subject: wish.subject }),
    ["documents", "case_files"],
    { onDone, onProblem: refuse },
  );
  const finish = () => found.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="found">
      <Flow label={t("verb.found")} onFinish={finish} finishLabel={t("verb.found")} onLeave={onLeave} isDisabled={found.isRunning}>
        <h2>{t("found.title")}</h2>
        <div className="fields">
          <ClassField value={wish.class} onChange={(it) => change({ class: it })} onTyped={clear} problem={problemOf("class")} />
          <Field name="subject" label={t("found.subject")} value={wish.subject} onChange={(subject) => change({ subject })} problem={problemOf("subject")} isRequired />
        </div>
        <PanelButtons label={t("verb.found")} onFinish={finish} onLeave={onLeave} isBusy={found.isRunning} />
      </Flow>
    </div>
  );
}
