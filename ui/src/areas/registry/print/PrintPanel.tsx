/** Asks where a label or a receipt shall go, and with which label of the sheet to begin. */
import { useEffect, useRef, useState } from "react";
import { api, type LabelSettings } from "@/api/generated/api";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { t } from "@/lib/i18n";
import { labelsOnPage } from "@/lib/labels";
import { say } from "@/lib/messages";
import { useLabels } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { PanelButtons } from "@/components/PanelButtons";
import { PrinterField } from "@/components/PrinterField";
import { PrintFile } from "@/components/PrintFile";
import type { Print } from "./usePrint";
import { printerMissing, usePrintForm } from "@/components/usePrintForm";

interface Props {
  print: Print;
  /** Whose labels, in their order; a receipt is of one. */
  documents: string[];
  /** What is said when it is printed. */
  said: string;
  /** What the file is called unless the clerk says otherwise. */
  fileName: string;
  onDone: () => void;
  onLeave: () => void;
}

export function PrintPanel(props: Props) {
  const labels = useLabels();
  return labels && <PrintForm {...props} labels={labels} />;
}

function PrintForm({ print, documents, said, fileName, onDone, onLeave, labels }: Props & { labels: LabelSettings }) {
  const box = useRef<HTMLDivElement>(null);
  const nLabels = print === "label" ? labelsOnPage(labels) : 1;
  const [first, setFirst] = useState(String(labels.first));
  const form = usePrintForm(box, "");
  const { to, problemOf, refuse } = form;
  useEffect(() => focusNamed(box.current, "printer"), [print]);
  const write = useWrite<number, unknown>(
    (from) => (print === "label" ? api.printLabels({ documents, first: from, to }) : api.printReceipt({ document: documents[0]!, to })),
    ["start"],
    {
      onDone: () => {
        say(to.path ? t("done.save_file", { path: to.path }) : said);
        onDone();
      },
      onProblem: refuse,
    },
  );
  const finish = () => {
    const from = nLabels > 1 ? Number(first) : 1;
    if (form.hasUnknownPrinter) refuse(printerMissing);
    else if (!Number.isInteger(from) || from < 1) refuse({ kind: "refused", code: "number_out_of_range", field: "first", args: { min: "1", max: String(nLabels) } });
    else write.run(from);
  };
  return (
    <div ref={box} className="panel" data-panel={print}>
      <Flow label={t(`verb.${print}`)} onFinish={finish} finishLabel={t("print.finish")} onLeave={onLeave} isDisabled={write.isRunning}>
        <h2>{t(`${print}.title`)}</h2>
        <div className="fields">
          <PrinterField {...form.printerField} problem={problemOf("printer")} />
          <PrintFile {...form.fileField} label={t("print.file")} fileName={fileName} problem={problemOf("path")} scope={box} />
          {nLabels > 1 && (
            <Field
              name="first"
              label={t("print.first")}
              value={first}
              onChange={(typed) => {
                setFirst(typed);
                form.clear();
              }}
              help={t("print.first_help", { n: nLabels })}
              problem={problemOf("first")}
              isNumeric
            />
          )}
        </div>
        {print === "label" && <p className="muted">{t("print.set_help")}</p>}
        <PanelButtons label={t("print.finish")} onFinish={finish} onLeave={onLeave} isBusy={write.isRunning} />
      </Flow>
    </div>
  );
}
