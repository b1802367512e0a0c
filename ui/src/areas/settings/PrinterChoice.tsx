/** Chooses one of the system's printers, or to be asked each time. */
import { Notice } from "@/components/Notice";
import { t } from "@/lib/i18n";
import { usePrinters } from "@/lib/queries";
import { Choices } from "@/components/Choices";

interface Props {
  name: string;
  label: string;
  value: string;
  onChange: (printer: string) => void;
}

export function PrinterChoice({ name, label, value, onChange }: Props) {
  const printers = usePrinters().data;
  const options = ["", ...withChosen(printers ?? [], value)].map((id) => ({ id, label: id || t("labels.ask") }));
  return (
    <>
      <Choices name={name} label={label} value={value} options={options} onChange={onChange} />
      {printers?.length === 0 && <Notice>{t("print.no_printer")}</Notice>}
    </>
  );
}

/** A printer that was chosen and is gone stays among the choices, so that it is seen to be chosen. */
function withChosen(printers: string[], chosen: string): string[] {
  return chosen === "" || printers.includes(chosen) ? printers : [...printers, chosen];
}
