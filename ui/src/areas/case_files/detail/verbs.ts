/** What can be done with a case file, each with its key. */
import { Archive, CalendarCheck, CircleCheck, CircleUser, FolderTree, Link, type LucideIcon, Pencil, RotateCcw, Unlink } from "lucide-react";
import type { VerbKey } from "@/components/VerbBar";
import { t } from "@/lib/i18n";

export type FileVerb = "settle" | "close" | "reopen" | "event" | "correct" | "assign" | "move" | "join" | "part";

const shown: { verb: FileVerb; keys: string; icon: LucideIcon }[] = [
  { verb: "settle", keys: "Ctrl+S", icon: CircleCheck },
  { verb: "close", keys: "Ctrl+Shift+K", icon: Archive },
  { verb: "reopen", keys: "Ctrl+Shift+S", icon: RotateCcw },
  { verb: "event", keys: "Ctrl+Shift+L", icon: CalendarCheck },
  { verb: "correct", keys: "Ctrl+E", icon: Pencil },
  { verb: "assign", keys: "Ctrl+Shift+D", icon: CircleUser },
  { verb: "move", keys: "Ctrl+Shift+M", icon: FolderTree },
  { verb: "join", keys: "Ctrl+B", icon: Link },
  { verb: "part", keys: "Ctrl+Shift+B", icon: Unlink },
];

export const fileVerbs = (): VerbKey<FileVerb>[] => shown.map((it) => ({ ...it, label: t(`file_verb.${it.verb}`), when: t(`file_when.${it.verb}`) }));
