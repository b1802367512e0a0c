/** The value of a condition: typed, or chosen where the registry knows what there is. */
import type { SearchFieldRow } from "@/api/generated/api";
import { type Choice, Combobox } from "@/components/Combobox";
import { Field } from "@/components/Field";
import { matches } from "@/lib/fold";
import { currentLanguage, t, word } from "@/lib/i18n";
import { usePeople, useUnits } from "@/lib/queries";
import { typedName } from "./typed";

interface Props {
  field: SearchFieldRow;
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
}

const helps = { text: "search.value_text", day: "search.value_day", class: "search.value_class", retention: "search.value_retention" } as const;

export function ConditionValue({ field, value, onChange, problem }: Props) {
  const units = useUnits().data ?? [];
  const people = usePeople().data ?? [];
  const choices: Record<string, Choice[]> = {
    unit: units.map((it) => ({ id: it.code, label: `${it.code} – ${it.name}` })),
    person: people.map((it) => ({ id: it.name, label: it.name })),
    code: field.values.map((it) => ({ id: typedName(it, currentLanguage()), label: word(`search.value.${field.name}`, it.name) })),
  };
  const known = choices[field.kind];
  if (known === undefined) {
    return (
      <Field name="value" label={t("search.value_label")} value={value} onChange={onChange} problem={problem} help={t(helps[field.kind as keyof typeof helps])} />
    );
  }
  return (
    <Combobox
      key={field.name}
      name="value"
      label={t("search.value_label")}
      value={known.find((it) => it.id === value) ?? null}
      onChange={(it) => onChange(it?.id ?? "")}
      find={(typed) => known.filter((it) => matches(it.label, typed))}
      problem={problem}
      help={t("search.value_choice")}
    />
  );
}
