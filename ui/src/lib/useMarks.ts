/** Which rows of a list are marked, to do one thing with all of them. */
import { useCallback, useEffect, useState } from "react";

export interface Marks {
  marked: ReadonlySet<string>;
  /** Marks, or takes the marks away. */
  mark: (ids: string[], isMarked: boolean) => void;
  clear: () => void;
}

/** The marks of one list: another list, or another search in it, begins without any. */
export function useMarks(listKey: string): Marks {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const mark = useCallback(
    (ids: string[], isMarked: boolean) =>
      setMarked((now) => {
        const then = new Set(now);
        ids.forEach((it) => (isMarked ? then.add(it) : then.delete(it)));
        return then;
      }),
    [],
  );
  const clear = useCallback(() => setMarked((now) => (now.size === 0 ? now : new Set())), []);
  useEffect(clear, [clear, listKey]);
  return { marked, mark, clear };
}
