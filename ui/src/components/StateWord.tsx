/** The state of a document or a case file: an icon and its word, never a colour alone. */
import { Archive, Ban, CircleCheck, CircleDashed, CircleUser, FolderOpen, Hand, type LucideIcon, Undo2 } from "lucide-react";
import { word } from "@/lib/i18n";

const icons: Record<string, LucideIcon> = {
  unassigned: CircleDashed,
  assigned: CircleUser,
  in_hand: Hand,
  returned: Undo2,
  settled: CircleCheck,
  cancelled: Ban,
  open: FolderOpen,
  closed: Archive,
};

export function StateWord({ state }: { state: string }) {
  const Icon = icons[state] ?? CircleDashed;
  return (
    <span className={`state state-${state}`}>
      <Icon size={14} aria-hidden />
      <span>{word("state", state)}</span>
    </span>
  );
}
