/** How labels are printed at this device. */
import { api, type LabelSettings, type Preferences } from "@/api/generated/api";
import { Check } from "@/components/Check";
import { t, word } from "@/lib/i18n";
import { labelsOnPage } from "@/lib/labels";
import { useWrite } from "@/lib/write";
import { Choices } from "@/components/Choices";
import { FirstLabel } from "./FirstLabel";
import { LabelMeasures } from "./LabelMeasures";
import { PrinterChoice } from "./PrinterChoice";

const FORMATS = ["roll-62x29", "roll-89x36", "a4-3x8", "a4-3x7", "a4-2x6", "custom"];
const CODES = ["data_matrix", "code128"];

export function Labels({ preferences }: { preferences: Preferences }) {
  const { labels } = preferences;
  const keep = (part: Partial<LabelSettings>) => api.setPreferences({ preferences: { ...preferences, labels: { ...labels, ...part } } });
  const save = useWrite(keep, ["start"]);
  // A new sheet begins with its first label.
  const chooseFormat = (format: string) => save.run({ format, first: 1 });
  return (
    <section className="page-section" aria-label={t("labels.title")}>
      <h3>{t("labels.title")}</h3>
      <Choices
        name="label_format"
        label={t("labels.format")}
        value={labels.format}
        options={FORMATS.map((id) => ({ id, label: word("label_format", id) }))}
        onChange={chooseFormat}
      />
      {labels.format === "custom" && <LabelMeasures labels={labels} keep={keep} />}
      {labelsOnPage(labels) > 1 && <FirstLabel labels={labels} keep={keep} />}
      <Choices
        name="label_code"
        label={t("labels.code")}
        value={labels.code}
        options={CODES.map((id) => ({ id, label: word("label_code", id) }))}
        onChange={(code) => save.run({ code })}
      />
      <PrinterChoice name="label_printer" label={t("labels.printer")} value={labels.printer} onChange={(printer) => save.run({ printer })} />
      <Check
        name="label_on_registering"
        label={t("labels.on_registering")}
        {...(labels.printer ? {} : { help: t("labels.on_registering_help") })}
        value={labels.on_registering}
        onChange={(on_registering) => save.run({ on_registering })}
      />
    </section>
  );
}
