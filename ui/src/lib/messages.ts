/** The result of the last thing done: one line, spoken by a screen reader, replaced by the next. */
import { useSyncExternalStore } from "react";
import { sentence, toProblem } from "./problem";

export type Tone = "done" | "problem";
export interface Message {
  text: string;
  tone: Tone;
  /** Tells two equal sentences apart, so that the second is spoken too. */
  serial: number;
}

let current: Message = { text: "", tone: "done", serial: 0 };
const listeners = new Set<() => void>();

export function say(text: string, tone: Tone = "done"): void {
  current = { text, tone, serial: current.serial + 1 };
  listeners.forEach((it) => it());
}

export function sayProblem(thrown: unknown): void {
  say(sentence(toProblem(thrown)), "problem");
}

export function useMessage(): Message {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
