/** The columns of the list of case files. The desk orders it: those founded last come first. */
import type { TextId } from "@/lib/i18n";

export const columns: { id: string; label: TextId }[] = [
  { id: "mark", label: "file_column.mark" },
  { id: "subject", label: "column.subject" },
  { id: "class", label: "file_column.class" },
  { id: "documents", label: "file_column.documents" },
  { id: "unit", label: "file_column.keeper" },
  { id: "founded", label: "file_column.founded" },
  { id: "state", label: "column.state" },
];
