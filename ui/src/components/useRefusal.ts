/** What is refused of a form: it stands beside its field, and the focus goes there. */
import { type RefObject, useState } from "react";
import type { UiProblem } from "@/api/generated/api";
import { sentence } from "@/lib/problem";
import { focusNamed } from "./Flow";

export function useRefusal(box: RefObject<HTMLElement | null>) {
  const [problem, setProblem] = useState<UiProblem | null>(null);
  return {
    clear: () => setProblem(null),
    /** Returns false where the form has no such field: the message line says it then. */
    refuse: (refused: UiProblem): boolean => {
      const isHere = refused.field !== null && box.current?.querySelector(`[name="${refused.field}"]`) != null;
      setProblem(isHere ? refused : null);
      if (isHere && refused.field) focusNamed(box.current, refused.field);
      return isHere;
    },
    /** Refused because a file of that name is there: whoever confirms it again means that it be replaced. */
    mayReplace: problem?.code === "file_exists",
    problemOf: (field: string) => (problem?.field === field ? sentence(problem) : undefined),
  };
}
