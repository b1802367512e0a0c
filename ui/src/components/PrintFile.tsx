/** The file a print goes to: its path is typed or pasted, or chosen in the system's window. */
import { FolderOpen } from "lucide-react";
import type { RefObject } from "react";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { sayProblem } from "@/lib/messages";
import { choosePlace } from "@/lib/system";
import { Button } from "./Button";
import { Field } from "./Field";

interface Props {
  label: string;
  value: string;
  onChange: (path: string) => void;
  /** What the file is called unless the clerk says otherwise. */
  fileName: string;
  problem?: string | undefined;
  /** Where the key that chooses the place counts. */
  scope: RefObject<HTMLElement | null>;
}

export function PrintFile({ label, value, onChange, fileName, problem, scope }: Props) {
  const choose = () => void choosePlace(fileName).then((path) => path !== null && onChange(path), sayProblem);
  useActions([{ id: "print.choose_place", label: t("print.choose_place"), keys: "Ctrl+O", run: choose, isHinted: true }], scope);
  return (
    <div className="file-path field-full">
      <Field name="path" label={label} value={value} onChange={onChange} problem={problem} />
      <Button icon={FolderOpen} keys="Ctrl+O" onPress={choose}>
        {t("print.choose_place")}
      </Button>
    </div>
  );
}
