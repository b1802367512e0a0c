/** The batches of this desk, the newest first: when each was begun, and what is left to do in it. */
import type { BatchRow } from "@/api/generated/api";
import { formatDay, formatInstant } from "@/lib/format";
import { t } from "@/lib/i18n";

interface Props {
  batches: BatchRow[];
  chosen: string | null;
  onChoose: (batch: string) => void;
}

export function BatchChooser({ batches, chosen, onChoose }: Props) {
  if (batches.length === 0) return null;
  return (
    <nav className="batches" aria-label={t("station.batches")}>
      {batches.map((it) => (
        <button key={it.id} type="button" className="work-list" data-batch={it.id} aria-current={it.id === chosen || undefined} onClick={() => onChoose(it.id)}>
          <span className="clip">{[formatInstant(it.begun_at), it.source].filter(Boolean).join(" · ")}</span>
          <span className="count numbers">{it.kept_until !== null ? t("station.kept_until", { day: formatDay(it.kept_until) }) : t("station.batch_count", { n: it.n_pages, doubtful: it.n_doubtful })}</span>
        </button>
      ))}
    </nav>
  );
}
