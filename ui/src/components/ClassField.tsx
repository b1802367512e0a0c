/** A class of the filing plan, found by its mark or by words of its title. */
import { useQueryClient } from "@tanstack/react-query";
import type { ClassRow } from "@/api/generated/api";
import { classTitle } from "@/lib/caseFiles";
import { fold, matches } from "@/lib/fold";
import { t } from "@/lib/i18n";
import { classesQuery, useClasses } from "@/lib/queries";
import { type Choice, Combobox } from "./Combobox";

/** A plan has thousands of classes; nobody walks more of them with arrows. */
const MOST = 50;

interface Props {
  /** Its id. */
  value: string | null;
  onChange: (value: string | null) => void;
  onTyped: (typed: string) => void;
  problem?: string | undefined;
  help?: string;
  isRequired?: boolean;
}

export function ClassField({ value, onChange, onTyped, problem, help, isRequired = true }: Props) {
  const client = useQueryClient();
  const { data: classes } = useClasses();
  const chosen = classes?.find((it) => it.id === value);
  // Whoever types before the plan came waits for it.
  const find = async (typed: string) => bestOf(await client.ensureQueryData(classesQuery), typed).map(choiceOf);
  return (
    <Combobox
      name="class"
      label={t("field.class")}
      value={chosen ? choiceOf(chosen) : null}
      onChange={(it) => onChange(it?.id ?? null)}
      onTyped={onTyped}
      find={find}
      problem={problem}
      help={help ?? t(classes?.length === 0 ? "class.none" : "class.help")}
      isRequired={isRequired}
    />
  );
}

const choiceOf = (it: ClassRow): Choice => ({ id: it.id, label: classTitle(it), note: it.retention });

/** Whoever types a mark means the class whose mark begins so, before all whose title has it somewhere. */
function bestOf(classes: ClassRow[], typed: string): ClassRow[] {
  const isMark = (it: ClassRow) => fold(it.mark).startsWith(fold(typed.trim()));
  const found = classes.filter((it) => matches(classTitle(it), typed.trim()));
  return [...found.filter(isMark), ...found.filter((it) => !isMark(it))].slice(0, MOST);
}
