/** What is printed of a document: at once where a printer is set, otherwise after asking where to. */
import { useQueryClient } from "@tanstack/react-query";
import { api, type DocumentRow } from "@/api/generated/api";
import { t } from "@/lib/i18n";
import { say, sayProblem } from "@/lib/messages";
import { useLabels, usePaperPrinter } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { printLabel } from "./printLabel";

export type Print = "label" | "receipt";

/** Returns what prints at once, and answers false where it cannot. */
export function usePrint({ id, jid }: DocumentRow): (print: Print) => boolean {
  const client = useQueryClient();
  const labels = useLabels();
  const paper = usePaperPrinter() ?? "";
  const receipt = useWrite(() => api.printReceipt({ document: id, to: { printer: paper, path: "" } }), [], {
    onDone: () => say(t("done.receipt", { jid })),
  });
  return (print) => {
    const printer = print === "label" ? labels?.printer : paper;
    if (!printer) return false;
    if (print === "receipt") receipt.run(undefined);
    else void printLabel(client, id).then(() => say(t("done.label", { jid })), sayProblem);
    return true;
  };
}
