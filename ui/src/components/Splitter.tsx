/** The line between list and detail: dragged, or moved with arrows, Home and End. */
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { t } from "@/lib/i18n";

const MIN = 250;
const MAX = 750;
const STEP = 20;

interface Props {
  /** Width of the list in parts of a thousand. */
  value: number;
  /** Called while it moves. */
  onMove: (value: number) => void;
  /** Called when it stands still: what is to be remembered. */
  onSettled: (value: number) => void;
}

export const clampWidth = (value: number) => Math.min(MAX, Math.max(MIN, Math.round(value)));

export function Splitter({ value, onMove, onSettled }: Props) {
  const line = useRef<HTMLDivElement>(null);
  const latest = useRef(value);
  const move = (wanted: number) => {
    latest.current = clampWidth(wanted);
    onMove(latest.current);
  };
  const onPointerMove = (event: PointerEvent) => {
    const whole = line.current?.parentElement?.getBoundingClientRect();
    if (!whole || !line.current?.hasPointerCapture(event.pointerId)) return;
    move(((event.clientX - whole.left) / whole.width) * 1000);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: value - STEP, ArrowRight: value + STEP, Home: MIN, End: MAX }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
    onSettled(latest.current);
  };
  return (
    <div
      ref={line}
      className="splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("splitter.label")}
      aria-valuenow={Math.round(value / 10)}
      aria-valuemin={MIN / 10}
      aria-valuemax={MAX / 10}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => line.current?.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onPointerUp={() => onSettled(latest.current)}
    />
  );
}
