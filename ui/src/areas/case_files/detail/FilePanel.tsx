/** What is asked before something is done with a case file: the panel of the verb or print that was called. */
import { api, type CaseFileDetail } from "@/api/generated/api";
import { SettlePanel } from "@/components/SettlePanel";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import type { FilePrint } from "../print/FilePrintBar";
import { FilePrintPanel } from "../print/FilePrintPanel";
import { AssignFilePanel } from "./AssignFilePanel";
import { CloseDialog } from "./CloseDialog";
import { CorrectFilePanel } from "./CorrectFilePanel";
import { EventPanel } from "./EventPanel";
import { JoinPanel } from "./JoinPanel";
import { MovePanel } from "./MovePanel";
import { SPOILS } from "./panel";
import { PartPanel } from "./PartPanel";
import { ReopenPanel } from "./ReopenPanel";
import type { FileVerb } from "./verbs";

interface Props {
  panel: FileVerb | FilePrint | null;
  detail: CaseFileDetail;
  onClose: () => void;
}

/** What settling does to the documents in the file: how many are settled with it, and how many nobody has accepted yet. */
function settleHelp({ documents }: CaseFileDetail): string {
  const open = documents.map((it) => it.document).filter((it) => it.state !== "settled" && it.state !== "cancelled");
  const waiting = open.filter((it) => it.state === "assigned" || it.state === "unassigned" || it.state === "returned");
  if (open.length === 0) return t("file_settle.help_none");
  const settled = t("file_settle.help", { n: open.length });
  if (waiting.length === 0) return settled;
  return `${settled} ${open.length === 1 ? t("file_settle.waiting_only") : t("file_settle.waiting", { n: waiting.length })}`;
}

export function FilePanel({ panel, detail, onClose }: Props) {
  const { id, mark, jid } = detail.row;
  if (panel === null) return null;
  if (panel === "cover" || panel === "list") return <FilePrintPanel print={panel} row={detail.row} onDone={onClose} onLeave={onClose} />;
  const done = () => {
    say(t(`file_done.${panel}`, { mark: mark ?? jid }));
    onClose();
  };
  const ways = { detail, onDone: done, onLeave: onClose };
  if (panel === "assign") return <AssignFilePanel {...ways} />;
  if (panel === "close") return <CloseDialog {...ways} />;
  if (panel === "reopen") return <ReopenPanel {...ways} />;
  if (panel === "event") return <EventPanel {...ways} />;
  if (panel === "correct") return <CorrectFilePanel {...ways} />;
  if (panel === "move") return <MovePanel {...ways} />;
  if (panel === "join") return <JoinPanel {...ways} />;
  if (panel === "part") return <PartPanel {...ways} />;
  return (
    <SettlePanel
      label={t("file_verb.settle")}
      title={t("file_settle.title")}
      help={settleHelp(detail)}
      act={(way, note, reason) => api.settleCaseFile({ case_file: id, way, note, reason })}
      spoils={SPOILS}
      onDone={done}
      onLeave={onClose}
    />
  );
}
