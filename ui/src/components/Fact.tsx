/** One fact of a record; an empty one is a dash, so that it is seen to be empty and not forgotten. */
import type { ReactNode } from "react";

export function Fact({ name, children, isWide }: { name: string; children: ReactNode; isWide?: boolean }) {
  return (
    <div className={isWide ? "fact is-wide" : "fact"}>
      <dt>{name}</dt>
      <dd className="numbers">{children || "–"}</dd>
    </div>
  );
}
