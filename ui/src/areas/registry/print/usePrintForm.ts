/** What the forms of prints share: where to, and what is refused of it. */
import { type RefObject, useState } from "react";
import type { PrintTarget, UiProblem } from "@/api/generated/api";
import { focusNamed } from "@/components/Flow";
import { sentence } from "@/lib/problem";

export function usePrintForm(box: RefObject<HTMLElement | null>, printer: string) {
  const [to, setTo] = useState<PrintTarget>({ printer, path: "" });
  const [typedPrinter, setTypedPrinter] = useState("");
  const [problem, setProblem] = useState<UiProblem | null>(null);
  const clear = () => setProblem(null);
  /** Puts what is refused beside its field; false where the form has no such field. */
  const refuse = (refused: UiProblem): boolean => {
    const isHere = refused.field !== null && box.current?.querySelector(`[name="${refused.field}"]`) != null;
    setProblem(isHere ? refused : null);
    if (isHere && refused.field) focusNamed(box.current, refused.field);
    return isHere;
  };
  return {
    to,
    clear,
    refuse,
    problemOf: (field: string) => (problem?.field === field ? sentence(problem) : undefined),
    /** The one that was said last counts: the file goes when a printer is chosen, the printer when a file is. */
    printerField: {
      value: to.printer,
      onTyped: (typed: string) => {
        setTypedPrinter(typed);
        clear();
      },
      onChange: (chosen: string) => {
        setTo((now) => ({ printer: chosen, path: chosen ? "" : now.path }));
        clear();
      },
    },
    fileField: {
      value: to.path,
      onChange: (path: string) => {
        setTo((now) => ({ printer: path ? "" : now.printer, path }));
        clear();
      },
    },
    /** A printer typed and not found is not silently left out. */
    hasUnknownPrinter: to.printer === "" && typedPrinter !== "",
  };
}

export const printerMissing: UiProblem = { kind: "refused", code: "printer_missing", field: "printer", args: {} };
