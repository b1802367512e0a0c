import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { aRow } from "@/testing/data";
import { focusIsIn, focusIsOn, grid, openWindow, part, says } from "@/testing/window";

const opened = async (origin: string) => {
  const it = await openWindow((office) => (office.rows = [aRow(1, { origin })]));
  await focusIsOn(grid);
  await it.press("{ArrowDown}{Enter}");
  await waitFor(() => expect(part("detail").getAttribute("data-detail")).toBe("d1"));
  return it;
};

test("the letter of an own document is written where she says; without a place it asks for one", async () => {
  const { office, press } = await opened("own");
  await press("{Control>}{Shift>}h{/Shift}{/Control}");
  await focusIsIn("path");
  await press("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(document.querySelector("[data-panel=letter]")?.textContent).toContain("Napište, kam se má soubor uložit."));
  await press("/tmp/dopis.docx{Control>}{Enter}{/Control}");
  await says(/\/tmp\/dopis\.docx/);
  expect(office.calls("prepare_letter").at(-1)).toEqual({ document: "d1", path: "/tmp/dopis.docx", replace: false });
});

test("a delivered document has no letter of its own", async () => {
  const { press } = await opened("received");
  await press("{Control>}{Shift>}h{/Shift}{/Control}");
  expect(document.querySelector("[data-panel=letter]")).toBeNull();
});
