/** A list beside what is chosen in it; where there is no room for both, one follows the other. */
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useState } from "react";
import { Splitter } from "./Splitter";

interface Props {
  box: RefObject<HTMLDivElement | null>;
  screen: string;
  /** Whether the chosen record is shown where only one of the two has room. */
  isBeside: boolean;
  /** Width of the list in parts of a thousand. */
  listWidth: number;
  onListWidth: (width: number) => void;
  list: ReactNode;
  children: ReactNode;
}

export function Split({ box, screen, isBeside, listWidth, onListWidth, list, children }: Props) {
  const [width, setWidth] = useState(listWidth);
  useEffect(() => setWidth(listWidth), [listWidth]);
  return (
    <div ref={box} className={`split ${screen}`} data-screen={screen} data-beside={isBeside} style={{ "--list": `${width / 10}%` } as CSSProperties}>
      <div className="list-side">{list}</div>
      <Splitter value={width} onMove={setWidth} onSettled={onListWidth} />
      <div className="detail-side">{children}</div>
    </div>
  );
}
