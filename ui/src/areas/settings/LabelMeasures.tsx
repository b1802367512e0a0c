/** The ten measures of a format of one's own, in millimetres; what does not fit the page is said at its field. */
import { useRef, useState } from "react";
import type { LabelFormat, LabelSettings, UiProblem } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { formatNumber } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";

type Measure = keyof LabelFormat;

/** In the order in which a sheet is measured. */
const MEASURES: Measure[] = ["page_width", "page_height", "columns", "rows", "width", "height", "left", "top", "gap_across", "gap_down"];
const COUNTS: Measure[] = ["columns", "rows"];

interface Props {
  labels: LabelSettings;
  keep: (part: Partial<LabelSettings>) => Promise<void>;
}

export function LabelMeasures({ labels, keep }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(() => eachMeasure((it) => formatNumber(labels.custom[it])));
  const [problem, setProblem] = useState<UiProblem | null>(null);
  const refuse = (refused: UiProblem) => {
    const isHere = MEASURES.includes(refused.field as Measure);
    setProblem(isHere ? refused : null);
    if (isHere && refused.field) focusNamed(box.current, refused.field);
    return isHere;
  };
  // Other measures are another sheet: it begins with its first label.
  const save = useWrite((custom: LabelFormat) => keep({ custom, first: 1 }), ["start"], {
    onDone: () => {
      setProblem(null);
      say(t("measures.saved"));
    },
    onProblem: refuse,
  });
  const finish = () => {
    const custom = eachMeasure((it) => readMeasure(it, typed[it]));
    const wrong = MEASURES.find((it) => Number.isNaN(custom[it]));
    if (wrong) refuse({ kind: "refused", code: "label_format_wrong", field: wrong, args: {} });
    else save.run(custom);
  };
  return (
    <div ref={box} className="measures">
      <Flow label={t("measures.title")} onFinish={finish} finishLabel={t("measures.save")} isDisabled={save.isRunning}>
        <h4>{t("measures.title")}</h4>
        <div className="fields">
          {MEASURES.map((it) => (
            <Field
              key={it}
              name={it}
              label={t(`measure.${it}`)}
              value={typed[it]}
              onChange={(text) => {
                setTyped((now) => ({ ...now, [it]: text }));
                setProblem(null);
              }}
              problem={problem?.field === it ? sentence(problem) : undefined}
              size="half"
              isNumeric
            />
          ))}
        </div>
        <div className="buttons">
          <Button keys="Ctrl+Enter" isInFlow onPress={finish} isDisabled={save.isRunning}>
            {t("measures.save")}
          </Button>
        </div>
      </Flow>
    </div>
  );
}

function eachMeasure<T>(of: (measure: Measure) => T): Record<Measure, T> {
  return Object.fromEntries(MEASURES.map((it) => [it, of(it)])) as Record<Measure, T>;
}

/** A comma parts tenths of a millimetre as well as a point; labels are counted whole. No number is NaN. */
function readMeasure(measure: Measure, typed: string): number {
  const number = typed.trim() === "" ? NaN : Number(typed.trim().replace(",", "."));
  return COUNTS.includes(measure) && !(Number.isInteger(number) && number > 0) ? NaN : number;
}
