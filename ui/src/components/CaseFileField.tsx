/** A case file, found by its mark, its JID or by words of what it is about. */
import { api, type CaseFileList, type CaseFileRow } from "@/api/generated/api";
import { fileName } from "@/lib/caseFiles";
import { t } from "@/lib/i18n";
import { type Choice, Combobox } from "./Combobox";

const MOST = 20;

interface Props {
  name: string;
  label: string;
  value: Choice | null;
  onChange: (value: Choice | null) => void;
  onTyped: (typed: string) => void;
  initialTyped?: string | undefined;
  /** Among which it is looked for. */
  among: CaseFileList;
  /** One that is not offered: a file is not joined to itself. */
  except?: string | null;
  problem?: string | undefined;
  help?: string;
  isRequired?: boolean;
}

export function CaseFileField({ name, label, value, onChange, onTyped, initialTyped, among, except, problem, help, isRequired = true }: Props) {
  const find = async (typed: string) => {
    const page = await api.listCaseFiles({ query: { list: among, search: typed.trim(), after: null, limit: MOST } });
    return page.rows.filter((it) => it.id !== except).map(choiceOf);
  };
  return (
    <Combobox
      name={name}
      label={label}
      value={value}
      onChange={onChange}
      onTyped={onTyped}
      initialTyped={initialTyped}
      find={find}
      delayMs={120}
      problem={problem}
      help={help ?? t("case_file.help")}
      isRequired={isRequired}
      whenNone={t("case_file.none_found")}
    />
  );
}

const choiceOf = (it: CaseFileRow): Choice => ({ id: it.id, label: fileName(it), note: [it.unit, it.person].filter(Boolean).join(" · ") });
