/** Where receipts and registers are printed: on paper, which the printer of labels may not have. */
import { api, type Preferences } from "@/api/generated/api";
import { t } from "@/lib/i18n";
import { useWrite } from "@/lib/write";
import { PrinterChoice } from "./PrinterChoice";

export function PaperPrinter({ preferences }: { preferences: Preferences }) {
  const save = useWrite((paper_printer: string) => api.setPreferences({ preferences: { ...preferences, paper_printer } }), ["start"]);
  return (
    <section className="page-section" aria-label={t("paper.title")}>
      <h3>{t("paper.title")}</h3>
      <PrinterChoice name="paper_printer" label={t("paper.printer")} value={preferences.paper_printer} onChange={save.run} />
    </section>
  );
}
