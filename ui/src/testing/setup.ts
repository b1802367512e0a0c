/** What the test page lacks beside a web view: sizes, and a clean page after each test. */
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";
import { forgetDrafts } from "@/lib/draft";
import { speak } from "@/lib/i18n";

// What a busy machine takes longer for is no failure: what never comes still is one.
configure({ asyncUtilTimeout: 10_000 });

vi.mock("@/api/call", async () => ({ call: (await import("./desk")).call }));
vi.mock("@/lib/system", () => import("./desk_system"));

// Without a layout everything is nothing tall; the list needs to know how many rows it shows.
const heightOf = (it: HTMLElement) => (it.classList.contains("tree-row-box") ? 28 : 670);
for (const name of ["clientHeight", "offsetHeight"] as const) {
  Object.defineProperty(HTMLElement.prototype, name, {
    configurable: true,
    get(this: HTMLElement) {
      return heightOf(this);
    },
  });
}
Object.defineProperty(Element.prototype, "scrollHeight", { configurable: true, get: () => 1_000_000 });
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = function (this: Element, to?: ScrollToOptions | number) {
  // As a web view tells of it: afterwards.
  if (typeof to === "object") queueMicrotask(() => (this.scrollTop = to.top ?? this.scrollTop));
};
const scrolled = new WeakMap<Element, number>();
Object.defineProperty(Element.prototype, "scrollTop", {
  configurable: true,
  get(this: Element) {
    return scrolled.get(this) ?? 0;
  },
  set(this: Element, top: number) {
    scrolled.set(this, top);
    this.dispatchEvent(new Event("scroll"));
  },
});
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") } as typeof CSS;

afterEach(() => {
  cleanup();
  forgetDrafts();
  speak("cs");
});
