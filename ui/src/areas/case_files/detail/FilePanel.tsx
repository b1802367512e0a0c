/** What is asked before something is done with a case file: the panel of the verb or print that was called. */
import { api, type CaseFileDetail } from "@/api/generated/api";
import { SettlePanel } from "@/components/SettlePanel";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import type { FilePrint } from "../print/FilePrintBar";
import { FilePrintPanel } from "../print/FilePrintPanel";
import { AssignFilePanel } from "./AssignFilePanel";
import { CloseDialog } from "./CloseDialog";
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
  if (panel === "move") return <MovePanel {...ways} />;
  if (panel === "join") return <JoinPanel {...ways} />;
  if (panel === "part") return <PartPanel {...ways} />;
  return (
    <SettlePanel
      label={t("file_verb.settle")}
      title={t("file_settle.title")}
      help={t("file_settle.help")}
      act={(way, note, reason) => api.settleCaseFile({ case_file: id, way, note, reason })}
      spoils={SPOILS}
      onDone={done}
      onLeave={onClose}
    />
  );
}
