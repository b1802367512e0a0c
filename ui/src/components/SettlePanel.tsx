/** Asks how a document or a whole file was settled; another way than the four says what was done and why (decree § 14). */
import { useEffect, useRef, useState } from "react";
import { t, word } from "@/lib/i18n";
import type { Tag } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { Choices } from "./Choices";
import { Field } from "./Field";
import { Flow, focusNamed } from "./Flow";
import { PanelButtons } from "./PanelButtons";
import { useRefusal } from "./useRefusal";

const WAYS = ["by_document", "forwarded", "noted", "by_record", "otherwise"];

interface Props {
  label: string;
  title: string;
  /** What else it does. */
  help?: string;
  act: (way: string, note: string, reason: string) => Promise<void>;
  spoils: readonly Tag[];
  onDone: () => void;
  onLeave: () => void;
}

export function SettlePanel({ label, title, help, act, spoils, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [wish, setWish] = useState({ way: "by_document", note: "", reason: "" });
  const { clear, refuse, problemOf } = useRefusal(box);
  const isForwarded = wish.way === "forwarded";
  const isOtherwise = wish.way === "otherwise";
  const mustSay = isForwarded || isOtherwise;
  useEffect(() => focusNamed(box.current, "way"), []);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const settle = useWrite(() => act(wish.way, wish.note, isOtherwise ? wish.reason : ""), spoils, { onDone, onProblem: refuse });
  const missing = () => {
    if (mustSay && wish.note.trim() === "") return { code: isForwarded ? "recipient_missing" : "content_missing", field: "note" };
    if (isOtherwise && wish.reason.trim() === "") return { code: "reason_missing", field: "reason" };
    return null;
  };
  const finish = () => {
    const found = missing();
    if (found) refuse({ kind: "refused", ...found, args: {} });
    else settle.run(undefined);
  };
  return (
    <div ref={box} className="panel" data-panel="settle">
      <Flow label={label} onFinish={finish} finishLabel={label} onLeave={onLeave} isDisabled={settle.isRunning}>
        <h2>{title}</h2>
        {help && <p className="muted">{help}</p>}
        <div className="fields">
          <div className="field-full">
            <Choices
              name="way"
              label={t("settle.way")}
              value={wish.way}
              options={WAYS.map((id) => ({ id, label: word("way", id) }))}
              onChange={(way) => change({ way })}
              isInFlow
            />
          </div>
          <Field
            name="note"
            label={t(isForwarded ? "settle.recipient" : mustSay ? "settle.note" : "settle.note_optional")}
            value={wish.note}
            onChange={(note) => change({ note })}
            problem={problemOf("note")}
            isRequired={mustSay}
          />
          {isOtherwise && (
            <Field
              name="reason"
              label={t("settle.reason")}
              value={wish.reason}
              onChange={(reason) => change({ reason })}
              problem={problemOf("reason")}
              isRequired
            />
          )}
        </div>
        <PanelButtons label={label} onFinish={finish} onLeave={onLeave} isBusy={settle.isRunning} />
      </Flow>
    </div>
  );
}
