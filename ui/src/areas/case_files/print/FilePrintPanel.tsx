/** Asks where the cover or the list of documents of a case file shall go. */
import { useEffect, useRef } from "react";
import { api, type CaseFileRow } from "@/api/generated/api";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { PrinterField } from "@/components/PrinterField";
import { PrintFile } from "@/components/PrintFile";
import { printerMissing, usePrintForm } from "@/components/usePrintForm";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useWrite } from "@/lib/write";
import type { FilePrint } from "./FilePrintBar";

interface Props {
  print: FilePrint;
  row: CaseFileRow;
  onDone: () => void;
  onLeave: () => void;
}

export function FilePrintPanel({ print, row, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const form = usePrintForm(box, "");
  const { to, problemOf, refuse } = form;
  useEffect(() => focusNamed(box.current, "printer"), [print]);
  const write = useWrite(() => api.printCaseFile({ case_file: row.id, what: print, to }), [], {
    onDone: () => {
      say(to.path ? t("done.save_file", { path: to.path }) : t(`file_done.${print}`, { mark: row.mark ?? row.jid }));
      onDone();
    },
    onProblem: refuse,
  });
  const finish = () => {
    if (form.hasUnknownPrinter) refuse(printerMissing);
    else write.run(undefined);
  };
  return (
    <div ref={box} className="panel" data-panel={print}>
      <Flow label={t(`file_verb.${print}`)} onFinish={finish} finishLabel={t("print.finish")} onLeave={onLeave} isDisabled={write.isRunning}>
        <h2>{t(`file_print.${print}`)}</h2>
        <div className="fields">
          <PrinterField {...form.printerField} problem={problemOf("printer")} />
          <PrintFile {...form.fileField} label={t("print.file")} fileName={`${t(`file_verb.${print}`)} ${row.jid}.pdf`} problem={problemOf("path")} scope={box} />
        </div>
        <PanelButtons label={t("print.finish")} onFinish={finish} onLeave={onLeave} isBusy={write.isRunning} />
      </Flow>
    </div>
  );
}
