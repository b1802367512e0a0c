/** A new password, written twice, because nobody can read what was typed. */
import type { UiProblem } from "@/api/generated/api";
import { t } from "@/lib/i18n";
import { Field } from "./Field";

export const MIN_PASSWORD_CHARS = 10;

interface Props {
  typed: { password: string; password_again: string };
  onChange: (part: { password?: string; password_again?: string }) => void;
  problemOf: (field: string) => string | undefined;
}

export function NewPassword({ typed, onChange, problemOf }: Props) {
  const isDifferent = typed.password_again !== "" && !typed.password.startsWith(typed.password_again);
  return (
    <>
      <Field
        name="password"
        type="password"
        autoComplete="new-password"
        label={t("password.new")}
        help={t("password.help", { min: MIN_PASSWORD_CHARS })}
        value={typed.password}
        onChange={(password) => onChange({ password })}
        problem={problemOf("password")}
        isRequired
      />
      <Field
        name="password_again"
        type="password"
        autoComplete="new-password"
        label={t("password.again")}
        value={typed.password_again}
        onChange={(password_again) => onChange({ password_again })}
        problem={problemOf("password_again") ?? (isDifferent ? t("password.different") : undefined)}
        isRequired
      />
    </>
  );
}

/** What is wrong with the pair before the desk is asked; the desk checks the length again. */
export function newPasswordProblem(password: string, again: string): UiProblem | null {
  if ([...password].length < MIN_PASSWORD_CHARS)
    return { kind: "refused", code: "password_too_short", field: "password", args: { min: String(MIN_PASSWORD_CHARS) } };
  if (password !== again) return { kind: "refused", code: "passwords_differ", field: "password_again", args: {} };
  return null;
}
