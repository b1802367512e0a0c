/** A printer of the system, found by the beginning of its name. */
import { useQueryClient } from "@tanstack/react-query";
import { matches } from "@/lib/fold";
import { t } from "@/lib/i18n";
import { printersQuery, usePrinters } from "@/lib/queries";
import { Combobox } from "./Combobox";

interface Props {
  /** Its name; empty for none. */
  value: string;
  onChange: (printer: string) => void;
  onTyped: (typed: string) => void;
  problem?: string | undefined;
}

export function PrinterField({ value, onChange, onTyped, problem }: Props) {
  const client = useQueryClient();
  const hasNone = usePrinters().data?.length === 0;
  const find = async (typed: string) => {
    // Whoever types before the list came waits for it.
    const printers = await client.ensureQueryData(printersQuery);
    return printers.filter((it) => matches(it, typed)).map((it) => ({ id: it, label: it }));
  };
  return (
    <Combobox
      name="printer"
      label={t("print.printer")}
      value={value ? { id: value, label: value } : null}
      onChange={(it) => onChange(it?.id ?? "")}
      onTyped={onTyped}
      find={find}
      problem={problem}
      help={t(hasNone ? "print.no_printer" : "print.printer_help")}
    />
  );
}
