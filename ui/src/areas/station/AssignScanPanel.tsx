/** Says whose scan a document is; the letter is found by its number, sender or subject. */
import { useEffect, useRef, useState } from "react";
import { type Choice, Combobox } from "@/components/Combobox";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { findLetters } from "@/lib/findLetters";
import { t } from "@/lib/i18n";

const MOST = 20;

interface Props {
  /** What its label says; looked for first. */
  jid: string | null;
  onAssign: (letter: string) => void;
  onLeave: () => void;
}

export function AssignScanPanel({ jid, onAssign, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [letter, setLetter] = useState<Choice | null>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => focusNamed(box.current, "letter"), []);
  const find = async (typed: string) => {
    const rows = (await findLetters(typed, MOST)).filter((it) => it.state !== "cancelled");
    return rows.map((it) => ({ id: it.id, label: `${it.reference ?? it.jid} – ${it.subject}`, note: it.sender || it.addressee }));
  };
  const finish = () => (letter ? onAssign(letter.id) : setMissing(true));
  return (
    <div ref={box} className="panel" data-panel="assign-scan">
      <Flow label={t("station_verb.assign")} onFinish={finish} finishLabel={t("station_verb.assign")} onLeave={onLeave}>
        <h2>{t("scan_assign.title")}</h2>
        <div className="fields">
          <Combobox
            name="letter"
            label={t("scan_assign.letter")}
            value={letter}
            onChange={(it) => {
              setLetter(it);
              setMissing(false);
            }}
            initialTyped={jid ?? undefined}
            find={find}
            delayMs={120}
            help={t("scan_assign.help")}
            problem={isMissing ? t("scan_assign.missing") : undefined}
            isRequired
          />
        </div>
        <PanelButtons label={t("station_verb.assign")} onFinish={finish} onLeave={onLeave} isBusy={false} />
      </Flow>
    </div>
  );
}
