import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aRow, aSeat, aStart, aStatus, refused } from "@/testing/data";
import { focusIsIn, focusIsOn, grid, input, openWindow, part } from "@/testing/window";

const screenIs = (name: string) => waitFor(() => expect(document.querySelector("[data-screen]")?.getAttribute("data-screen")).toBe(name));
const locked = aStart({ open: null });

describe("the doors", () => {
  test("a new desk is set up with a line, a password twice, and Enter", async () => {
    const { office, press } = await openWindow((it) => (it.start = aStart({ seats: [], open: null })));
    await focusIsIn("line");
    await press("tajemnik:abc{Enter}");
    await focusIsIn("password");
    await press("dlouhe heslo{Enter}");
    await focusIsIn("password_again");
    await press("dlouhe heslo{Enter}");
    await screenIs("registry");
    expect(office.calls("enrol")).toEqual([{ line: "tajemnik:abc", password: "dlouhe heslo" }]);
  });

  test("a short password and two different ones are told apart", async () => {
    const { press, user } = await openWindow((it) => (it.start = aStart({ seats: [], open: null })));
    await focusIsIn("line");
    await press("x{Enter}krátké{Enter}krátké{Enter}");
    await focusIsIn("password");
    expect(document.body.textContent).toContain("Musí mít alespoň 10 znaků.");
    await user.clear(input("password"));
    await press("dlouhe heslo{Enter}{Enter}");
    await focusIsIn("password_again");
    expect(document.body.textContent).toContain("Hesla se neshodují.");
  });

  test("the first sync shows how much is here, and lets nobody in before all is", async () => {
    const { office } = await openWindow((it) => {
      it.start = aStart({ open: aSeat({ is_complete: false }) });
      it.status = aStatus({ first_sync: { done: 500, total: 2000 } });
    });
    await screenIs("first-sync");
    await waitFor(() => expect(screen.getByRole("progressbar").getAttribute("aria-valuetext")).toMatch(/^500 z 2\s000$/));
    office.status = aStatus();
    office.start = aStart();
    await screenIs("registry");
  });

  test("the password unlocks; a wrong one counts the wait down", async () => {
    const { office, press } = await openWindow((it) => (it.start = locked));
    await focusIsIn("password");
    office.refusals.set("unlock", refused("password_wait", null, { seconds: "1" }));
    await press("spatne{Enter}");
    await waitFor(() => expect(document.body.textContent).toContain("Další pokus je možný za 1 sekundu."));
    await press("dobre heslo{Enter}");
    expect(office.calls("unlock")).toHaveLength(1);
    await waitFor(() => expect(document.body.textContent).not.toContain("Další pokus"), { timeout: 3000 });
    await press("{Enter}");
    await screenIs("registry");
    expect(office.calls("unlock").at(-1)).toEqual({ seat: "s1", password: "dobre heslo" });
  });

  test("of several people one is chosen with arrows", async () => {
    const seats = ["Nováková Jana", "Dvořáková Marie"].map((person, at) => ({ seat: `s${at}`, person, tenant: "Město Hlučín" }));
    const { office, press, user } = await openWindow((it) => (it.start = aStart({ seats, open: null })));
    await focusIsIn("password");
    await user.tab({ shift: true });
    await press("{ArrowDown}{Enter}");
    await focusIsIn("password");
    await press("heslo heslo{Enter}");
    await waitFor(() => expect(office.calls("unlock")[0]).toMatchObject({ seat: "s1" }));
  });

  test("a forgotten password is set anew with the administrator's code", async () => {
    const { office, press } = await openWindow((it) => (it.start = locked));
    await focusIsIn("password");
    await press("{F8}");
    await focusIsIn("code");
    await press("1234-5678{Enter}nove dlouhe heslo{Enter}nove dlouhe heslo{Enter}");
    await screenIs("registry");
    expect(office.calls("reset_password")).toEqual([{ seat: "s1", code: "1234-5678", password: "nove dlouhe heslo" }]);
  });

  test("a half-typed entry is there again after locking and unlocking, and is not the next person's", async () => {
    const { office, press } = await openWindow((it) => (it.rows = [aRow(1)]));
    await focusIsOn(grid);
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    await press("{Enter}rozepsano");
    await press("{Control>}l{/Control}");
    await screenIs("unlock");
    expect(office.drafts.get("entry")).toContain("rozepsano");
    // What is saved after the lock would be refused, or be another's.
    office.refusals.set("save_draft", refused("locked"));
    await press("heslo{Enter}");
    await waitFor(() => expect(input("sender_reference")?.value).toBe("rozepsano"));
    expect(office.refusals.has("save_draft")).toBe(true);
  });

  test("of a desk that was revoked and wiped is said what became of it", async () => {
    await openWindow((it) => (it.start = aStart({ seats: [], open: null, farewell: refused("seat_revoked") })));
    await screenIs("enrol");
    expect(document.body.textContent).toContain("Správce toto pracoviště zrušil.");
  });

  test("Ctrl+L locks, keeps the draft and leaves nothing to be read", async () => {
    const { office, press } = await openWindow((it) => (it.rows = [aRow(1, { subject: "Tajná věc" })]));
    await focusIsOn(grid);
    await waitFor(() => expect(part("detail").textContent).toContain("Tajná věc"));
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    await press("{Enter}rozepsáno{Control>}l{/Control}");
    await screenIs("unlock");
    expect(document.body.textContent).not.toContain("Tajná věc");
    expect(office.drafts.get("entry")).toContain("rozepsáno");
    await focusIsIn("password");
    await press("heslo heslo{Enter}");
    await focusIsIn("sender");
    expect(input("sender_reference").value).toBe("rozepsáno");
  });
});
