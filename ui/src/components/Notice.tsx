/** A quiet line across a pane: what is empty, what went wrong, what is worth knowing. */
import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";

export function Notice({ tone = "info", children }: { tone?: "info" | "problem" | "warning"; children: ReactNode }) {
  const Icon = tone === "info" ? Info : CircleAlert;
  return (
    <div className={`notice notice-${tone}`} role={tone === "problem" ? "alert" : undefined}>
      <Icon size={16} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
