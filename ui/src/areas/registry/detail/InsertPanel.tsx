/** Puts the document into an open case file; says in which it was seen, so that nobody's move is undone unseen. */
import { useEffect, useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { CaseFileField } from "@/components/CaseFileField";
import type { Choice } from "@/components/Combobox";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { t } from "@/lib/i18n";
import { useWrite } from "@/lib/write";

interface Props {
  detail: DocumentDetail;
  onDone: () => void;
  onLeave: () => void;
}

export function InsertPanel({ detail, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [file, setFile] = useState<Choice | null>(null);
  const [seen] = useState(detail.row.case_file);
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "case_file"), []);
  const insert = useWrite(() => api.insertDocument({ document: detail.row.id, case_file: file?.id ?? "", seen }), ["documents", "case_files"], {
    onDone,
    onProblem: refuse,
  });
  const finish = () => insert.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="insert">
      <Flow label={t("verb.insert")} onFinish={finish} finishLabel={t("verb.insert")} onLeave={onLeave} isDisabled={insert.isRunning}>
        <h2>{t("insert.title")}</h2>
        <div className="fields">
          <CaseFileField
            name="case_file"
            label={t("field.case_file")}
            value={file}
            onChange={(it) => {
              setFile(it);
              clear();
            }}
            onTyped={clear}
            among="open"
            except={seen}
            problem={problemOf("case_file")}
          />
        </div>
        <PanelButtons label={t("verb.insert")} onFinish={finish} onLeave={onLeave} isBusy={insert.isRunning} />
      </Flow>
    </div>
  );
}
