/** The one door to the desk: every request of the generated contract goes through it. */
import { invoke } from "@tauri-apps/api/core";
import type { UiProblem } from "./generated/api";

/** Asks the desk; a refusal comes as a thrown `UiProblem`, whatever went wrong on the way. */
export async function call<T>(name: string, args: unknown): Promise<T> {
  try {
    return await invoke<T>("call", { name, args });
  } catch (thrown) {
    throw asProblem(thrown);
  }
}

/** Anything that is no problem of the desk is our fault: the clerk reads one sentence, the console the rest. */
function asProblem(thrown: unknown): UiProblem {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown) return thrown as UiProblem;
  console.error(thrown);
  return { kind: "broken", code: "broken", field: null, args: { incident: "UI" } };
}
