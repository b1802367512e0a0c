/** What can be done with a record, each with its key. */
import type { LucideIcon } from "lucide-react";
import { useActions } from "@/lib/actions";
import { Button } from "./Button";

export interface VerbKey<V extends string> {
  verb: V;
  /** Its word. */
  label: string;
  keys: string;
  icon: LucideIcon;
  /** Says when it can be done, for whoever presses its key when it cannot. */
  when?: string;
  /** Kept from the hint line, which has room for few. */
  isUnhinted?: boolean;
}

interface Props<V extends string> {
  /** Names the bar for a screen reader. */
  label: string;
  verbs: VerbKey<V>[];
  may: (verb: V) => boolean;
  /** Whose panel is open. */
  open: string | null;
  onVerb: (verb: V) => void;
  isBusy?: boolean;
  /**
   * The first bar of a record stays in sight, and what is not allowed now stays in its place, grey. Another one goes with
   * what stands under it and shows only what is allowed: most of it excludes the rest, and the room is for the facts.
   */
  look?: "first" | "further";
}

export function VerbBar<V extends string>({ label, verbs, may, open, onVerb, isBusy, look = "first" }: Props<V>) {
  useActions(
    verbs.map((it) => ({
      id: `verb.${it.verb}`,
      label: it.label,
      keys: it.keys,
      run: () => onVerb(it.verb),
      isEnabled: may(it.verb) && !isBusy,
      isHinted: !it.isUnhinted,
      isOfRecord: true,
      ...(it.when !== undefined && !may(it.verb) ? { whyNot: it.when } : {}),
    })),
  );
  const shown = look === "first" ? verbs : verbs.filter((it) => may(it.verb));
  if (shown.length === 0) return null;
  return (
    <div className={look === "first" ? "verbs" : "further-verbs"} role="toolbar" aria-label={label}>
      {shown.map((it) => (
        <Button
          key={it.verb}
          {...(look === "further" ? { look: "quiet" as const } : {})}
          icon={it.icon}
          keys={it.keys}
          onPress={() => onVerb(it.verb)}
          isDisabled={!may(it.verb) || isBusy}
          isExpanded={open === it.verb}
        >
          {it.label}
        </Button>
      ))}
    </div>
  );
}
