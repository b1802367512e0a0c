/** To whom: a unit, and a person of it. */
import type { PersonRow, UnitRow } from "@/api/generated/api";
import { type Choice, Combobox } from "@/components/Combobox";
import { matches } from "@/lib/fold";
import { t } from "@/lib/i18n";
import { usePeople, useUnits } from "@/lib/queries";

interface Props {
  unit: string | null;
  person: string | null;
  onChange: (unit: string | null, person: string | null) => void;
  problemOf: (field: string) => string | undefined;
  onTyped?: (field: "unit" | "person", typed: string) => void;
  initialTyped?: { unit: string; person: string };
}

export function UnitPerson({ unit, person, onChange, problemOf, onTyped, initialTyped }: Props) {
  const units = useUnits().data ?? [];
  const people = usePeople().data ?? [];
  const chosenUnit = units.find((it) => it.id === unit);
  const chosenPerson = people.find((it) => it.id === person);
  const inUnit = people.filter((it) => unit === null || it.unit_ids.includes(unit));
  const choosePerson = (id: string | null) => {
    const only = people.find((it) => it.id === id)?.unit_ids;
    // Whoever works in one unit says the unit too.
    onChange(unit ?? (only?.length === 1 ? (only[0] ?? null) : null), id);
  };
  return (
    <>
      <Combobox
        name="unit"
        size="half"
        label={t("field.unit")}
        value={chosenUnit ? unitChoice(chosenUnit) : null}
        onChange={(it) => onChange(it?.id ?? null, it && chosenPerson?.unit_ids.includes(it.id) === false ? null : person)}
        onTyped={(typed) => onTyped?.("unit", typed)}
        initialTyped={initialTyped?.unit}
        find={(typed) => units.map(unitChoice).filter((it) => matches(it.label, typed))}
        problem={problemOf("unit")}
      />
      <Combobox
        name="person"
        size="half"
        label={t("field.person")}
        value={chosenPerson ? { id: chosenPerson.id, label: chosenPerson.name } : null}
        onChange={(it) => choosePerson(it?.id ?? null)}
        onTyped={(typed) => onTyped?.("person", typed)}
        initialTyped={initialTyped?.person}
        find={(typed) => inUnit.filter((it) => matches(it.name, typed)).map((it) => personChoice(it, units))}
        problem={problemOf("person")}
      />
    </>
  );
}

const unitChoice = (unit: UnitRow): Choice => ({ id: unit.id, label: `${unit.code} – ${unit.name}` });

function personChoice(person: PersonRow, units: UnitRow[]): Choice {
  const codes = units.filter((it) => person.unit_ids.includes(it.id)).map((it) => it.code);
  return { id: person.id, label: person.name, note: codes.join(", ") };
}
