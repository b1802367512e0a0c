/** The chosen document: facts, what can be done with it, its files and its history. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { focusNamed } from "@/components/Flow";
import { Notice } from "@/components/Notice";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { sentence } from "@/lib/problem";
import { useDocument } from "@/lib/queries";
import { useWrite } from "@/lib/write";
import { PrintBar } from "../print/PrintBar";
import { PrintPanel } from "../print/PrintPanel";
import type { Print } from "../print/usePrint";
import { AssignPanel } from "./AssignPanel";
import { CorrectPanel } from "./CorrectPanel";
import { Facts } from "./Facts";
import { Files } from "./Files";
import { History } from "./History";
import { ReasonPanel } from "./ReasonPanel";
import { type Verb, VerbBar } from "./VerbBar";

interface Props {
  document: string | null;
  onLeave: () => void;
  /** A new number opens the correction. */
  correct: number;
}

export function DocumentPane({ document, onLeave, correct }: Props) {
  const box = useRef<HTMLElement>(null);
  const query = useDocument(document);
  const detail = document === null ? undefined : query.data;
  useActions([{ id: "detail.leave", label: t("detail.leave"), keys: "Escape", run: onLeave, isHinted: true, isLocal: true }], box);
  // The pane stays while what is in it changes: the focus may stand in it before the document is read.
  return (
    <article ref={box} className="pane detail" data-part="detail" data-detail={detail?.row.id} tabIndex={-1} aria-label={detail?.row.subject ?? t("detail.pane")}>
      {detail ? (
        <Document key={detail.row.id} detail={detail} box={box} correct={correct} />
      ) : (
        <Notice>{document === null ? t("detail.none") : query.isError ? sentence(query.error) : t("detail.loading")}</Notice>
      )}
    </article>
  );
}

/** What is done at once, with nothing to ask. */
const acts = { accept: api.acceptDocument, withdraw: api.withdrawDocument };

interface DocumentProps {
  detail: DocumentDetail;
  box: RefObject<HTMLElement | null>;
  correct: number;
}

function Document({ detail, box, correct }: DocumentProps) {
  const [panel, setPanel] = useState<Verb | Print | null>(null);
  const id = detail.row.id;
  const close = () => {
    setPanel(null);
    box.current?.focus();
  };
  const act = useWrite((verb: "accept" | "withdraw") => acts[verb]({ document: id }), ["documents"], {
    onDone: (_, verb) => {
      say(t(`done.${verb}`, { jid: detail.row.jid }));
      box.current?.focus();
    },
  });
  const start = (verb: Verb) => {
    if (verb === "accept" || verb === "withdraw") act.run(verb);
    else if (verb === "attach") focusNamed(box.current, "attach_path");
    else setPanel(verb);
  };
  useEffect(() => {
    if (correct > 0 && detail.may.includes("correct")) setPanel("correct");
  }, [correct, detail.may]);
  const done = (verb: Verb) => () => {
    say(t(`done.${verb}`, { jid: detail.row.jid }));
    close();
  };
  return (
    <>
      <VerbBar may={detail.may} open={panel} onVerb={start} isBusy={act.isRunning} />
      {panel === "assign" && <AssignPanel detail={detail} onDone={done("assign")} onLeave={close} />}
      {panel === "correct" && <CorrectPanel detail={detail} onDone={done("correct")} onLeave={close} />}
      {(panel === "refuse" || panel === "cancel") && (
        <ReasonPanel
          key={panel}
          verb={panel}
          act={(reason) => (panel === "refuse" ? api.refuseDocument({ document: id, reason }) : api.cancelDocument({ document: id, reason }))}
          onDone={done(panel)}
          onLeave={close}
        />
      )}
      {(panel === "label" || panel === "receipt") && <PrintPanel key={panel} print={panel} detail={detail} onDone={close} onLeave={close} />}
      <Facts detail={detail} />
      <PrintBar row={detail.row} open={panel} onAsk={setPanel} />
      <Files detail={detail} />
      <History rows={detail.history} />
    </>
  );
}
