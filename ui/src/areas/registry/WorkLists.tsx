/** The work lists with their counts, Alt+1 to Alt+7. */
import type { WorkList, WorkListCounts } from "@/api/generated/api";
import { KeyHint } from "@/components/KeyHint";
import { useActions } from "@/lib/actions";
import { formatNumber } from "@/lib/format";
import { t } from "@/lib/i18n";
import { useCounts } from "@/lib/queries";

export const workLists: (keyof WorkListCounts)[] = ["all", "today", "without_number", "unassigned", "returned_to_me", "assigned_to_me", "with_deadline"];

interface Props {
  chosen: WorkList;
  onChoose: (list: WorkList) => void;
}

export function WorkLists({ chosen, onChoose }: Props) {
  const counts = useCounts().data;
  useActions(
    workLists.map((list, at) => ({ id: `work_list.${list}`, label: t("work_list.go", { list: t(`work_list.${list}`) }), keys: `Alt+${at + 1}`, run: () => onChoose(list) })),
  );
  return (
    <nav className="work-lists" aria-label={t("work_list.label")}>
      {workLists.map((list, at) => (
        <button key={list} type="button" className="work-list" aria-current={list === chosen || undefined} data-list={list} onClick={() => onChoose(list)}>
          <span className="clip">{t(`work_list.${list}`)}</span>
          <span className="count numbers">{counts ? formatNumber(counts[list]) : ""}</span>
          <KeyHint keys={`Alt+${at + 1}`} />
        </button>
      ))}
    </nav>
  );
}
