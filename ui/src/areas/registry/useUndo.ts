/** Takes back the last change this person made here; it stays in the history, and so does that it was taken back. */
import { api } from "@/api/generated/api";
import { nameRecord } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useWrite } from "@/lib/write";

export function useUndo(): () => void {
  const undo = useWrite(() => api.undo(), ["documents"], {
    onDone: (undone) => say(undone ? t(`undone.${undone.verb}` as "undone.correct_document", { record: nameRecord(undone) }) : t("undo.nothing")),
  });
  return () => undo.run(undefined);
}
