/** How much of a long work is done, in a bar and in words. */
import { Label, ProgressBar } from "react-aria-components";
import { formatNumber } from "@/lib/format";
import { t } from "@/lib/i18n";

export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  const isKnown = total > 0;
  const says = isKnown ? t("progress.of", { done: formatNumber(done), total: formatNumber(total) }) : t("progress.unknown");
  return (
    <ProgressBar className="progress" value={done} maxValue={Math.max(total, 1)} isIndeterminate={!isKnown} valueLabel={says}>
      {({ percentage }) => (
        <>
          <Label>{label}</Label>
          <div className="progress-track">
            <div className={isKnown ? "progress-fill" : "progress-fill is-unknown"} style={isKnown ? { width: `${percentage}%` } : undefined} />
          </div>
          <span className="muted numbers">{says}</span>
        </>
      )}
    </ProgressBar>
  );
}
