/** A new person or company, written down inside the entry; Ctrl+Enter goes back with the sender filled in. */
import { useEffect, useRef, useState } from "react";
import { api, type NewParty, type PartyRow, type UiProblem } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { Field } from "@/components/Field";
import { Flow, focusNamed } from "@/components/Flow";
import { matches } from "@/lib/fold";
import { t, type TextId, word } from "@/lib/i18n";
import { sentence } from "@/lib/problem";
import { useWrite } from "@/lib/write";

interface Props {
  value: NewParty;
  onChange: (party: NewParty) => void;
  onCreated: (party: PartyRow) => void;
  onLeave: () => void;
}

const KINDS = ["natural", "self_employed", "legal"];
type TextField = Exclude<keyof NewParty, "kind">;

/** What is asked of each kind, in the order it is written on a letterhead. */
const FIELDS: Record<string, TextField[]> = {
  natural: ["name", "surname", "address", "data_box", "email"],
  self_employed: ["name", "surname", "company", "company_number", "address", "data_box", "email"],
  legal: ["company", "company_number", "address", "data_box", "email"],
};

const WIDE: TextField[] = ["company", "address"];

/** Begins the record from what was typed as the sender. */
export function partyFromTyped(typed: string): NewParty {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  const isPerson = words.length === 2 && words.every((it) => /^\p{Lu}\p{Ll}+$/u.test(it));
  const blank = { name: "", surname: "", company: "", company_number: "", data_box: "", email: "", address: "" };
  if (isPerson) return { ...blank, kind: "natural", name: words[0] ?? "", surname: words[1] ?? "" };
  if (words.length === 1) return { ...blank, kind: "natural", surname: words[0] ?? "" };
  return { ...blank, kind: words.length === 0 ? "natural" : "legal", company: words.join(" ") };
}

/** A name written down for a person is that of the company when it turns out to be one, and nothing typed is lost. */
function asKind(party: NewParty, kind: string): NewParty {
  const name = `${party.name} ${party.surname}`.trim();
  return kind === "legal" && party.company === "" ? { ...party, kind, company: name, name: "", surname: "" } : { ...party, kind };
}

export function NewPartyForm({ value, onChange, onCreated, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<UiProblem | null>(null);
  const fields = FIELDS[value.kind] ?? [];
  useEffect(() => focusNamed(box.current, "kind"), []);
  const add = useWrite(() => api.addParty({ party: value }), ["parties"], {
    onDone: onCreated,
    onProblem: (refused) => {
      setProblem(refused);
      if (refused.field) focusNamed(box.current, refused.field);
      return refused.field !== null && fields.includes(refused.field as TextField);
    },
  });
  const problemOf = (field: string) => (problem?.field === field ? sentence(problem) : undefined);
  return (
    <div ref={box} className="subform">
      <Flow
        label={t("party.new")}
        onFinish={() => add.run(undefined)}
        finishLabel={t("party.create")}
        onLeave={onLeave}
        isDisabled={add.isRunning}
      >
        <h3>{t("party.new")}</h3>
        <div className="fields">
          <Combobox
            name="kind"
            label={t("party.kind")}
            value={{ id: value.kind, label: word("kind", value.kind) }}
            onChange={(kind) => kind && onChange(asKind(value, kind.id))}
            find={(typed) => KINDS.map((id) => ({ id, label: word("kind", id) })).filter((it) => matches(it.label, typed))}
          />
          {fields.map((field) => (
            <Field
              key={field}
              name={field}
              label={t(`party.${field}` as TextId)}
              value={value[field]}
              onChange={(text) => onChange({ ...value, [field]: text })}
              problem={problemOf(field)}
              size={WIDE.includes(field) ? "wide" : "half"}
            />
          ))}
        </div>
        <div className="buttons">
          <Button look="primary" keys="Ctrl+Enter" isInFlow onPress={() => add.run(undefined)} isDisabled={add.isRunning}>
            {t("party.create")}
          </Button>
          <Button look="quiet" keys="Escape" onPress={onLeave}>
            {t("flow.leave")}
          </Button>
        </div>
      </Flow>
    </div>
  );
}
