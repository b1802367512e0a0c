/** How pages are asked of a scanner, and what is made of them. */
import { Check } from "@/components/Check";
import { Choices } from "@/components/Choices";
import { Field } from "@/components/Field";
import { t } from "@/lib/i18n";

export interface PageWish {
  dpi: string;
  colour: string;
  size: string;
  bothSides: boolean;
  keepsBlanks: boolean;
  /** Black and white as a fax packs it, for programs that know nothing newer. */
  isFax: boolean;
  /** Besides Czech. */
  languages: string[];
}

export const PLAIN: PageWish = { dpi: "300", colour: "grey", size: "a4", bothSides: false, keepsBlanks: false, isFax: false, languages: [] };

const COLOURS = ["grey", "colour", "text"] as const;
const SIZES = ["a4", "a3", "a5"] as const;
const FURTHER_LANGUAGES = ["slk", "pol", "deu"] as const;

/** As the desk takes it; what is no number is asked as usual. */
export const wishOf = (it: PageWish) => ({
  dpi: Number.parseInt(it.dpi, 10) || Number(PLAIN.dpi),
  colour: it.colour,
  size: it.size,
  both_sides: it.bothSides,
  blanks: it.keepsBlanks ? "keep" : "hide",
  packing: it.isFax ? "fax_g4" : "jbig2",
  languages: ["ces", ...it.languages].join("+"),
});

export function PageWishes({ wish, onChange }: { wish: PageWish; onChange: (wish: PageWish) => void }) {
  const change = (part: Partial<PageWish>) => onChange({ ...wish, ...part });
  const without = (language: string) => wish.languages.filter((it) => it !== language);
  return (
    <div className="fields">
      <div className="field-full">
        <Choices name="colour" label={t("scan.colour")} value={wish.colour} onChange={(colour) => change({ colour })} options={COLOURS.map((id) => ({ id, label: t(`scan_colour.${id}`) }))} isInFlow />
      </div>
      <div className="field-full">
        <Choices name="size" label={t("scan.size")} value={wish.size} onChange={(size) => change({ size })} options={SIZES.map((id) => ({ id, label: id.toUpperCase() }))} isInFlow />
      </div>
      <Field name="dpi" label={t("scan.dpi")} value={wish.dpi} onChange={(dpi) => change({ dpi })} size="short" isNumeric />
      <Check name="both_sides" label={t("scan.both_sides")} value={wish.bothSides} onChange={(bothSides) => change({ bothSides })} />
      <Check name="blanks" label={t("scan.keep_blanks")} value={wish.keepsBlanks} onChange={(keepsBlanks) => change({ keepsBlanks })} />
      <Check name="fax" label={t("scan.as_fax")} value={wish.isFax} onChange={(isFax) => change({ isFax })} />
      {FURTHER_LANGUAGES.map((it) => (
        <Check
          key={it}
          name={`language-${it}`}
          label={t(`scan_language.${it}`)}
          value={wish.languages.includes(it)}
          onChange={(isWanted) => change({ languages: isWanted ? [...without(it), it] : without(it) })}
        />
      ))}
    </div>
  );
}
