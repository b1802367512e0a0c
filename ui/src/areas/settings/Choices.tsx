/** A few words of which one counts; arrows choose. */
interface Props {
  name: string;
  label: string;
  value: string;
  options: { id: string; label: string }[];
  onChange: (value: string) => void;
}

export function Choices({ name, label, value, options, onChange }: Props) {
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {options.map((it) => (
        <label key={it.id}>
          <input type="radio" name={name} value={it.id} checked={it.id === value} onChange={() => onChange(it.id)} />
          <span>{it.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
