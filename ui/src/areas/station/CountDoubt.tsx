/** Why pages may be missing, and the key that says they were counted. */
import type { BatchDetail } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";

export function CountDoubt({ batch, onAccept }: { batch: BatchDetail; onAccept: () => void }) {
  // What nothing came of is no pile yet, unless something went through.
  const isDoubtful = batch.count_doubt !== null && (batch.row.n_pages > 0 || batch.count_doubt !== "unfinished");
  useActions([{ id: "station.counted", label: t("station.counted"), keys: "Ctrl+Shift+J", run: onAccept, isEnabled: isDoubtful, isHinted: true }]);
  if (!isDoubtful) return null;
  const why =
    batch.count_doubt === "miscounted"
      ? t("station.miscounted", { said: batch.n_said ?? 0, came: batch.n_came ?? 0 })
      : t(batch.count_doubt === "interrupted" ? "station.interrupted" : "station.unfinished", { came: batch.row.n_pages });
  const stopped = batch.stopped === null ? "" : sentence({ kind: "unavailable", code: batch.stopped, field: null, args: {} });
  return (
    <Notice tone="warning">
      <p>{[stopped, why].filter(Boolean).join(" ")}</p>
      <Button keys="Ctrl+Shift+J" onPress={onAccept}>
        {t("station.counted")}
      </Button>
    </Notice>
  );
}
