/** Asks how a document or a whole file was settled; another way than the four says what was done (decree § 14). */
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
  act: (way: string, note: string) => Promise<void>;
  spoils: readonly Tag[];
  onDone: () => void;
  onLeave: () => void;
}

export function SettlePanel({ label, title, help, act, spoils, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [wish, setWish] = useState({ way: "by_document", note: "" });
  const { clear, refuse, problemOf } = useRefusal(box);
  const isForwarded = wish.way === "forwarded";
  const mustSay = isForwarded || wish.way === "otherwise";
  useEffect(() => focusNamed(box.current, "way"), []);
  const change = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }));
    clear();
  };
  const settle = useWrite(() => act(wish.way, wish.note), spoils, { onDone, onProblem: refuse });
  const finish = () => {
    if (mustSay && wish.note.trim() === "") refuse({ kind: "refused", code: isForwarded ? "recipient_missing" : "reason_missing", field: "note", args: {} });
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
        </div>
        <PanelButtons label={label} onFinish={finish} onLeave={onLeave} isBusy={settle.isRunning} />
      </Flow>
    </div>
  );
}
