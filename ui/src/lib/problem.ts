/** Turns what the desk refuses into the sentence a clerk reads. */
import cs from "@locales/problems.cs.json";
import en from "@locales/problems.en.json";
import csReasons from "@locales/reasons.cs.json";
import enReasons from "@locales/reasons.en.json";
import type { UiProblem } from "@/api/generated/api";
import { formatBytes } from "./format";
import { currentLanguage, t, word } from "./i18n";

const sentences: Record<string, Record<string, string>> = { cs, en };
const reasons: Record<string, Record<string, string>> = { cs: csReasons, en: enReasons };

/** Returns what happened and what to do next. */
export function sentence(problem: UiProblem): string {
  const known = sentences[currentLanguage()]?.[problem.code] ?? t("problem.unknown", { code: problem.code });
  return known.replace(/\{(\w+)\}/g, (hole, name: string) => argument(problem, name) ?? hole);
}

/** Lengths come raw and are written the way people read them; reasons come as code words. */
function argument(problem: UiProblem, name: string): string | undefined {
  const raw = problem.args[name];
  if (name === "why" && raw !== undefined) return reasons[currentLanguage()]?.[raw] ?? raw;
  if (problem.code === "search_value_unknown" && name === "field" && raw !== undefined) return word("search.field", raw);
  if (raw === undefined || !/^-?\d+$/.test(raw)) return raw;
  if (problem.code === "file_too_large") return formatBytes(Number(raw));
  return raw;
}

export function isProblem(thrown: unknown): thrown is UiProblem {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "args" in thrown;
}

/** Takes anything thrown as a problem, so that nothing is ever shown raw. */
export function toProblem(thrown: unknown): UiProblem {
  if (isProblem(thrown)) return thrown;
  console.error(thrown);
  return { kind: "broken", code: "broken", field: null, args: { incident: "UI" } };
}
