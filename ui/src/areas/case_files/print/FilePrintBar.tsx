/** What can be printed of a case file, each with its key: at once where a printer is set, otherwise it is asked where to. */
import { List, type LucideIcon, Printer } from "lucide-react";
import { api, type CaseFileRow } from "@/api/generated/api";
import { VerbBar } from "@/components/VerbBar";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { usePaperPrinter } from "@/lib/queries";
import { useWrite } from "@/lib/write";

export type FilePrint = "cover" | "list";

const prints: { verb: FilePrint; keys: string; icon: LucideIcon }[] = [
  { verb: "cover", keys: "Ctrl+T", icon: Printer },
  { verb: "list", keys: "Ctrl+Shift+T", icon: List },
];

interface Props {
  row: CaseFileRow;
  open: string | null;
  /** Called where it must be asked where to. */
  onAsk: (print: FilePrint) => void;
}

export function FilePrintBar({ row, open, onAsk }: Props) {
  const printer = usePaperPrinter() ?? "";
  const write = useWrite((what: FilePrint) => api.printCaseFile({ case_file: row.id, what, to: { printer, path: "", replace: false } }), [], {
    onDone: (_, what) => say(t(`file_done.${what}`, { mark: row.mark ?? row.jid })),
  });
  return (
    <VerbBar
      label={t("print.bar")}
      verbs={prints.map((it) => ({ ...it, label: t(`file_verb.${it.verb}`), isUnhinted: true }))}
      may={() => true}
      open={open}
      onVerb={(print) => (printer ? write.run(print) : onAsk(print))}
      look="further"
    />
  );
}
