/** Who stands at the other end: the sender of a letter, or whom an own document is written to; found in the name register. */
import { useQueryClient } from "@tanstack/react-query";
import { api, type PartyRow } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { type Choice, Combobox } from "@/components/Combobox";
import { t, word } from "@/lib/i18n";

export type Who = "sender" | "addressee";

interface Props {
  who: Who;
  value: PartyRow | null;
  onChange: (party: PartyRow | null) => void;
  onTyped: (typed: string) => void;
  initialTyped?: string | undefined;
  onNew: () => void;
  problem?: string | undefined;
}

interface PartyChoice extends Choice {
  party: PartyRow;
}

export function PartyField({ who, value, onChange, onTyped, initialTyped, onNew, problem }: Props) {
  const client = useQueryClient();
  const find = async (typed: string): Promise<PartyChoice[]> => {
    if (typed.trim() === "") return [];
    const found = await client.fetchQuery({
      queryKey: ["parties", "search", typed],
      queryFn: () => api.searchParties({ typed }),
    });
    return found.map((party) => ({ id: party.id, label: party.name, note: noteOf(party), party }));
  };
  return (
    <Combobox
      name={who}
      label={t(who === "sender" ? "field.sender" : "field.addressee_only")}
      isRequired={who === "sender"}
      value={value && { id: value.id, label: value.name }}
      onChange={(choice) => onChange(choice ? (choice as PartyChoice).party : null)}
      onTyped={onTyped}
      initialTyped={initialTyped}
      find={find}
      delayMs={120}
      problem={problem}
      help={value ? noteOf(value) : t("sender.help")}
      whenNone={
        <>
          <span>{t("sender.none")}</span>
          <Button look="quiet" keys="F8" onPress={onNew}>
            {t("party.new")}
          </Button>
        </>
      }
    />
  );
}

/** What tells namesakes apart: kind, IČO, address. */
function noteOf(party: PartyRow): string {
  const number = party.company_number && t("party.number", { number: party.company_number });
  return [word("kind", party.kind), number, party.address].filter(Boolean).join(" · ");
}
