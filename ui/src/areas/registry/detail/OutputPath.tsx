/** Attaches the output version of a file that archives do not take as it is (decree § 23): by its path or by the chooser. */
import { type RefObject, useEffect } from "react";
import { api, type FileRow } from "@/api/generated/api";
import { FilePath } from "@/components/FilePath";
import { focusNamed } from "@/components/Flow";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { say, sayProblem } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { chooseFile } from "@/lib/system";
import { useWrite } from "@/lib/write";

interface Props {
  document: string;
  file: FileRow;
  /** The item of the file, where its keys count. */
  scope: RefObject<HTMLElement | null>;
  onClose: () => void;
}

export function OutputPath({ document, file, scope, onClose }: Props) {
  useEffect(() => focusNamed(scope.current, "output_path"), [scope]);
  const attach = useWrite((path: string) => api.attachFile({ document, path, output_of: file.id }), ["documents", "files"], {
    onDone: () => {
      say(t("done.attach_output", { name: file.name }));
      onClose();
    },
    onProblem: (problem) => problem.field === "files",
  });
  const choose = () => void chooseFile().then((path) => path !== null && attach.run(path), sayProblem);
  useActions(
    [
      { id: `file.output_choose.${file.id}`, label: t("files.choose"), keys: "Ctrl+O", run: choose, isHinted: true, isLocal: true },
      { id: `file.output_leave.${file.id}`, label: t("flow.leave"), keys: "Escape", run: onClose, isHinted: true, isLocal: true },
    ],
    scope,
  );
  return (
    <FilePath
      name="output_path"
      onAdd={([path]) => path !== undefined && attach.run(path)}
      onChoose={choose}
      chooseKeys="Ctrl+O"
      onTyped={attach.clear}
      nTaken={0}
      problem={attach.problem?.field === "files" ? sentence(attach.problem) : undefined}
    />
  );
}
