/** The chosen document: facts, what can be done with it, its files and its history. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { focusNamed } from "@/components/Flow";
import { History } from "@/components/History";
import { Notice } from "@/components/Notice";
import { VerbBar } from "@/components/VerbBar";
import { useActions } from "@/lib/actions";
import { nameRecord } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useDocument } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { PrintBar } from "../print/PrintBar";
import type { Print } from "../print/usePrint";
import { DocumentPanel } from "./DocumentPanel";
import { Facts } from "./Facts";
import { Files } from "./Files";
import { mayDo, type Verb, verbsFurther, verbsOfLetter } from "./verbs";

interface Ways {
  onLeave: () => void;
  onReply: (detail: DocumentDetail) => void;
  onCaseFile: (caseFile: string) => void;
  /** A new number opens the correction. */
  correct: number;
}

export function DocumentPane({ document, ...ways }: Ways & { document: string | null }) {
  const box = useRef<HTMLElement>(null);
  const query = useDocument(document);
  const isOpen = document !== null;
  // Opened again, a restricted one is noted again; a desk that was locked has left everything.
  useEffect(() => (isOpen ? () => void api.leaveDocument().catch(() => {}) : undefined), [isOpen]);
  const detail = document === null ? undefined : query.data;
  useActions([{ id: "detail.leave", label: t("detail.leave"), keys: "Escape", run: ways.onLeave, isHinted: true, isLocal: true }], box);
  // The pane stays while what is in it changes: the focus may stand in it before the document is read.
  return (
    <article ref={box} className="pane detail" data-part="detail" data-detail={detail?.row.id} tabIndex={-1} aria-label={detail?.row.subject ?? t("detail.pane")}>
      {detail ? (
        <Document key={detail.row.id} detail={detail} box={box} {...ways} />
      ) : (
        <Notice>{document === null ? t("detail.none") : query.isError ? sentence(query.error) : t("detail.loading")}</Notice>
      )}
    </article>
  );
}

/** What is done at once, with nothing to ask. */
const acts = { accept: api.acceptDocument, withdraw: api.withdrawDocument, reregister: api.reregisterDocument };

interface DocumentProps extends Ways {
  detail: DocumentDetail;
  box: RefObject<HTMLElement | null>;
}

function Document({ detail, box, correct, onReply, onCaseFile }: DocumentProps) {
  const [panel, setPanel] = useState<Verb | Print | null>(null);
  const id = detail.row.id;
  const close = () => {
    setPanel(null);
    box.current?.focus();
  };
  const act = useWrite((verb: keyof typeof acts) => acts[verb]({ document: id }), ["documents"], {
    onDone: (_, verb) => {
      say(t(`done.${verb}`, { record: nameRecord(detail.row) }));
      box.current?.focus();
    },
  });
  const start = (verb: Verb) => {
    if (verb in acts) act.run(verb as keyof typeof acts);
    else if (verb === "attach") focusNamed(box.current, "attach_path");
    else if (verb === "reply") onReply(detail);
    else if (verb === "show_file") onCaseFile(detail.row.case_file!);
    else setPanel(verb);
  };
  useEffect(() => {
    if (correct > 0 && detail.may.includes("correct")) setPanel("correct");
  }, [correct, detail.may]);
  const may = (verb: Verb) => mayDo(detail, verb);
  return (
    <>
      <VerbBar label={t("detail.verbs")} verbs={verbsOfLetter()} may={may} open={panel} onVerb={start} isBusy={act.isRunning} />
      <VerbBar label={t("detail.file_verbs")} verbs={verbsFurther()} may={may} open={panel} onVerb={start} isBusy={act.isRunning} look="further" />
      <DocumentPanel key={panel} panel={panel} detail={detail} onClose={close} />
      <Facts detail={detail} />
      <PrintBar row={detail.row} open={panel} onAsk={setPanel} />
      <Files detail={detail} />
      <History rows={detail.history} />
    </>
  );
}
