/** Opens the whole window over an invented office, and reads it as a person would: by focus, names and words. */
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect } from "vitest";
import { App } from "@/app/App";
import { newQueryClient } from "@/lib/queries";
import { newOffice } from "./desk";
import type { Office } from "./office";

/** A window, and hands that only type; every key is counted. */
export async function openWindow(furnish?: (office: Office) => void) {
  const office = newOffice(furnish);
  const user = userEvent.setup({ delay: null });
  const view = render(<App client={newQueryClient()} />);
  await waitFor(() => expect(document.querySelector("[data-screen]")).not.toBeNull());
  let keys = 0;
  /** Presses keys, written as user-event writes them; one brace group or letter is one key. */
  const press = async (text: string) => {
    keys += (text.match(/\{[^}]+\}|[^{}]/g) ?? []).filter((it) => !/^\{(Control|Shift|Alt)>|^\{\//.test(it)).length;
    await user.keyboard(text);
  };
  const close = () => view.unmount();
  return { office, user, press, keysPressed: () => keys, close };
}

export const input = (name: string) => document.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
export const part = (name: string) => document.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
export const grid = () => screen.getByRole("grid");

/** Waits until the focus stands in the field of that name. */
export const focusIsIn = (name: string) => waitFor(() => expect(document.activeElement?.getAttribute("name")).toBe(name));
export const focusIsOn = (find: () => Element | null) => waitFor(() => expect(document.activeElement).toBe(find()));
export const says = (text: string | RegExp) => waitFor(() => expect(part("message").textContent).toMatch(text));
