/**
 * Unfinished forms, kept by the desk while they are typed.
 *
 * A cut of power costs at most a quarter of a second of typing. A registered entry drops its draft at once: restoring
 * it would register the letter again.
 */
import { useCallback, useEffect, useRef } from "react";
import { api } from "@/api/generated/api";
import { sayProblem } from "./messages";

const SAVE_AFTER_MS = 250;
const AGAIN_AFTER_MS = 2000;
const held = new Map<string, string>();
const standing = new Set<() => void>();

/** Returns the draft, or an empty text. */
export async function loadDraft(name: string): Promise<string> {
  const known = held.get(name);
  if (known !== undefined) return known;
  const body = (await api.loadDraft({ name })) ?? "";
  held.set(name, body);
  return body;
}

/** The draft as it was last loaded or saved here. */
export function heldDraft(name: string): string {
  return held.get(name) ?? "";
}

/** Says whether the draft was looked for already. */
export function isHeld(name: string): boolean {
  return held.has(name);
}

/** Saves what is being typed now; a desk about to lock would refuse it later. */
export function flushDrafts(): void {
  standing.forEach((it) => it());
}

/** Forgets what is held: the next person must not meet the drafts of the last one. */
export function forgetDrafts(): void {
  held.clear();
}

/** Returns whether it is safe now. What could not be kept is said, and tried again while it stands there. */
async function save(name: string, body: string): Promise<boolean> {
  const before = held.get(name);
  if ((before ?? "") === body) return true;
  held.set(name, body);
  try {
    await api.saveDraft({ name, body });
    return true;
  } catch (problem) {
    if (held.get(name) === body) held.set(name, before ?? "");
    sayProblem(problem);
    return false;
  }
}

/** Saves `body` whenever it stood still; an empty body drops the draft. Returns what drops it at once. */
export function useDraft(name: string, body: string): () => void {
  const latest = useRef(body);
  latest.current = body;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    let isOver = false;
    const attempt = async () => {
      if (!(await save(name, body)) && !isOver) timer.current = setTimeout(attempt, AGAIN_AFTER_MS);
    };
    timer.current = setTimeout(attempt, SAVE_AFTER_MS);
    return () => {
      isOver = true;
      clearTimeout(timer.current);
    };
  }, [name, body]);
  useEffect(() => {
    const flush = () => void save(name, latest.current);
    standing.add(flush);
    return () => {
      standing.delete(flush);
      flush();
    };
  }, [name]);
  return useCallback(() => {
    clearTimeout(timer.current);
    latest.current = "";
    void save(name, "");
  }, [name]);
}
