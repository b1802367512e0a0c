/** What can be done with a document, each with its key: with the letter itself, and further with its deadline and its case file. */
import { Ban, BookPlus, CalendarClock, CircleCheck, CircleUser, FileInput, FileOutput, FileText, FolderOpen, FolderPlus, Hand, type LucideIcon, MailCheck, MailX, Paperclip, Pencil, Reply, RotateCcw, Send, Undo2 } from "lucide-react";
import type { DocumentDetail } from "@/api/generated/api";
import type { VerbKey } from "@/components/VerbBar";
import { t } from "@/lib/i18n";

export type Verb =
  | "correct"
  | "assign"
  | "withdraw"
  | "accept"
  | "refuse"
  | "deadline"
  | "cancel"
  | "attach"
  | "found"
  | "insert"
  | "take_out"
  | "settle"
  | "reopen"
  | "reregister"
  | "letter"
  | "dispatch"
  | "sent"
  | "returned"
  | "reply"
  | "show_file";

interface Shown {
  verb: Verb;
  keys: string;
  icon: LucideIcon;
  isUnhinted?: boolean;
}

const ofLetter: Shown[] = [
  { verb: "accept", keys: "Ctrl+P", icon: Hand },
  { verb: "assign", keys: "Ctrl+D", icon: CircleUser },
  { verb: "withdraw", keys: "Ctrl+Shift+R", icon: RotateCcw },
  { verb: "refuse", keys: "Ctrl+R", icon: Undo2 },
  { verb: "correct", keys: "Ctrl+E", icon: Pencil },
  { verb: "attach", keys: "Ctrl+Shift+O", icon: Paperclip, isUnhinted: true },
  { verb: "cancel", keys: "Ctrl+Shift+X", icon: Ban },
];

const further: Shown[] = [
  { verb: "deadline", keys: "Ctrl+Shift+L", icon: CalendarClock, isUnhinted: true },
  { verb: "found", keys: "Ctrl+Shift+F", icon: FolderPlus, isUnhinted: true },
  { verb: "insert", keys: "Ctrl+Shift+V", icon: FileInput, isUnhinted: true },
  { verb: "take_out", keys: "Ctrl+Shift+Y", icon: FileOutput, isUnhinted: true },
  { verb: "settle", keys: "Ctrl+S", icon: CircleCheck },
  { verb: "reopen", keys: "Ctrl+Shift+S", icon: RotateCcw, isUnhinted: true },
  { verb: "letter", keys: "Ctrl+Shift+H", icon: FileText, isUnhinted: true },
  { verb: "dispatch", keys: "Ctrl+Shift+U", icon: Send, isUnhinted: true },
  { verb: "sent", keys: "Ctrl+Shift+M", icon: MailCheck, isUnhinted: true },
  { verb: "returned", keys: "Ctrl+Shift+J", icon: MailX, isUnhinted: true },
  { verb: "reregister", keys: "Ctrl+Shift+G", icon: BookPlus, isUnhinted: true },
  { verb: "reply", keys: "Ctrl+Shift+A", icon: Reply, isUnhinted: true },
  { verb: "show_file", keys: "Ctrl+I", icon: FolderOpen, isUnhinted: true },
];

const worded = (shown: Shown[]): VerbKey<Verb>[] => shown.map((it) => ({ ...it, label: t(`verb.${it.verb}`), when: t(`when.${it.verb}`) }));

export const verbsOfLetter = () => worded(ofLetter);
export const verbsFurther = () => worded(further);

/** The desk says what may be done; whoever sees a document may answer it and go to its file. */
export function mayDo({ may, row }: DocumentDetail, verb: Verb): boolean {
  if (verb === "reply") return row.state !== "cancelled";
  if (verb === "letter") return row.origin === "own" && row.state !== "cancelled";
  if (verb === "show_file") return row.case_file !== null;
  return may.includes(verb);
}
