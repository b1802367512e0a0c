/** A time of day as a clerk types it; beneath stands how it was understood. */
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/generated/api";
import { t } from "@/lib/i18n";
import { Field } from "./Field";

interface Props {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem?: string | undefined;
  /** What an empty time means. */
  emptyHelp?: string | undefined;
}

export function TimeField({ emptyHelp, ...field }: Props) {
  const asked = field.value.trim();
  const read = useQuery({ queryKey: ["read_time", asked], queryFn: () => api.readTime({ typed: asked }), enabled: asked !== "" });
  const understood = asked === "" ? (emptyHelp ?? "") : read.isSuccess ? (read.data ?? t("time.not_understood")) : " ";
  return <Field {...field} size="short" help={understood && <span aria-live="polite">{understood}</span>} />;
}
