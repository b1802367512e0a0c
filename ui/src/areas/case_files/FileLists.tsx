/** The lists of case files, Alt+1 to Alt+6. */
import type { CaseFileList } from "@/api/generated/api";
import { KeyHint } from "@/components/KeyHint";
import { useActions } from "@/lib/actions";
import { formatNumber } from "@/lib/format";
import { t } from "@/lib/i18n";
import { useFileCounts } from "@/lib/queries";

const lists: CaseFileList[] = ["open", "mine", "settled", "closed", "all", "to_ask"];

interface Props {
  chosen: CaseFileList;
  onChoose: (list: CaseFileList) => void;
}

export function FileLists({ chosen, onChoose }: Props) {
  const counts = useFileCounts().data;
  useActions(
    lists.map((list, at) => ({ id: `file_list.${list}`, label: t("work_list.go", { list: t(`file_list.${list}`) }), keys: `Alt+${at + 1}`, run: () => onChoose(list) })),
  );
  return (
    <nav className="work-lists" aria-label={t("file_list.label")}>
      {lists.map((list, at) => (
        <button key={list} type="button" className="work-list" aria-current={list === chosen || undefined} data-list={list} onClick={() => onChoose(list)}>
          <span className="clip">{t(`file_list.${list}`)}</span>
          <span className="count numbers">{counts ? formatNumber(counts[list]) : ""}</span>
          <KeyHint keys={`Alt+${at + 1}`} />
        </button>
      ))}
    </nav>
  );
}
