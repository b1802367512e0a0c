/** Moves a file to another class (přetřídění), with a reason; says in which it was seen. */
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

export function MovePanel({ detail, onDone, onLeave }: FilePanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const [wish, setWish] = useState<{ class: string | null; reason: string }>({ class: null, reason: "" });
  // What the clerk saw is what stood there when she opened the panel, not what came meanwhile.
  const [seen] = useState(detail.class?.id ?? "");
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "class"), []);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const move = useWrite(() => api.moveCaseFile({ case_file: detail.row.id, seen, class: wish.class ?? "", reason: wish.reason }), SPOILS, {
    onDone,
    onProblem: refuse,
  });
  const finish = () => move.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="move">
      <Flow label={t("file_verb.move")} onFinish={finish} finishLabel={t("file_verb.move")} onLeave={onLeave} isDisabled={move.isRunning}>
        <h2>{t("file_move.title")}</h2>
        <div className="fields">
          <ClassField value={wish.class} onChange={(it) => change({ class: it })} onTyped={clear} problem={problemOf("class")} />
          <Field name="reason" label={t("field.reason")} value={wish.reason} onChange={(reason) => change({ reason })} help={t("file_move.help")} problem={problemOf("reason")} isRequired />
        </div>
        <PanelButtons label={t("file_verb.move")} onFinish={finish} onLeave={onLeave} isBusy={move.isRunning} />
      </Flow>
    </div>
  );
}
