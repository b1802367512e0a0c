/** Where a file's path is typed or pasted; Enter adds it, Enter on an empty line goes on. */
import { FolderOpen } from "lucide-react";
import { type KeyboardEvent, useEffect, useState } from "react";
import { t } from "@/lib/i18n";
import { Button } from "./Button";
import { Field } from "./Field";

interface Props {
  name: string;
  onAdd: (paths: string[]) => void;
  onChoose: () => void;
  chooseKeys?: string;
  problem?: string | undefined;
  /** What stood there, half typed, when the form was left. */
  initialTyped?: string | undefined;
  onTyped?: (typed: string) => void;
  /** How often what was added was taken; given, the path stays in the field until it is. */
  nTaken?: number;
}

export function FilePath({ name, onAdd, onChoose, chooseKeys, problem, initialTyped = "", onTyped, nTaken }: Props) {
  const [typed, setTyped] = useState(initialTyped);
  const type = (text: string) => {
    setTyped(text);
    onTyped?.(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || !(event.target instanceof HTMLInputElement)) return;
    const paths = readPaths(typed);
    if (paths.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onAdd(paths);
    if (nTaken === undefined) type("");
  };
  useEffect(() => {
    if (nTaken !== undefined && nTaken > 0) setTyped("");
  }, [nTaken]);
  return (
    <div className="file-path" onKeyDown={onKeyDown}>
      <Field name={name} label={t("files.path")} value={typed} onChange={type} help={t("files.path_help")} problem={problem} />
      <Button icon={FolderOpen} keys={chooseKeys} onPress={onChoose}>
        {t("files.choose")}
      </Button>
    </div>
  );
}

/** Takes paths as they come from a file window: one to a line, in quotes, or as an address. */
export function readPaths(typed: string): string[] {
  return typed
    .split(/[\r\n]+/)
    .map((it) => it.trim().replace(/^["'](.*)["']$/, "$1"))
    .map((it) => (it.startsWith("file://") ? decodeURIComponent(it.slice("file://".length)) : it))
    .filter((it) => it !== "");
}
