/** What can be done with the document, each with its key; what is not allowed now stays in its place, grey. */
import { Ban, CircleUser, Hand, type LucideIcon, Paperclip, Pencil, RotateCcw, Undo2 } from "lucide-react";
import { Button } from "@/components/Button";
import { useActions } from "@/lib/actions";
import { t } from "@/lib/i18n";

export type Verb = "correct" | "assign" | "withdraw" | "accept" | "refuse" | "cancel" | "attach";

const verbs: { verb: Verb; keys: string; icon: LucideIcon }[] = [
  { verb: "accept", keys: "Ctrl+P", icon: Hand },
  { verb: "assign", keys: "Ctrl+D", icon: CircleUser },
  { verb: "withdraw", keys: "Ctrl+Shift+R", icon: RotateCcw },
  { verb: "refuse", keys: "Ctrl+R", icon: Undo2 },
  { verb: "correct", keys: "Ctrl+E", icon: Pencil },
  { verb: "attach", keys: "Ctrl+Shift+O", icon: Paperclip },
  { verb: "cancel", keys: "Ctrl+Shift+X", icon: Ban },
];

interface Props {
  may: string[];
  open: string | null;
  onVerb: (verb: Verb) => void;
  isBusy: boolean;
}

export function VerbBar({ may, open, onVerb, isBusy }: Props) {
  useActions(
    verbs.map(({ verb, keys }) => ({
      id: `verb.${verb}`,
      label: t(`verb.${verb}`),
      keys,
      run: () => onVerb(verb),
      isEnabled: may.includes(verb) && !isBusy,
      isHinted: verb !== "attach",
    })),
  );
  return (
    <div className="verbs" role="toolbar" aria-label={t("detail.verbs")}>
      {verbs.map(({ verb, keys, icon }) => (
        <Button key={verb} icon={icon} keys={keys} onPress={() => onVerb(verb)} isDisabled={!may.includes(verb) || isBusy} isExpanded={open === verb}>
          {t(`verb.${verb}`)}
        </Button>
      ))}
    </div>
  );
}
