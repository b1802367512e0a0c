/** How dates, times, numbers and lengths are written in the language of the window. */
import { currentLanguage, t } from "./i18n";

/** What a clerk knows a record by: its reference number, or its JID while it has none, and what it is about. */
export function nameRecord(row: { reference: string | null; jid: string; subject: string }): string {
  return `${row.reference ?? row.jid} („${shortened(row.subject)}“)`;
}

/** So many letters of a subject tell one record from another; a message of four lines would push the lists aside. */
const MAX_NAMED = 70;

function shortened(subject: string): string {
  if (subject.length <= MAX_NAMED) return subject;
  const cut = subject.slice(0, MAX_NAMED);
  // Between words, where there is one near the end.
  const end = cut.lastIndexOf(" ");
  return `${(end > MAX_NAMED / 2 ? cut.slice(0, end) : cut).replace(/[\s,.;:–-]+$/, "")}…`;
}

const locale = () => (currentLanguage() === "cs" ? "cs-CZ" : "en-GB");

/** The office's day begins and ends in Prague, wherever the device stands. */
const inPrague = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Prague",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
  hourCycle: "h23",
});

interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

function localTime(instant: string): LocalTime | undefined {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return undefined;
  const parts = Object.fromEntries(inPrague.formatToParts(at).map((it) => [it.type, Number(it.value)]));
  return parts as unknown as LocalTime;
}

/** `22. 11. 2026`. */
export function formatDate(instant: string): string {
  const at = localTime(instant);
  if (!at) return instant;
  if (currentLanguage() === "cs") return `${at.day}. ${at.month}. ${at.year}`;
  return new Date(instant).toLocaleDateString(locale(), { timeZone: "Europe/Prague", day: "numeric", month: "short", year: "numeric" });
}

/** A day as the desk writes it, `2026-12-03`, as it is read and typed: `3. 12. 2026`. */
export function formatDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return year && month && date ? `${date}. ${month}. ${year}` : day;
}

/** Today in Prague, written so that days sort as texts. */
export function todayInPrague(): string {
  const at = localTime(new Date().toISOString());
  return at ? [at.year, at.month, at.day].map((it) => String(it).padStart(2, "0")).join("-") : "";
}

/** `9:05`; an hour has no leading zero here. */
export function formatTime(instant: string): string {
  const at = localTime(instant);
  return at ? `${at.hour}:${String(at.minute).padStart(2, "0")}` : "";
}

/** `22. 11. 2026`, as it is typed in any language. */
export function typedDate(instant: string): string {
  const at = localTime(instant);
  return at ? `${at.day}. ${at.month}. ${at.year}` : instant;
}

/** The time as it is typed; none where only the day is known. */
export function typedTime(instant: string): string {
  const at = localTime(instant);
  if (!at || isMidnight(at)) return "";
  const seconds = at.second > 0 ? `:${String(at.second).padStart(2, "0")}` : "";
  return `${formatTime(instant)}${seconds}`;
}

/** `22. 11. 2026 9:05`. */
export function formatInstant(instant: string): string {
  return localTime(instant) ? `${formatDate(instant)} ${formatTime(instant)}` : instant;
}

const isMidnight = (at: LocalTime) => at.hour === 0 && at.minute === 0 && at.second === 0;

/** A delivery: at midnight to the second only the day is known. */
export function formatDelivery(instant: string): string {
  const at = localTime(instant);
  return at && isMidnight(at) ? formatDate(instant) : formatInstant(instant);
}

/** Only the time when it was today, else only the date: what a narrow column has room for. */
export function formatShort(instant: string, now: Date): string {
  return formatDate(instant) === formatDate(now.toISOString()) ? formatTime(instant) : formatDate(instant);
}

/** `1 250`. */
export function formatNumber(number: number): string {
  return number.toLocaleString(locale());
}

/** `1,2 MB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && size < 10 ? 1 : 0;
  return `${size.toLocaleString(locale(), { maximumFractionDigits: digits })} ${units[unit]}`;
}

/** "za 3 min", "5 s": how long something takes or differs, in the one unit that matters. */
export function formatSeconds(seconds: number): string {
  const whole = Math.abs(Math.round(seconds));
  if (whole < 90) return t("format.seconds", { n: whole });
  if (whole < 5400) return t("format.minutes", { n: Math.round(whole / 60) });
  return t("format.hours", { n: Math.round(whole / 3600) });
}
