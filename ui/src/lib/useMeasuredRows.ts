/** The scrolled window of rows that are not equally tall: those in sight are drawn, and each is measured once it is. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect } from "react";

interface Wanted {
  /** What is scrolled. */
  box: RefObject<HTMLElement | null>;
  /** What the rows are known by, in their order. */
  keys: string[];
  /** The chosen row; it comes into sight when it becomes another one, and when it is moved. */
  active: number;
  /** How tall a row may be, until it was drawn. */
  guessPx: (index: number) => number;
}

export function useMeasuredRows({ box, keys, active, guessPx }: Wanted) {
  // Another function would have every place computed anew.
  const getItemKey = useCallback((index: number) => keys[index] ?? index, [keys]);
  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count: keys.length,
    getScrollElement: () => box.current,
    getItemKey,
    estimateSize: guessPx,
    // What has no layout has no height either.
    measureElement: (element) => element.offsetHeight || guessPx(Number(element.dataset.index)),
    overscan: 10,
    initialRect: { width: 800, height: 640 },
    // The active row stays in the page even when scrolled away: the focus of the tree points to it.
    rangeExtractor: ({ startIndex, endIndex, overscan }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(keys.length - 1, endIndex + overscan);
      const indexes = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      if (active < 0 || (active >= from && active <= to)) return indexes;
      return active < from ? [active, ...indexes] : [...indexes, active];
    },
  });
  const key = keys[active];
  useEffect(() => {
    if (active >= 0 && key !== undefined) virtual.scrollToIndex(active, { align: "auto" });
  }, [virtual, active, key]);
  return { items: virtual.getVirtualItems(), heightPx: virtual.getTotalSize(), measure: virtual.measureElement };
}
