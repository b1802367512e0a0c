/** What can be done at the station, each with its key. */
import { AlignVerticalJustifyCenter, ArchiveRestore, CheckCheck, CircleCheck, EyeOff, FileInput, FilePlus2, type LucideIcon, Merge, RotateCw, ScanLine, ScanSearch, Split, SquareArrowRight, Square } from "lucide-react";
import type { ScannedPageRow } from "@/api/generated/api";
import type { VerbKey } from "@/components/VerbBar";
import { t } from "@/lib/i18n";

export type BatchVerb = "scan" | "stop" | "next" | "release" | "reopen";
export type PageVerb = "accept" | "assign" | "split" | "merge" | "turn" | "hide" | "straighten" | "move_to" | "rescan";

interface Shown<V> {
  verb: V;
  keys: string;
  icon: LucideIcon;
}

const ofBatch: Shown<BatchVerb>[] = [
  { verb: "scan", keys: "Ctrl+S", icon: ScanLine },
  { verb: "stop", keys: "Ctrl+Shift+S", icon: Square },
  { verb: "next", keys: "F3", icon: ScanSearch },
  { verb: "release", keys: "Ctrl+U", icon: CheckCheck },
  { verb: "reopen", keys: "Ctrl+Shift+U", icon: ArchiveRestore },
];

const ofPage: Shown<PageVerb>[] = [
  { verb: "accept", keys: "Ctrl+J", icon: CircleCheck },
  { verb: "assign", keys: "Ctrl+P", icon: FileInput },
  { verb: "split", keys: "Ctrl+D", icon: Split },
  { verb: "merge", keys: "Ctrl+Shift+D", icon: Merge },
  { verb: "turn", keys: "Ctrl+T", icon: RotateCw },
  { verb: "hide", keys: "Ctrl+Shift+X", icon: EyeOff },
  { verb: "straighten", keys: "Ctrl+Shift+K", icon: AlignVerticalJustifyCenter },
  { verb: "move_to", keys: "Ctrl+M", icon: SquareArrowRight },
  { verb: "rescan", keys: "Ctrl+Shift+R", icon: FilePlus2 },
];

export const batchVerbs = (): VerbKey<BatchVerb>[] => ofBatch.map((it) => ({ ...it, label: t(`station_verb.${it.verb}`), when: t(`station_when.${it.verb}`) }));

/** One key leaves a page out and brings it back, another leaves it as it was scanned and straightens it: each says which of the two it does. */
export const pageVerbs = ({ is_hidden, is_as_scanned }: ScannedPageRow): VerbKey<PageVerb>[] => {
  const label = (verb: PageVerb) => {
    if (verb === "hide" && is_hidden) return t("station_verb.show");
    if (verb === "straighten" && !is_as_scanned) return t("station_verb.as_scanned");
    return t(`station_verb.${verb}`);
  };
  return ofPage.map((it) => ({ ...it, label: label(it.verb), when: t(`station_when.${it.verb}`) }));
};
