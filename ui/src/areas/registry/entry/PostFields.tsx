/** What is counted and read off the envelope: day, way, sheets and attachments. The entry and its correction share it. */
import { Combobox } from "@/components/Combobox";
import { Field } from "@/components/Field";
import { matches } from "@/lib/fold";
import { t, word } from "@/lib/i18n";
import { DateField } from "@/components/DateField";
import { TimeField } from "@/components/TimeField";

export interface PostValues {
  delivered_on: string;
  delivered_time: string;
  delivery_method: string;
  sheets: string;
  paper_attachments: string;
  other_count: string;
  other_description: string;
}

interface Props {
  value: PostValues;
  onChange: (change: Partial<PostValues>) => void;
  problemOf: (field: string) => string | undefined;
  /** Called with what stands there, typed and not chosen. */
  onTyped?: (field: "delivery_method", typed: string) => void;
  initialTyped?: string;
  /** An own document was not delivered. */
  isDelivered: boolean;
  /** What an empty time means, where it means anything. */
  timeHelp?: string;
}

const METHODS = ["post", "in_person", "data_box", "email", "medium", "courier", "spoken", "internal"];

export function PostFields({ value, onChange, problemOf, onTyped, initialTyped, isDelivered, timeHelp }: Props) {
  const methods = METHODS.map((id) => ({ id, label: word("method", id) }));
  return (
    <>
      {isDelivered && (
        <>
          <DateField
            name="delivered_on"
            label={t("field.delivered_on")}
            value={value.delivered_on}
            onChange={(delivered_on) => onChange({ delivered_on })}
            problem={problemOf("delivered_on")}
          />
          <TimeField
            name="delivered_time"
            label={t("field.delivered_time")}
            value={value.delivered_time}
            onChange={(delivered_time) => onChange({ delivered_time })}
            problem={problemOf("delivered_time")}
            emptyHelp={timeHelp}
          />
          <Combobox
            name="delivery_method"
            size="short"
            label={t("field.delivery_method")}
            value={methods.find((it) => it.id === value.delivery_method) ?? null}
            onChange={(it) => onChange({ delivery_method: it?.id ?? "" })}
            find={(typed) => methods.filter((it) => matches(it.label, typed))}
            problem={problemOf("delivery_method")}
            onTyped={(typed) => onTyped?.("delivery_method", typed)}
            initialTyped={initialTyped}
          />
        </>
      )}
      <Field
        name="sheets"
        label={t("field.sheets")}
        value={value.sheets}
        onChange={(sheets) => onChange({ sheets })}
        problem={problemOf("sheets")}
        size="short"
        isNumeric
      />
      <Field
        name="paper_attachments"
        label={t("field.paper_attachments")}
        value={value.paper_attachments}
        onChange={(paper_attachments) => onChange({ paper_attachments })}
        problem={problemOf("paper_attachments")}
        size="short"
        isNumeric
      />
      <Field
        name="other_count"
        label={t("field.other_count")}
        value={value.other_count}
        onChange={(other_count) => onChange({ other_count })}
        problem={problemOf("other_count")}
        size="short"
        isNumeric
      />
      <Field
        name="other_description"
        label={t("field.other_description")}
        value={value.other_description}
        onChange={(other_description) => onChange({ other_description })}
        problem={problemOf("other_description")}
        isDisabled={value.other_count.trim() === "" && value.other_description === ""}
      />
    </>
  );
}
