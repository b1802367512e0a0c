/** Puts conditions together as they are typed, so that the search field and the desk read the same text. */
import type { SearchFieldRow } from "@/api/generated/api";

export type Join = "and" | "or" | "not";

/** A condition as it is typed; a value of several words in quotes. */
export function condition(field: string, value: string): string {
  const clean = value.replaceAll('"', " ").trim().replace(/\s+/g, " ");
  const quoted = /[\s()]/.test(clean) ? `"${clean}"` : clean;
  return field === "words" || field === "slova" ? quoted : `${field}:${quoted}`;
}

/** Joins a condition to what is there: always to the whole of it, so that the order of typing says what is meant. */
export function joined(present: string, join: Join, added: string): string {
  const before = present.trim();
  if (before === "") return join === "not" ? `NOT ${added}` : added;
  if (join === "or") return `${before} OR ${added}`;
  const whole = /\b(OR|NEBO)\b/.test(before) ? `(${before})` : before;
  return join === "not" ? `${whole} NOT ${added}` : `${whole} ${added}`;
}

/** A field and a value by the names of the language the window speaks. */
export const typedName = (it: Pick<SearchFieldRow, "name" | "czech">, language: string) => (language === "cs" ? it.czech : it.name);
