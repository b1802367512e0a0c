/** How dates, times, numbers and lengths are written in the language of the window. */
import { currentLanguage, t } from "./i18n";

const locale = () => (currentLanguage() === "cs" ? "cs-CZ" : "en-GB");

/** `22. 11. 2026`. */
export function formatDate(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  if (currentLanguage() === "cs") return `${at.getDate()}. ${at.getMonth() + 1}. ${at.getFullYear()}`;
  return at.toLocaleDateString(locale(), { day: "numeric", month: "short", year: "numeric" });
}

/** `9:05`; an hour has no leading zero here. */
export function formatTime(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return "";
  return `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
}

/** `22. 11. 2026 9:05`. */
export function formatInstant(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : `${formatDate(instant)} ${formatTime(instant)}`;
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
