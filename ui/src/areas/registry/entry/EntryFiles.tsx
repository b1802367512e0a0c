/** Files to be attached when the letter is registered. */
import { Paperclip, X } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "@/components/Button";
import { FilePath } from "@/components/FilePath";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { sayProblem } from "@/lib/messages";
import { chooseFiles } from "@/lib/system";

interface Props {
  files: string[];
  onChange: (files: string[]) => void;
  initialTyped: string;
  onTyped: (typed: string) => void;
  problem?: string | undefined;
  scope: RefObject<HTMLElement | null>;
}

export function EntryFiles({ files, onChange, initialTyped, onTyped, problem, scope }: Props) {
  const add = (paths: string[]) => onChange([...new Set([...files, ...paths])]);
  const choose = () => void chooseFiles().then(add, sayProblem);
  useActions([{ id: "entry.attach", label: t("files.choose"), keys: "Ctrl+O", run: choose, isHinted: true }], scope);
  return (
    <div className="entry-files field-full">
      <FilePath name="files" onAdd={add} onChoose={choose} chooseKeys="Ctrl+O" initialTyped={initialTyped} onTyped={onTyped} problem={problem} />
      {files.length > 0 && (
        <ul className="plain-list" aria-label={t("files.to_attach")}>
          {files.map((path) => (
            <li key={path} data-file={path}>
              <Paperclip size={14} aria-hidden />
              <span className="clip" title={path}>
                {path.split(/[\\/]/).pop()}
              </span>
              <Button look="quiet" icon={X} onPress={() => onChange(files.filter((it) => it !== path))}>
                {t("files.leave_out")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
