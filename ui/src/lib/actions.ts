/**
 * Everything that can be done now, in one place: keys, hints, help and the palette all read it.
 *
 * An action of a scope counts only while the focus is inside it; the innermost scope wins, so the same key may mean
 * one thing in a form and another in a list.
 */
import { type RefObject, useEffect, useRef, useSyncExternalStore } from "react";
import { t } from "./i18n";
import { isChord, isEditable, isOfFields } from "./keys";
import { say } from "./messages";

export interface Action {
  id: string;
  label: string;
  keys?: string;
  run: () => void;
  isEnabled?: boolean;
  /** Shown in the hint line while it counts. */
  isHinted?: boolean;
  /** Said when its key is pressed while it is not enabled: when it can be done. */
  whyNot?: string;
  /** Done once for each press: a key held down does not do it again. */
  isOnce?: boolean;
  /** Done with the chosen record: not from a search, whose finds it may not be among. */
  isOfRecord?: boolean;
  /** Kept from the palette: moves that mean something only where the focus stands. */
  isLocal?: boolean;
}

interface Group {
  actions: Action[];
  scope: RefObject<HTMLElement | null> | undefined;
}

const groups = new Set<Group>();
const listeners = new Set<() => void>();
let version = 0;

function changed(): void {
  version += 1;
  listeners.forEach((it) => it());
}

/** Offers actions while the component stands. */
export function useActions(actions: Action[], scope?: RefObject<HTMLElement | null>): void {
  const group = useRef<Group>({ actions, scope });
  group.current.actions = actions;
  useEffect(() => {
    const it = group.current;
    groups.add(it);
    changed();
    return () => {
      groups.delete(it);
      changed();
    };
  }, []);
  // Labels and keys are what others show; the functions are read when they run.
  const shown = actions.map((it) => `${it.id} ${it.label} ${it.keys} ${it.isEnabled} ${it.isHinted}`).join("\n");
  useEffect(changed, [shown]);
}

/** Groups that count now, innermost scope first. */
function groupsInFocus(): Group[] {
  const focus = document.activeElement;
  const overlay = focus?.closest("[role=dialog]") ?? null;
  const counting = [...groups].filter((it) => {
    const scope = it.scope?.current ?? null;
    if (overlay && !(scope && overlay.contains(scope))) return false;
    return it.scope === undefined || (scope !== null && scope.contains(focus));
  });
  const depth = (it: Group) => {
    let n = 0;
    for (let at = it.scope?.current ?? null; at; at = at.parentElement) n += 1;
    return n;
  };
  return counting.sort((a, b) => depth(b) - depth(a));
}

/** The actions that count now; of two with one key only the inner one. */
export function actionsInFocus(): Action[] {
  const taken = new Set<string>();
  const isSearching = isInSearch();
  return groupsInFocus()
    .flatMap((it) => it.actions)
    .filter((it) => {
      if (it.isOfRecord && isSearching) return false;
      if (it.isEnabled === false || (it.keys !== undefined && taken.has(it.keys))) return false;
      if (it.keys !== undefined) taken.add(it.keys);
      return true;
    });
}

const isInSearch = () => document.activeElement?.closest("[role=search]") != null;

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const isMeant = (it: Action) => {
    if (it.keys === undefined || !isChord(event, it.keys)) return false;
    return !(isOfFields(it.keys) && isEditable(event.target));
  };
  const wanted = actionsInFocus().find(isMeant);
  const run = wanted ? wanted.run : refusalOf(groupsInFocus().flatMap((it) => it.actions).find(isMeant));
  if (!run) return;
  event.preventDefault();
  event.stopPropagation();
  if (!(wanted?.isOnce && event.repeat)) run();
}

/** A key that does nothing now says why: silence would be taken for done. */
function refusalOf(action: Action | undefined): (() => void) | undefined {
  if (action?.isOfRecord && isInSearch()) return () => say(t("search.choose_first"), "problem");
  const whyNot = action?.isEnabled === false ? action.whyNot : undefined;
  return whyNot === undefined ? undefined : () => say(whyNot, "problem");
}

/** Listens to the keyboard for the whole window. */
export function useActionKeys(): void {
  useEffect(() => {
    window.addEventListener("keydown", onKeyDown, true);
    window.addEventListener("focusin", changed);
    return () => {
      window.removeEventListener("keydown", onKeyDown, true);
      window.removeEventListener("focusin", changed);
    };
  }, []);
}

/** Renders again whenever what can be done changes, or the focus does. */
export function useActionsInFocus(): Action[] {
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => version,
  );
  return actionsInFocus();
}
