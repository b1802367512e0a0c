/** What the device does now: how many pages came, and what it could not give. */
import type { ScanState } from "@/api/generated/api";
import { Notice } from "@/components/Notice";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";

/** More of them say nothing more. */
const MOST = 5;

interface Props {
  scan: ScanState;
  /** The problem that is said with the batch already. */
  said: string | null;
}

const sentenceOf = (scan: ScanState) => {
  if (scan.is_folder) return "station.watching";
  return scan.is_waiting ? "station.waiting" : "station.running";
};

export function ScanLineState({ scan, said }: Props) {
  const problems = scan.problems.filter((it) => it.code !== said).slice(0, MOST);
  if (problems.length === 0 && !scan.is_reading && !scan.is_running) return null;
  return (
    <div data-part="scan">
      {scan.is_running && (
        <div className="scan-state" role="status">
          <span className="scan-light" aria-hidden />
          <span>{t(sentenceOf(scan), { source: scan.source, n: scan.n_pages })}</span>
        </div>
      )}
      {scan.is_reading && <div className="scan-state" role="status">{scan.n_to_read > 0 ? t("station.reading", { n: scan.n_read, of: scan.n_to_read }) : t("station.reading_begins")}</div>}
      {problems.map((it, at) => (
        <Notice key={at} tone="problem">
          {sentence(it)}
        </Notice>
      ))}
    </div>
  );
}
