/** Which rows are drawn: those in sight with a few around them, and the chosen one wherever it is, since the focus points to it. */
import type { Range } from "@tanstack/react-virtual";

export function withActive({ startIndex, endIndex, overscan, count }: Range, active: number): number[] {
  const from = Math.max(0, startIndex - overscan);
  const to = Math.min(count - 1, endIndex + overscan);
  const indexes = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  if (active < 0 || active >= count || (active >= from && active <= to)) return indexes;
  return active < from ? [active, ...indexes] : [...indexes, active];
}
