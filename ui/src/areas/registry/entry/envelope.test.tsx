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

test("a choice marked with arrows in an empty field is taken by Enter; without arrows it stays empty", async () => {
  const { office, press } = await entry();
  await press("novák{Enter}");
  input("subject").focus();
  await press("Stížnost");
  input("envelope").focus();
  await press("{Enter}");
  expect(input("envelope").value).toBe("");
  input("envelope").focus();
  await press("{ArrowDown}{ArrowDown}{Enter}");
  await waitFor(() => expect(input("envelope").value).toBe("dokládá čas podání nebo doručení"));
  await press("{Control>}{Enter}{/Control}");
  await says(/Zaevidováno/);
  expect(forms(office)[0]).toMatchObject({ envelope: "posting_time" });
});

test("a choice that does not exist is refused at its field", async () => {
  const { office, press } = await entry();
  await press("novák{Enter}");
  input("delivery_method").focus();
  await press("{Control>}a{/Control}2240{Control>}{Enter}{/Control}");
  await focusIsIn("delivery_method");
  expect(part("entry").textContent).toContain("Taková možnost není. Vyberte ji ze seznamu (šipka dolů).");
  expect(forms(office)).toEqual([]);
});

test("what other attachments there are is asked only where there are some", async () => {
  const { press } = await entry();
  expect(input("other_description").disabled).toBe(true);
  input("other_count").focus();
  await press("2{Enter}");
  await focusIsIn("other_description");
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
