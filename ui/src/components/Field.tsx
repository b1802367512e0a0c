/** A line of text with its label, what helps to fill it, and what is wrong with it, all tied together. */
import type { ReactNode } from "react";
import { FieldError, Input, Label, Text, TextField } from "react-aria-components";

export interface FieldProps {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Called when the focus goes elsewhere. */
  onLeave?: () => void;
  /** What is wrong; tied to the field for a screen reader. */
  problem?: string | undefined;
  /** What helps, such as how a date was understood. */
  help?: ReactNode;
  type?: "text" | "password" | "email";
  isDisabled?: boolean;
  isRequired?: boolean;
  isNumeric?: boolean;
  autoComplete?: string;
  size?: "short" | "half" | "wide";
}

export function Field(props: FieldProps) {
  const { name, label, value, onChange, problem, help, type = "text", size = "wide" } = props;
  return (
    <TextField
      className={`field field-${size}`}
      name={name}
      type={type}
      value={value}
      onChange={onChange}
      isDisabled={props.isDisabled ?? false}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      autoComplete={props.autoComplete ?? "off"}
      {...(props.onLeave ? { onBlur: props.onLeave } : {})}
      {...(props.isNumeric ? { inputMode: "numeric" as const } : {})}
    >
      <Label>
        {label}
        {props.isRequired && <RequiredMark />}
      </Label>
      <Input data-flow="" spellCheck={type === "text"} aria-required={props.isRequired || undefined} />
      {help && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </TextField>
  );
}

/** Marks what must be filled; the screen reader hears it from the field. */
export function RequiredMark() {
  return (
    <span className="required" aria-hidden>
      {" *"}
    </span>
  );
}
