import { act } from "react";
import { waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { aRow } from "@/testing/data";
import { notified } from "@/testing/desk_system";
import { focusIsOn, grid, openWindow, part } from "@/testing/window";

afterEach(() => {
  notified.length = 0;
  vi.restoreAllMocks();
});

const opened = async (isLookedAt: boolean) => {
  vi.spyOn(document, "hasFocus").mockReturnValue(isLookedAt);
  const it = await openWindow();
  await focusIsOn(grid);
  const assign = (n: number) => {
    it.office.newlyAssigned = Array.from({ length: n }, (_, at) => aRow(at + 1));
    act(() => it.office.tell(["documents"]));
  };
  return { ...it, assign };
};

test("who looks elsewhere is told by the system what was assigned to her, once", async () => {
  const { assign } = await opened(false);
  assign(1);
  await waitFor(() => expect(notified).toEqual([["Přidělen vám byl dokument", "HLUC/00001/2026 – Žádost o povolení č. 1"]]));
  assign(0);
  assign(5);
  await waitFor(() => expect(notified).toHaveLength(2));
  expect(notified[1]).toEqual(["Přiděleno vám bylo 5 dokumentů", "HLUC/00001/2026 – Žádost o povolení č. 1 a 4 další"]);
});

test("who looks at the window reads it there", async () => {
  const { assign } = await opened(true);
  assign(1);
  await waitFor(() => expect(part("message").textContent).toContain("Přidělen vám byl dokument: HLUC/00001/2026"));
  expect(notified).toEqual([]);
});
