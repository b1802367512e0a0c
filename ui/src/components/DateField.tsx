/**
 * A day as a clerk types it; beneath stands how it was understood.
 *
 * The form has the day as soon as it is understood, the field keeps what is being typed until it is left: then it
 * shows the whole day, too.
 */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "@/api/generated/api";
import { Field } from "@/components/Field";
import { t } from "@/lib/i18n";

interface Props {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem?: string | undefined;
  /** What an empty day means; without it the day must be said. */
  emptyHelp?: string;
}

export function DateField({ name, label, value, onChange, problem, emptyHelp }: Props) {
  /** What she types, and the day of the form it stands for. */
  const [typing, setTyping] = useState<{ text: string; as: string } | null>(null);
  const text = typing?.as === value ? typing.text : value;
  const asked = text.trim();
  const read = useQuery({
    queryKey: ["read_date", asked],
    queryFn: () => api.readDate({ typed: asked }),
    enabled: asked !== "",
    // The whole day was understood already as what was typed.
    placeholderData: (last) => (last?.shown === asked ? last : undefined),
    // "Dnes" means another day tomorrow.
    gcTime: 0,
    staleTime: 60_000,
  });
  const day = read.data?.shown;
  useEffect(() => {
    if (day === undefined || value !== text || day === value) return;
    setTyping((now) => now && { text: now.text, as: day });
    onChange(day);
  }, [day, value, text]);
  const type = (typed: string) => {
    setTyping({ text: typed, as: typed });
    onChange(typed);
  };
  const understood = asked === "" ? (emptyHelp ?? t("date.empty")) : (day ?? (read.isError ? t("date.not_understood") : " "));
  return (
    <Field
      name={name}
      label={label}
      value={text}
      onChange={type}
      onLeave={() => setTyping(null)}
      problem={problem}
      size="short"
      isRequired={emptyHelp === undefined}
      help={<span aria-live="polite">{understood}</span>}
    />
  );
}
