/** The chosen case file: facts, what can be done with it, its documents in their order, joined files and history. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { api, type CaseFileDetail } from "@/api/generated/api";
import { History } from "@/components/History";
import { Notice } from "@/components/Notice";
import { VerbBar } from "@/components/VerbBar";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useCaseFile } from "@/lib/queries";
import { type FilePrint, FilePrintBar } from "../print/FilePrintBar";
import { FileDocuments } from "./FileDocuments";
import { FileFacts } from "./FileFacts";
import { FilePanel } from "./FilePanel";
import { JoinedFiles } from "./JoinedFiles";
import { type FileVerb, fileVerbs } from "./verbs";

interface Ways {
  onLeave: () => void;
  onDocument: (document: string) => void;
  onCaseFile: (caseFile: string) => void;
}

export function CaseFilePane({ caseFile, ...ways }: Ways & { caseFile: string | null }) {
  const box = useRef<HTMLElement>(null);
  const query = useCaseFile(caseFile);
  const isOpen = caseFile !== null;
  // Opened again, what is restricted in it is noted again.
  useEffect(() => (isOpen ? () => void api.leaveDocument().catch(() => {}) : undefined), [isOpen]);
  const detail = caseFile === null ? undefined : query.data;
  useActions([{ id: "case_file.leave", label: t("detail.leave"), keys: "Escape", run: ways.onLeave, isHinted: true, isLocal: true }], box);
  // The pane stays while what is in it changes: the focus may stand in it before the file is read.
  return (
    <article ref={box} className="pane detail" data-part="detail" data-detail={detail?.row.id} tabIndex={-1} aria-label={detail?.row.subject ?? t("case_file.pane")}>
      {detail ? (
        <CaseFile key={detail.row.id} detail={detail} box={box} {...ways} />
      ) : (
        <Notice>{caseFile === null ? t("case_file.none") : query.isError ? sentence(query.error) : t("case_file.loading")}</Notice>
      )}
    </article>
  );
}

interface CaseFileProps extends Ways {
  detail: CaseFileDetail;
  box: RefObject<HTMLElement | null>;
}

function CaseFile({ detail, box, onDocument, onCaseFile }: CaseFileProps) {
  const [panel, setPanel] = useState<FileVerb | FilePrint | null>(null);
  const close = () => {
    setPanel(null);
    box.current?.focus();
  };
  return (
    <>
      <VerbBar label={t("case_file.verbs")} verbs={fileVerbs()} may={(it) => detail.may.includes(it)} open={panel} onVerb={setPanel} />
      <FilePanel key={panel} panel={panel} detail={detail} onClose={close} />
      <FileFacts detail={detail} />
      <FilePrintBar row={detail.row} open={panel} onAsk={setPanel} />
      <FileDocuments rows={detail.documents} onDocument={onDocument} />
      <JoinedFiles rows={detail.joined} onCaseFile={onCaseFile} />
      <History rows={detail.history} />
    </>
  );
}
