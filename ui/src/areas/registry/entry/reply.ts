/** What a reply takes over from the document it answers. */
import type { DocumentDetail, PartyRow } from "@/api/generated/api";
import type { Choice } from "@/components/Combobox";
import { fileMark } from "@/lib/caseFiles";
import { t } from "@/lib/i18n";

export interface Reply {
  document: string;
  /** The number and subject it is known by. */
  name: string;
  subject: string;
  /** A reply goes to whoever wrote; drafts of before do not say it. */
  addressee?: PartyRow | null;
  /** A reply belongs into the file of what it answers. */
  case_file: Choice | null;
}

export function replyTo({ row, sender_id, sender_address }: DocumentDetail): Reply {
  return {
    document: row.id,
    name: `${row.reference ?? row.jid} – ${row.subject}`,
    addressee: sender_id === null ? null : { id: sender_id, name: row.sender, kind: "", company_number: "", address: sender_address },
    subject: t("reply.subject", { subject: row.subject }),
    case_file: row.case_file === null ? null : { id: row.case_file, label: fileMark(row.file_mark) },
  };
}
