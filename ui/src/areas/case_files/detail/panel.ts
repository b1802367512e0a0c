/** What every panel of a case file needs, and what its writes spoil. */
import type { CaseFileDetail } from "@/api/generated/api";
import type { Tag } from "@/lib/queries";

/** What is done with a file shows in its documents, too. */
export const SPOILS: readonly Tag[] = ["case_files", "documents"];

export interface FilePanelProps {
  detail: CaseFileDetail;
  onDone: () => void;
  onLeave: () => void;
}
