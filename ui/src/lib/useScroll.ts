/**
 * The scrolled window of rows.
 *
 * Web views clamp very tall elements, so a long list gets a shorter scroll range and its rows are laid out by the
 * scaled place; a row's height stays what it is.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef } from "react";
import { withActive } from "./withActive";

export const ROW_PX = 32;
/** The head of the columns, which stays above the rows; the same as `--head-height`. */
const HEAD_PX = 30;
const TALLEST_PX = 8_000_000;

/** How tall the rows' part of the list is. */
export function viewOf(element: HTMLElement | null): number {
  return (element?.clientHeight || 640 + HEAD_PX) - HEAD_PX;
}

export function useScroll(box: RefObject<HTMLDivElement | null>, count: number, active: number) {
  const heightPx = Math.min(count * ROW_PX, TALLEST_PX);
  const rowsPx = count * ROW_PX;
  // Listeners outlive the render they were made in and must measure the list as it is now.
  const measure = useRef<(element: HTMLElement) => number>(() => 1);
  measure.current = (element) => {
    const viewPx = viewOf(element);
    return heightPx > viewPx ? Math.max(1, (rowsPx - viewPx) / (heightPx - viewPx)) : 1;
  };

  const virtual = useVirtualizer<HTMLDivElement, HTMLElement>({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    initialRect: { width: 800, height: 640 },
    observeElementOffset: (_, tell) => {
      const element = box.current;
      if (!element) return;
      const onScroll = () => tell(element.scrollTop * measure.current(element), false);
      onScroll();
      element.addEventListener("scroll", onScroll, { passive: true });
      return () => element.removeEventListener("scroll", onScroll);
    },
    rangeExtractor: (range) => withActive(range, active),
  });

  const offset = box.current ? box.current.scrollTop * measure.current(box.current) : 0;
  const showRow = (index: number) => {
    const element = box.current;
    if (!element || index < 0) return;
    const top = index * ROW_PX;
    const scale = measure.current(element);
    const seen = element.scrollTop * scale;
    const height = viewOf(element);
    if (top < seen) element.scrollTop = top / scale;
    else if (top + ROW_PX > seen + height) element.scrollTop = (top + ROW_PX - height) / scale;
  };
  // A list that became shorter must not stand scrolled past its end.
  useLayoutEffect(() => {
    const element = box.current;
    if (element && element.scrollTop > heightPx) element.scrollTop = 0;
  }, [box, heightPx]);

  const items = virtual.getVirtualItems();
  const inSight = items.filter((it) => it.index !== active);
  const first = inSight[0]?.index ?? 0;
  return {
    items,
    offset,
    heightPx,
    showRow,
    seen: { from: first, to: inSight[inSight.length - 1]?.index ?? first },
  };
}
