/** Notes when and how an own document was sent, or corrects what was noted last. */
import { useEffect, useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { Choices } from "@/components/Choices";
import { DateField } from "@/components/DateField";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { formatDay } from "@/lib/format";
import { t, word } from "@/lib/i18n";
import { useWrite } from "@/lib/write";

const WAYS = ["post", "in_person", "public_notice", "courier", "email", "data_box"];
const AGAIN = "again";
const CORRECTS = "corrects";

interface Props {
  detail: DocumentDetail;
  onDone: () => void;
  onLeave: () => void;
}

export function SentPanel({ detail, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // What the clerk saw is what stood there when she opened the panel, not what came meanwhile.
  const [last] = useState(detail.sendings.at(-1));
  const [wish, setWish] = useState({ which: AGAIN, sent_on: "", way: last?.way ?? "post", note: "" });
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, last ? "which" : "way"), [last]);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  /** Correcting begins with what stands there, sending once more with nothing. */
  const choose = (which: string) => change(which === CORRECTS && last ? { which, sent_on: formatDay(last.day), way: last.way, note: last.note } : { which, sent_on: "", note: "" });
  const { which, ...said } = wish;
  const sent = useWrite(() => api.noteSent({ document: detail.row.id, ...said, corrects: which === CORRECTS && last ? last : null }), ["documents"], { onDone, onProblem: refuse });
  const finish = () => sent.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="sent">
      <Flow label={t("verb.sent")} onFinish={finish} finishLabel={t("verb.sent")} onLeave={onLeave} isDisabled={sent.isRunning}>
        <h2>{t("sent.title")}</h2>
        <div className="fields">
          {last && (
            <div className="field-full">
              <Choices name="which" label={t("sent.which")} value={which} options={[AGAIN, CORRECTS].map((id) => ({ id, label: word("sent", id) }))} onChange={choose} isInFlow />
            </div>
          )}
          <div className="field-full">
            <Choices name="way" label={t("sent.way")} value={wish.way} options={WAYS.map((id) => ({ id, label: word("sent", id) }))} onChange={(way) => change({ way })} isInFlow />
          </div>
          <DateField name="sent_on" label={t("sent.on")} value={wish.sent_on} onChange={(sent_on) => change({ sent_on })} problem={problemOf("sent_on")} emptyHelp={t("sent.today")} />
          <Field name="note" label={t("sent.note")} value={wish.note} onChange={(note) => change({ note })} problem={problemOf("note")} />
        </div>
        <PanelButtons label={t("verb.sent")} onFinish={finish} onLeave={onLeave} isBusy={sent.isRunning} />
      </Flow>
    </div>
  );
}
