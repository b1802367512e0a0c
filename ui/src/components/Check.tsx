/** A box to tick, with its word; Space ticks, Enter goes on. */
import { useId } from "react";

interface Props {
  name: string;
  label: string;
  help?: string;
  value: boolean;
  onChange: (value: boolean) => void;
}

export function Check({ name, label, help, value, onChange }: Props) {
  const id = useId();
  return (
    <div className="field check">
      <input
        id={id}
        name={name}
        type="checkbox"
        data-flow=""
        checked={value}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {help && (
        <div id={`${id}-help`} className="field-help">
          {help}
        </div>
      )}
    </div>
  );
}
