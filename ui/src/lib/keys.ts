/** Keys as the clerk reads them ("Ctrl+Shift+N") and as the keyboard sends them, on Czech and English layouts. */
import { t } from "./i18n";

interface Chord {
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
  key: string;
}

function parse(keys: string): Chord {
  const parts = keys.split("+");
  const key = parts.pop() ?? "";
  return { ctrl: parts.includes("Ctrl"), shift: parts.includes("Shift"), alt: parts.includes("Alt"), key };
}

/** Says whether the event is this chord. */
export function isChord(event: KeyboardEvent, keys: string): boolean {
  if (event.getModifierState?.("AltGraph")) return false;
  const chord = parse(keys);
  if ((event.ctrlKey || event.metaKey) !== chord.ctrl || event.altKey !== chord.alt) return false;
  // The row above the letters carries accents on a Czech layout, so digits are known by their place.
  if (/^\d$/.test(chord.key)) {
    const isPlace = event.code === `Digit${chord.key}` || event.code === `Numpad${chord.key}`;
    return (isPlace || event.key === chord.key) && (!event.shiftKey || event.key === chord.key);
  }
  // A slash needs Shift on a Czech layout.
  if (chord.key === "/") return event.key === "/";
  if (chord.key === "Space") return event.key === " " && event.shiftKey === chord.shift;
  return event.shiftKey === chord.shift && event.key.toLowerCase() === chord.key.toLowerCase();
}

/** A key that a text field needs for itself: what writes or moves in it, takes back what was typed, or pastes it plain. */
export function isOfFields(keys: string): boolean {
  const chord = parse(keys);
  if (["Ctrl+A", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Shift+V"].includes(keys)) return true;
  return !chord.ctrl && !chord.alt && !/^F\d+$/.test(chord.key) && chord.key !== "Escape";
}

const words: Record<string, "key.escape" | "key.delete" | "key.space"> = { Escape: "key.escape", Delete: "key.delete", Space: "key.space" };
const signs: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", PageDown: "Page Down", PageUp: "Page Up" };

/** The chord as it is printed on buttons. */
export function showKeys(keys: string): string {
  return keys
    .split("+")
    .map((it) => (words[it] ? t(words[it]) : (signs[it] ?? it)))
    .join("+");
}

export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}
