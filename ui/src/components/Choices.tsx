/** A few words of which one counts; arrows choose. */
interface Props {
  name: string;
  label: string;
  value: string;
  options: { id: string; label: string }[];
  onChange: (value: string) => void;
  /** Takes part in the Enter walk of its form: Enter goes on with the chosen one. */
  isInFlow?: boolean;
}

export function Choices({ name, label, value, options, onChange, isInFlow }: Props) {
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {options.map((it) => (
        <label key={it.id}>
          <input type="radio" name={name} value={it.id} checked={it.id === value} onChange={() => onChange(it.id)} {...(isInFlow && it.id === value ? { "data-flow": "" } : {})} />
          <span>{it.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
