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
/** What was typed last, whether the desk has it already or not. */
const held = new Map<string, string>();
/** What the desk is known to have. */
const stored = new Map<string, string>();
/** The saves of a draft go one after the other, so that the last one typed is the last one stored. */
const saves = new Map<string, Promise<boolean>>();
const standing = new Set<() => Promise<boolean>>();
/** Counted up whenever a person leaves: what of theirs is still on its way is not for the next. */
let sitting = 0;

/** Returns the draft, or an empty text. */
export async function loadDraft(name: string): Promise<string> {
  const known = held.get(name);
  if (known !== undefined) return known;
  const body = (await api.loadDraft({ name })) ?? "";
  stored.set(name, body);
  held.set(name, body);
  return body;
}

/** The draft as it was last loaded or typed here. */
export function heldDraft(name: string): string {
  return held.get(name) ?? "";
}

/** Says whether the draft was looked for already. */
export function isHeld(name: string): boolean {
  return held.has(name);
}

/** Saves what is being typed now; a desk that is locked would refuse it. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...standing].map((it) => it()));
}

/** Forgets what is held: the next person must not meet the drafts of the last one. */
export function forgetDrafts(): void {
  sitting += 1;
  held.clear();
  stored.clear();
  saves.clear();
}

/** Returns whether it is safe now. What could not be kept is said. */
function save(name: string, body: string, of: number): Promise<boolean> {
  if (of !== sitting) return Promise.resolve(true);
  held.set(name, body);
  const next = (saves.get(name) ?? Promise.resolve(true)).then(() => store(name, body, of));
  saves.set(name, next);
  return next;
}

async function store(name: string, body: string, of: number): Promise<boolean> {
  if (of !== sitting || (stored.get(name) ?? "") === body) return true;
  try {
    await api.saveDraft({ name, body });
    if (of === sitting) stored.set(name, body);
    return true;
  } catch (problem) {
    if (of === sitting) sayProblem(problem);
    return false;
  }
}

/**
 * Saves `body` whenever it stood still; an empty body drops the draft. Returns what drops it at once.
 *
 * A form that is left has no time to wait for what the desk still reads in it: `complete` puts that into the draft.
 */
export function useDraft(name: string, body: string, complete: (body: string) => Promise<string> = async (it) => it): () => void {
  const latest = useRef(body);
  latest.current = body;
  const of = useRef(sitting);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    let isOver = false;
    // What found no room is tried again while it stands there.
    const attempt = async () => {
      if (!(await save(name, latest.current, of.current)) && !isOver) timer.current = setTimeout(attempt, AGAIN_AFTER_MS);
    };
    timer.current = setTimeout(attempt, SAVE_AFTER_MS);
    return () => {
      isOver = true;
      clearTimeout(timer.current);
    };
  }, [name, body]);
  useEffect(() => {
    const flush = async () => {
      const left = latest.current;
      const isSafe = await save(name, left, of.current);
      const whole = await complete(left);
      // Whoever opened the form again meanwhile goes on from there.
      return whole === left || held.get(name) !== left ? isSafe : save(name, whole, of.current);
    };
    standing.add(flush);
    return () => {
      standing.delete(flush);
      void flush();
    };
  }, [name]);
  return useCallback(() => {
    clearTimeout(timer.current);
    latest.current = "";
    void save(name, "", of.current);
  }, [name]);
}
