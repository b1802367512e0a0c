/** Days as the desk reads them, as far as tests type them. */
import { fold } from "@/lib/fold";
import { refused } from "./data";

const FROM_TODAY: Record<string, number> = { dnes: 0, today: 0, vcera: -1, yesterday: -1 };

/** Reads a typed day; what is missing in it is today's. */
export function readDay(typed: string, today: string): { date: string; shown: string } {
  const [day = 0, month = 0, year = 0] = numbers(today);
  const word = fold(typed.trim());
  const days = FROM_TODAY[word] ?? (/^[+-]\d+$/.test(word) ? Number(word) : undefined);
  if (days !== undefined) return at(year, month, day + days);
  const [typedDay, typedMonth = month, typedYear = year] = numbers(word);
  if (typedDay === undefined) throw refused("date_not_understood", "delivered_on");
  return at(typedYear < 100 ? 2000 + typedYear : typedYear, typedMonth, typedDay);
}

const numbers = (text: string) => text.match(/\d+/g)?.map(Number) ?? [];

function at(year: number, month: number, day: number) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return { date: date.toISOString().slice(0, 10), shown: `${date.getUTCDate()}. ${date.getUTCMonth() + 1}. ${date.getUTCFullYear()}` };
}
