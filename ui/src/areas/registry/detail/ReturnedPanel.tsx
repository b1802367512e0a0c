/** Notes that what the office sent has come back, and why. */
import { useEffect, useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { Choices } from "@/components/Choices";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { t, word } from "@/lib/i18n";
import { useWrite } from "@/lib/write";

const REASONS = ["unclaimed", "moved_away", "addressee_unknown", "refused_by_addressee", "otherwise"];

interface Props {
  detail: DocumentDetail;
  onDone: () => void;
  onLeave: () => void;
}

export function ReturnedPanel({ detail, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [wish, setWish] = useState({ why: "unclaimed", note: "" });
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "why"), []);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const note = useWrite(() => api.noteReturned({ document: detail.row.id, ...wish }), ["documents"], { onDone, onProblem: refuse });
  const finish = () => note.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="returned">
      <Flow label={t("verb.returned")} onFinish={finish} finishLabel={t("verb.returned")} onLeave={onLeave} isDisabled={note.isRunning}>
        <h2>{t("returned.title")}</h2>
        <p className="muted">{t("returned.help")}</p>
        <div className="fields">
          <div className="field-full">
            <Choices name="why" label={t("returned.why")} value={wish.why} options={REASONS.map((id) => ({ id, label: word("returned", id) }))} onChange={(why) => change({ why })} isInFlow />
          </div>
          <Field name="note" label={t("returned.note")} value={wish.note} onChange={(text) => change({ note: text })} problem={problemOf("note")} isRequired={wish.why === "otherwise"} />
        </div>
        <PanelButtons label={t("verb.returned")} onFinish={finish} onLeave={onLeave} isBusy={note.isRunning} />
      </Flow>
    </div>
  );
}
