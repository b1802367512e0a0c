/** What the forms of prints share: where to, and what is refused of it. */
import { type RefObject, useState } from "react";
import type { PrintTarget, UiProblem } from "@/api/generated/api";
import { useRefusal } from "./useRefusal";

export function usePrintForm(box: RefObject<HTMLElement | null>, printer: string) {
  const [to, setTo] = useState<Omit<PrintTarget, "replace">>({ printer, path: "" });
  const [typedPrinter, setTypedPrinter] = useState("");
  const refusal = useRefusal(box);
  const { clear } = refusal;
  return {
    ...refusal,
    to: { ...to, replace: refusal.mayReplace },
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
