/** A day as a clerk types it; beneath stands how it was understood. */
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/generated/api";
import { Field } from "@/components/Field";
import { t } from "@/lib/i18n";
import { useSettled } from "@/lib/queries";

interface Props {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem?: string | undefined;
}

export function DateField({ name, label, value, onChange, problem }: Props) {
  const typed = useSettled(value.trim(), 120);
  const read = useQuery({
    queryKey: ["read_date", typed],
    queryFn: () => api.readDate({ typed }),
    enabled: typed !== "",
    // "Dnes" means another day tomorrow.
    gcTime: 0,
    staleTime: 60_000,
  });
  const understood = typed === "" ? t("date.empty") : read.data ? read.data.shown : read.isError ? t("date.not_understood") : " ";
  return (
    <Field name={name} label={label} value={value} onChange={onChange} problem={problem} size="short" isRequired help={<span aria-live="polite">{understood}</span>} />
  );
}
