/** What a reply takes over from the document it answers. */
import type { DocumentDetail } from "@/api/generated/api";
import type { Choice } from "@/components/Combobox";
import { fileMark } from "@/lib/caseFiles";
import { t } from "@/lib/i18n";

export interface Reply {
  document: string;
  /** The number and subject it is known by. */
  name: string;
  subject: string;
  /** A reply belongs into the file of what it answers. */
  case_file: Choice | null;
}

export function replyTo({ row }: DocumentDetail): Reply {
  return {
    document: row.id,
    name: `${row.reference ?? row.jid} – ${row.subject}`,
    subject: t("reply.subject", { subject: row.subject }),
    case_file: row.case_file === null ? null : { id: row.case_file, label: fileMark(row.file_mark) },
  };
}
