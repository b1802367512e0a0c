/** What is asked before something is done with the document: the panel of the verb that was called. */
import { api, type DocumentDetail } from "@/api/generated/api";
import { ReasonPanel } from "@/components/ReasonPanel";
import { SettlePanel } from "@/components/SettlePanel";
import { nameRecord } from "@/lib/format";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import type { Tag } from "@/lib/queries";
import { PrintPanel } from "../print/PrintPanel";
import type { Print } from "../print/usePrint";
import { AssignPanel } from "./AssignPanel";
import { CorrectPanel } from "./CorrectPanel";
import { DeadlinePanel } from "./DeadlinePanel";
import { DispatchPanel } from "./DispatchPanel";
import { FoundPanel } from "./FoundPanel";
import { LetterPanel } from "./LetterPanel";
import { InsertPanel } from "./InsertPanel";
import { ReturnedPanel } from "./ReturnedPanel";
import { SentPanel } from "./SentPanel";
import type { Verb } from "./verbs";

/** What asks for a reason and nothing else. */
const reasoned = {
  refuse: ({ row }: DocumentDetail, reason: string) => api.refuseDocument({ document: row.id, reason }),
  cancel: ({ row }: DocumentDetail, reason: string) => api.cancelDocument({ document: row.id, reason }),
  take_out: ({ row }: DocumentDetail, reason: string) => api.takeOutDocument({ document: row.id, case_file: row.case_file ?? "", reason }),
  reopen: ({ row }: DocumentDetail, reason: string) => api.reopenDocument({ document: row.id, reason }),
};

const isReasoned = (panel: Verb | Print): panel is keyof typeof reasoned => panel in reasoned;

/** A case file counts its documents and shows how they stand. */
const SPOILS: readonly Tag[] = ["documents", "case_files"];

interface Props {
  panel: Verb | Print | null;
  detail: DocumentDetail;
  onClose: () => void;
}

export function DocumentPanel({ panel, detail, onClose }: Props) {
  const { id } = detail.row;
  const record = nameRecord(detail.row);
  const done = (verb: Verb) => () => {
    say(t(`done.${verb}` as "done.assign", { record }));
    onClose();
  };
  const deadlineDone = (isSet: boolean) => {
    say(t(isSet ? "done.deadline" : "done.no_deadline", { record }));
    onClose();
  };
  if (panel === null) return null;
  if (panel === "assign") return <AssignPanel detail={detail} onDone={done("assign")} onLeave={onClose} />;
  if (panel === "correct") return <CorrectPanel detail={detail} onDone={done("correct")} onLeave={onClose} />;
  if (panel === "deadline") return <DeadlinePanel detail={detail} onDone={deadlineDone} onLeave={onClose} />;
  if (panel === "letter") return <LetterPanel detail={detail} onDone={onClose} onLeave={onClose} />;
  if (panel === "dispatch") return <DispatchPanel detail={detail} onDone={done("dispatch")} onLeave={onClose} />;
  if (panel === "sent") return <SentPanel detail={detail} onDone={done("sent")} onLeave={onClose} />;
  if (panel === "returned") return <ReturnedPanel detail={detail} onDone={done("returned")} onLeave={onClose} />;
  if (panel === "found") return <FoundPanel detail={detail} onDone={done("found")} onLeave={onClose} />;
  if (panel === "insert") return <InsertPanel detail={detail} onDone={done("insert")} onLeave={onClose} />;
  if (panel === "label" || panel === "receipt") {
    const said = t(`done.${panel}`, { record: nameRecord(detail.row) });
    return <PrintPanel print={panel} documents={[detail.row.id]} said={said} fileName={`${detail.row.jid}.pdf`} onDone={onClose} onLeave={onClose} />;
  }
  if (panel === "settle") {
    return (
      <SettlePanel
        label={t("verb.settle")}
        title={t("settle.title")}
        act={(way, note, reason) => api.settleDocument({ document: id, way, note, reason })}
        spoils={SPOILS}
        onDone={done("settle")}
        onLeave={onClose}
      />
    );
  }
  const verb = panel;
  if (!isReasoned(verb)) return null;
  return (
    <ReasonPanel
      name={verb}
      label={t(`verb.${verb}`)}
      title={t(`${verb}.title`)}
      help={t(`${verb}.help`)}
      look={verb === "cancel" ? "danger" : "primary"}
      act={(reason) => reasoned[verb](detail, reason)}
      spoils={SPOILS}
      onDone={done(verb)}
      onLeave={onClose}
    />
  );
}
