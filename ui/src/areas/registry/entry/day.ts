/** How a day is kept while it is typed: as a day of the calendar and never as a word, which means another day tomorrow. */
import { api } from "@/api/generated/api";

/** Says whether this is a day as the desk writes it, the same on whatever day it is read. */
export const isWholeDay = (text: string) => /^\d{1,2}\. \d{1,2}\. \d{4}$/.test(text);

/** Puts the day that is meant in the place of "včera"; what is not understood stays. */
export async function withWholeDay<T extends { delivered_on: string }>(values: T): Promise<T> {
  const typed = values.delivered_on.trim();
  if (typed === "" || isWholeDay(typed)) return values;
  const read = await api.readDate({ typed }).catch(() => null);
  return read ? { ...values, delivered_on: read.shown } : values;
}
