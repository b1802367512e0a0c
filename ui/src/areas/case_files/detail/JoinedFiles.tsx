/** The files joined to this one for good (pevný křížový odkaz); Enter shows one of them. */
import type { CaseFileRow } from "@/api/generated/api";
import { StateWord } from "@/components/StateWord";
import { fileMark } from "@/lib/caseFiles";
import { t } from "@/lib/i18n";

interface Props {
  rows: CaseFileRow[];
  onCaseFile: (caseFile: string) => void;
}

export function JoinedFiles({ rows, onCaseFile }: Props) {
  if (rows.length === 0) return null;
  return (
    <section className="files" aria-label={t("case_file.joined")}>
      <h3>{t("case_file.joined")}</h3>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className="record-line" data-joined={row.id} title={row.subject} onClick={() => onCaseFile(row.id)}>
              <span className="numbers">{fileMark(row.mark)}</span>
              <span className="clip record-subject">{row.subject}</span>
              <StateWord state={row.state} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
