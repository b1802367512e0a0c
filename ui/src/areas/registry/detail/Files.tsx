/** The files of the document: looked at here, opened outside, saved, fetched, attached. */
import { useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { FilePath } from "@/components/FilePath";
import { focusNamed } from "@/components/Flow";
import { useActions } from "@/lib/actions";
import { afterRender } from "@/lib/afterRender";
import { t } from "@/lib/i18n";
import { say, sayProblem } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { chooseFiles } from "@/lib/system";
import { useWrite } from "@/lib/write";
import { FileItem } from "./FileItem";

export function Files({ detail }: { detail: DocumentDetail }) {
  const [shown, setShown] = useState<string | null>(null);
  const box = useRef<HTMLElement>(null);
  const [nTaken, setTaken] = useState(0);
  const mayAttach = detail.may.includes("attach");
  const attach = useWrite(
    async (paths: string[]) => {
      for (const path of paths) await api.attachFile({ document: detail.row.id, path, output_of: null });
      return paths.length;
    },
    ["documents", "files"],
    {
      onDone: (n) => {
        setTaken((it) => it + 1);
        say(t("done.attach_n", { n }));
      },
      onProblem: (problem) => {
        const isOfPath = problem.field === "files";
        // What is wrong stands below the path, maybe below the edge of the pane.
        if (isOfPath) afterRender(() => focusNamed(box.current, "attach_path"));
        return isOfPath;
      },
    },
  );
  const choose = () => void chooseFiles().then((paths) => paths.length > 0 && attach.run(paths), sayProblem);
  useActions([{ id: "files.choose", label: t("verb.attach_choose"), keys: "Ctrl+O", run: choose, isEnabled: mayAttach && !attach.isRunning, isHinted: true }]);
  return (
    <section ref={box} className="files" aria-label={t("files.title")}>
      <h3>{t("files.count", { n: detail.files.length })}</h3>
      <ul className="plain-list">
        {detail.files.map((file) => (
          <FileItem
            key={file.id}
            file={file}
            files={detail.files}
            document={detail.row.id}
            mayAttach={mayAttach}
            isShown={shown === file.id}
            onShow={() => setShown(shown === file.id ? null : file.id)}
          />
        ))}
      </ul>
      {mayAttach && (
        <FilePath
          name="attach_path"
          onAdd={attach.run}
          onChoose={choose}
          chooseKeys="Ctrl+O"
          nTaken={nTaken}
          problem={attach.problem?.field === "files" ? sentence(attach.problem) : undefined}
        />
      )}
    </section>
  );
}
