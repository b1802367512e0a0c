import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { aSeat, aStart } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const opened = async (furnish: (office: Office) => void = () => {}) => {
  const it = await openWindow(furnish);
  await focusIsOn(grid);
  await it.press("{F11}");
  await focusIsIn("language");
  await waitFor(() => expect(part("deputy")).not.toBeNull());
  return it;
};
const text = () => part("deputy")?.textContent ?? "";

test("a deputy is named by keys, said in the list, and the standing in ended", async () => {
  const { office, press } = await opened();
  input("deputy").focus();
  await press("šťast{Enter}");
  await focusIsIn("from");
  await press("{Enter}24.11.");
  await press("{Control>}{Enter}{/Control}");
  await says("Zástup je nastavený.");
  expect(office.calls("set_substitute")).toEqual([{ person: "o1", deputy: "o2", from: "", until: "24.11." }]);
  await waitFor(() => expect(text()).toContain("Nováková Jana: zástup Šťastná-Příkopová Květoslava, 22. 11. 2026 – 24. 11. 2026"));
  screen.getByRole("button", { name: /Ukončit zástup/ }).click();
  await says("Zástup je ukončený.");
  await waitFor(() => expect(text()).not.toContain("zástup Šťastná"));
});

test("who is away is asked of a supervisor alone", async () => {
  await opened();
  expect(document.querySelector("[name=absent]")).toBeNull();
});

test("a supervisor names somebody else's deputy; a day that is missing is asked for where it stands", async () => {
  const { office, press } = await opened((it) => (it.start = aStart({ open: aSeat({ roles: ["supervisor"] }) })));
  await waitFor(() => expect(input("absent")).not.toBeNull());
  input("absent").focus();
  await press("{Control>}a{/Control}šťast{Enter}");
  await focusIsIn("deputy");
  await press("novák{Enter}");
  await press("{Control>}{Enter}{/Control}");
  await focusIsIn("until");
  expect(office.calls("set_substitute")).toMatchObject([{ person: "o2", deputy: "o1", until: "" }]);
  expect(text()).toContain("Takový den v kalendáři není.");
});

test("whom she stands in for stands above everything", async () => {
  await opened((it) => {
    it.substitutes = [{ person_id: "o2", person: "Šťastná-Příkopová Květoslava", deputy_id: "o1", deputy: "Nováková Jana", from: "2026-11-20", until: "2026-11-30", is_on: true }];
  });
  const banner = await screen.findByRole("complementary", { name: "Upozornění" });
  expect(banner.textContent).toContain("Zastupujete: Šťastná-Příkopová Květoslava, do 30. 11. 2026.");
});
