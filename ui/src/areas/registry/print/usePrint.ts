/** What is printed of a document: at once where a printer is set, otherwise after asking where to. */
import { useQueryClient } from "@tanstack/react-query";
import { api, type DocumentRow } from "@/api/generated/api";
import { nameRecord } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say, sayProblem } from "@/lib/messages";
import { useLabels, usePaperPrinter } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { printLabels } from "./printLabels";

export type Print = "label" | "receipt";

/** Returns what prints at once, and answers false where it cannot. */
export function usePrint(row: DocumentRow): (print: Print) => boolean {
  const client = useQueryClient();
  const labels = useLabels();
  const paper = usePaperPrinter() ?? "";
  const receipt = useWrite(() => api.printReceipt({ document: row.id, to: { printer: paper, path: "", replace: false } }), [], {
    onDone: () => say(t("done.receipt", { record: nameRecord(row) })),
  });
  return (print) => {
    const printer = print === "label" ? labels?.printer : paper;
    if (!printer) return false;
    if (print === "receipt") receipt.run(undefined);
    else void printLabels(client, [row.id]).then(() => say(t("done.label", { record: nameRecord(row) })), sayProblem);
    return true;
  };
}
