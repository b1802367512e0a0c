/** The scrolled window of rows that are not equally tall: those in sight are drawn, and each is measured once it is. */
import { observeElementRect, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { withActive } from "./withActive";

interface Wanted {
  /** What is scrolled. */
  box: RefObject<HTMLElement | null>;
  /** What the rows are known by, in their order. */
  keys: string[];
  /** The chosen row; it comes into sight when it becomes another one, and stays in sight when it is moved. */
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
    // Hidden beside the page, in a narrow window, the list stays as it was.
    observeElementRect: (it, tell) => observeElementRect(it, (rect) => rect.height > 0 && tell(rect)),
    overscan: 10,
    initialRect: { width: 800, height: 640 },
    rangeExtractor: (range) => withActive(range, active),
  });
  const key = keys[active];
  const shown = useRef({ key, isInSight: true });
  useEffect(() => {
    // Whoever scrolled away from it meanwhile is not thrown back by a row that came before it.
    const isFollowed = shown.current.key !== key || shown.current.isInSight;
    if (isFollowed && active >= 0 && key !== undefined) virtual.scrollToIndex(active, { align: "auto" });
  }, [virtual, active, key]);
  useEffect(() => {
    const { startIndex, endIndex } = virtual.range ?? { startIndex: 0, endIndex: keys.length };
    shown.current = { key, isInSight: active >= startIndex && active <= endIndex };
  });
  return { items: virtual.getVirtualItems(), heightPx: virtual.getTotalSize(), measure: virtual.measureElement };
}
