import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const entry = async () => {
  const it = await openWindow();
  await focusIsOn(grid);
  await it.press("{Control>}n{/Control}");
  await focusIsIn("sender");
  return it;
};
const forms = (office: { calls: (name: string) => Record<string, unknown>[] }) => office.calls("register_document").map((it) => it.form as Record<string, unknown>);

test("an envelope that stays closed has a subject of its own, and why it is kept", async () => {
  const { office, press, user } = await entry();
  await press("novák{Enter}");
  input("envelope").focus();
  await press("vlastn{Enter}");
  await user.click(input("unopened"));
  await waitFor(() => expect(input("subject").value).toBe("Neotevřená obálka"));
  await press("{Control>}{Enter}{/Control}");
  await says(/Zaevidováno/);
  expect(forms(office)[0]).toMatchObject({ unopened: true, envelope: "own_hands", subject: "Neotevřená obálka" });
});

test("what she wrote is not written over by an unopened envelope; copies are counted", async () => {
  const { office, press, user } = await entry();
  await press("novák{Enter}");
  input("subject").focus();
  await press("Nabídka na opravu školy");
  input("copies").focus();
  await press("5");
  await user.click(input("unopened"));
  await press("{Control>}{Enter}{/Control}");
  await says(/Zaevidováno/);
  expect(forms(office)[0]).toMatchObject({ unopened: true, copies: "5", subject: "Nabídka na opravu školy" });
});

test("advertising is said not to be registered, and one key throws the entry away", async () => {
  const { office, press } = await entry();
  input("subject").focus();
  await press("Leták supermarketu");
  await waitFor(() => expect(part("entry").textContent).toContain("Co nemá úřední charakter, třeba reklama nebo noviny, se neeviduje (§ 9 odst. 3 vyhlášky č. 259/2012 Sb.)."));
  await press("{Control>}{Shift>}{Delete}{/Shift}{/Control}");
  await waitFor(() => expect(input("subject").value).toBe(""));
  expect(forms(office)).toEqual([]);
});
