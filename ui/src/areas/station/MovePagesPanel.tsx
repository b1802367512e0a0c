/** Moves the chosen page, or all of the chosen document, to the end of another document of the batch. */
import { useEffect, useRef, useState } from "react";
import type { BatchDetail } from "@/api/generated/api";
import { type Choice, Combobox } from "@/components/Combobox";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { fold } from "@/lib/fold";
import { t } from "@/lib/i18n";
import { firstOf, type TreeRow } from "./rows";

interface Props {
  batch: BatchDetail;
  row: TreeRow;
  /** Takes the page they go before; none is the end of the batch. */
  onMove: (before: string | null) => void;
  onLeave: () => void;
}

export function MovePagesPanel({ batch, row, onMove, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [to, setTo] = useState<Choice | null>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => focusNamed(box.current, "to_document"), []);
  const choices = batch.documents
    .map((it, at) => ({ id: firstOf(it), label: `${at + 1}. ${it.letter?.reference ?? it.jid ?? t("station.unknown")}`, note: it.letter?.subject ?? "" }))
    .filter((it) => it.id !== firstOf(row.document));
  const find = (typed: string) => choices.filter((it) => fold(`${it.label} ${it.note}`).includes(fold(typed.trim())));
  const finish = () => {
    // Known by its page: another window may have parted the batch otherwise meanwhile.
    const at = to ? batch.documents.findIndex((it) => it.pages.some((page) => page.id === to.id)) : -1;
    if (at < 0) return setMissing(true);
    const next = batch.documents[at + 1];
    onMove(next ? firstOf(next) : null);
  };
  return (
    <div ref={box} className="panel" data-panel="move-pages">
      <Flow label={t("station_verb.move_to")} onFinish={finish} finishLabel={t("station_verb.move_to")} onLeave={onLeave}>
        <h2>{row.page ? t("scan_move.title", { n: row.place }) : t("scan_move.title_document", { n: row.number })}</h2>
        <div className="fields">
          <Combobox
            name="to_document"
            label={t("scan_move.to")}
            value={to}
            onChange={(it) => {
              setTo(it);
              setMissing(false);
            }}
            find={find}
            help={t("scan_move.help")}
            problem={isMissing ? t("scan_move.missing") : undefined}
            isRequired
          />
        </div>
        <PanelButtons label={t("station_verb.move_to")} onFinish={finish} onLeave={onLeave} isBusy={false} />
      </Flow>
    </div>
  );
}
