/** What can be printed of the document, each with its key. */
import { type LucideIcon, ReceiptText, Tag } from "lucide-react";
import type { DocumentRow } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { type Print, usePrint } from "./usePrint";

const prints: { print: Print; keys: string; icon: LucideIcon }[] = [
  { print: "label", keys: "Ctrl+T", icon: Tag },
  { print: "receipt", keys: "Ctrl+Shift+T", icon: ReceiptText },
];

interface Props {
  row: DocumentRow;
  open: string | null;
  /** Called where it must be asked where to. */
  onAsk: (print: Print) => void;
}

export function PrintBar({ row, open, onAsk }: Props) {
  const printNow = usePrint(row);
  // Nobody handed an own document over.
  const may = (print: Print) => print === "label" || row.origin === "received";
  const start = (print: Print) => {
    if (!printNow(print)) onAsk(print);
  };
  useActions(
    prints.map(({ print, keys }) => ({
      id: `print.${print}`,
      label: t(`verb.${print}`),
      keys,
      run: () => start(print),
      isEnabled: may(print),
      isHinted: print === "label",
      isOfRecord: true,
      ...(may(print) ? {} : { whyNot: t("when.receipt") }),
    })),
  );
  return (
    <div className="buttons" role="toolbar" aria-label={t("print.bar")}>
      {prints.map(({ print, keys, icon }) => (
        <Button key={print} look="quiet" icon={icon} keys={keys} onPress={() => start(print)} isDisabled={!may(print)} isExpanded={open === print}>
          {t(`verb.${print}`)}
        </Button>
      ))}
    </div>
  );
}
