/** How many copies came, and the envelope: kept or not, and whether it stays closed. The entry and its correction share it. */
import { Check } from "@/components/Check";
import { Combobox } from "@/components/Combobox";
import { Field } from "@/components/Field";
import { matches } from "@/lib/fold";
import { t, word } from "@/lib/i18n";

export interface EnvelopeValues {
  copies: string;
  unopened: boolean;
  envelope: string;
}

interface Props {
  value: EnvelopeValues;
  onChange: (change: Partial<EnvelopeValues>) => void;
  problemOf: (field: string) => string | undefined;
  /** Called with what stands there, typed and not chosen. */
  onTyped?: (field: "envelope", typed: string) => void;
  initialTyped?: string;
  /** An own document came in no envelope. */
  isDelivered: boolean;
}

const KEPT = ["own_hands", "posting_time", "sender_address", "stamped"];

export function EnvelopeFields({ value, onChange, problemOf, onTyped, initialTyped, isDelivered }: Props) {
  const kept = KEPT.map((id) => ({ id, label: word("envelope", id) }));
  return (
    <>
      <Field name="copies" label={t("field.copies")} value={value.copies} onChange={(copies) => onChange({ copies })} problem={problemOf("copies")} size="short" isNumeric />
      {isDelivered && (
        <>
          <Combobox
            name="envelope"
            size="half"
            label={t("field.envelope")}
            value={kept.find((it) => it.id === value.envelope) ?? null}
            onChange={(it) => onChange({ envelope: it?.id ?? "" })}
            find={(typed) => kept.filter((it) => matches(it.label, typed))}
            problem={problemOf("envelope")}
            onTyped={(typed) => onTyped?.("envelope", typed)}
            initialTyped={initialTyped}
          />
          <Check name="unopened" label={t("field.unopened")} help={t("unopened.help")} value={value.unopened} onChange={(unopened) => onChange({ unopened })} />
        </>
      )}
    </>
  );
}
