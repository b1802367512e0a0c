/** The window over an invented office; `keys` in the address are pressed one after another. */
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { newQueryClient } from "@/lib/queries";

createRoot(document.getElementById("root")!).render(<App client={newQueryClient()} />);

/** Presses "Ctrl+N" clicks "@selector" or types "=words" into the field that has the focus. */
function press(step: string): void {
  const target = document.activeElement ?? document.body;
  if (step.startsWith("@")) return void document.querySelector<HTMLElement>(step.slice(1))?.click();
  if (step.startsWith("=")) {
    const input = target as HTMLInputElement;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, step.slice(1));
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return;
  }
  const parts = step.split("-");
  const key = parts.pop() ?? "";
  const held = { ctrlKey: parts.includes("Ctrl"), shiftKey: parts.includes("Shift"), altKey: parts.includes("Alt") };
  target.dispatchEvent(new KeyboardEvent("keydown", { key, code: /^\d$/.test(key) ? `Digit${key}` : key, bubbles: true, cancelable: true, ...held }));
}

const steps = (new URLSearchParams(location.search).get("keys") ?? "").split(",").filter(Boolean);
const next = () => {
  const step = steps.shift();
  if (step === undefined) return;
  press(step);
  setTimeout(next, 350);
};
setTimeout(next, 700);
