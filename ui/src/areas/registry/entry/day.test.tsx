import { waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { forgetDrafts } from "@/lib/draft";
import { aParty, aRow } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const opened = async (furnish?: (office: Office) => void) => {
  const it = await openWindow(furnish);
  await focusIsOn(grid);
  await it.user.keyboard("{Control>}n{/Control}");
  await focusIsIn("sender");
  return it;
};
const day = () => input("delivered_on").value;
const dayIs = (wanted: string) => waitFor(() => expect(day()).toBe(wanted));
const kept = (office: Office) => JSON.parse(office.drafts.get("entry") ?? "{}").form?.delivered_on as string | undefined;

describe("the day of delivery", () => {
  test("of a fresh entry is today's, and looking at it makes no draft", async () => {
    const { office, press } = await opened();
    await dayIs("22. 11. 2026");
    await press("{Enter}{Enter}{Enter}{Escape}");
    await focusIsOn(grid);
    expect(office.calls("save_draft")).toEqual([]);
  });

  test("costs no key: what is typed at once after Ctrl+N stands in the sender", async () => {
    const { press } = await openWindow();
    await focusIsOn(grid);
    await press("{Control>}n{/Control}nov");
    expect(input("sender").value).toBe("nov");
    await dayIs("22. 11. 2026");
  });

  test.each([
    ["21", "21. 11. 2026"],
    ["21,10", "21. 10. 2026"],
    ["21.10.25", "21. 10. 2025"],
    ["včera", "21. 11. 2026"],
    ["+3", "25. 11. 2026"],
    ["nesmysl", "nesmysl"],
    ["21. 10. 2026", "21. 10. 2026"],
  ])("typed as %s stands as %s when the field is left", async (typed, shown) => {
    const { office, press } = await opened();
    await dayIs("22. 11. 2026");
    await press("{Enter}{Enter}");
    await focusIsIn("delivered_on");
    await press(typed);
    expect(day()).toBe(typed);
    await waitFor(() => expect(kept(office)).toBe(shown));
    // While she is in the field it is hers.
    expect(day()).toBe(typed);
    await press("{Enter}");
    await focusIsIn("delivered_time");
    await dayIs(shown);
    await press("{Shift>}{Enter}{/Shift}");
    expect(day()).toBe(shown);
  });

  test("can be emptied, and stays so", async () => {
    const { press } = await opened();
    await dayIs("22. 11. 2026");
    await press("{Enter}{Enter}{Backspace}");
    expect(day()).toBe("");
    await press("2{Enter}");
    await dayIs("2. 11. 2026");
  });

  test("is taken as it is typed when Ctrl+Enter comes at once", async () => {
    const { office, press } = await opened();
    await press("novak{Enter}");
    await waitFor(() => expect(input("sender").value).toBe("Novák Jan"));
    input("subject").focus();
    await press("Lípa");
    input("delivered_on").focus();
    input("delivered_on").select();
    await press("včera{Control>}{Enter}{/Control}");
    await says(/Zaevidováno/);
    expect(["včera", "21. 11. 2026"]).toContain((office.calls("register_document")[0]?.form as { delivered_on: string }).delivered_on);
    await dayIs("22. 11. 2026");
  });

  test("stands in the draft as a day even when the form is left in the middle of the word", async () => {
    const { office, press } = await opened();
    await dayIs("22. 11. 2026");
    await press("{Enter}{Enter}včera{Escape}");
    await focusIsOn(grid);
    await waitFor(() => expect(kept(office)).toBe("21. 11. 2026"));
    office.today = "23. 11. 2026";
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    await dayIs("21. 11. 2026");
  });

  test("of an entry finished after midnight is the one on which it was begun", async () => {
    const first = await opened();
    await dayIs("22. 11. 2026");
    await first.press("{Enter}12/2026");
    await waitFor(() => expect(kept(first.office)).toBe("22. 11. 2026"));
    const { drafts } = first.office;
    first.close();
    forgetDrafts();
    const { office, press } = await openWindow((it) => {
      it.drafts = drafts;
      it.today = "23. 11. 2026";
    });
    await focusIsIn("sender");
    expect(day()).toBe("22. 11. 2026");
    await press("novak{Enter}");
    await waitFor(() => expect(input("sender").value).toBe("Novák Jan"));
    input("subject").focus();
    await press("Lípa{Control>}{Enter}{/Control}");
    await says(/Zaevidováno/);
    expect(office.calls("register_document")[0]?.form).toMatchObject({ delivered_on: "22. 11. 2026" });
    await dayIs("23. 11. 2026");
  });

  test("is let go again when all that was written is taken away", async () => {
    const { office, press } = await opened();
    await press("{Enter}x");
    await waitFor(() => expect(kept(office)).toBe("22. 11. 2026"));
    await press("{Backspace}");
    await waitFor(() => expect(office.drafts.has("entry")).toBe(false));
  });

  test("repeated from the last entry is the day that was meant then", async () => {
    const form = { origin: "received", delivered_on: "20. 11. 2026" };
    const { press } = await opened((it) => (it.last = { form: form as never, sender: aParty(1) }));
    await dayIs("22. 11. 2026");
    await press("{Enter}{Enter}včera{Control>}{Shift>}d{/Shift}{/Control}");
    await dayIs("20. 11. 2026");
  });

  test("that an older draft kept as a word is asked for again; the rest is there", async () => {
    const form = { origin: "received", sender_reference: "12/2026", delivered_on: "dnes" };
    await openWindow((it) => void it.drafts.set("entry", JSON.stringify({ form, sender: null, party: null })));
    await focusIsIn("sender");
    expect(day()).toBe("");
    expect(input("sender_reference").value).toBe("12/2026");
  });

  describe("in a correction", () => {
    const correcting = async () => {
      const it = await openWindow((office) => (office.rows = [aRow(1)]));
      await focusIsOn(grid);
      await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
      await it.press("{Control>}e{/Control}");
      await focusIsIn("subject");
      input("delivered_on").focus();
      input("delivered_on").select();
      return it;
    };

    test("written as it stands is no change", async () => {
      const { office, press } = await correcting();
      await press("20{Enter}");
      await dayIs("20. 11. 2026");
      input("subject").focus();
      await press(" II{Control>}{Enter}{/Control}");
      await says(/opraven/);
      const [asked] = office.calls("correct_document") as { changes: { field: string }[] }[];
      expect(asked?.changes.map((it) => it.field)).toEqual(["subject"]);
    });

    test("stands in the draft as a day even when the form is left in the middle of the word", async () => {
      const { office, press } = await correcting();
      await press("včera{Escape}");
      await focusIsOn(() => part("detail"));
      await waitFor(() => expect(JSON.parse(office.drafts.get("correct:d1")!).now.delivered_on).toBe("21. 11. 2026"));
    });
  });
});

describe("over midnight", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** An entry late in the evening, and what makes it the next day. */
  async function inTheEvening() {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T22:50:00Z") });
    const timers = vi.spyOn(globalThis, "setInterval");
    const it = await opened();
    await dayIs("22. 11. 2026");
    const midnight = (isNoticed: boolean) => {
      it.office.today = "23. 11. 2026";
      vi.setSystemTime(new Date("2026-11-22T23:10:00Z"));
      if (isNoticed) for (const [run, ms] of timers.mock.calls) if (ms === 60_000) run();
    };
    return { ...it, midnight };
  }

  test("an untouched form follows the day", async () => {
    const { midnight } = await inTheEvening();
    midnight(true);
    await dayIs("23. 11. 2026");
  });

  test("a form begun before keeps its day", async () => {
    const { office, press, midnight } = await inTheEvening();
    await press("{Enter}12/2026");
    midnight(true);
    await waitFor(() => expect(office.calls("read_date").filter((it) => it.typed === "dnes").length).toBeGreaterThan(1));
    expect(day()).toBe("22. 11. 2026");
  });

  test("a device that slept gives the new day to the first letter typed", async () => {
    const { office, press, midnight } = await inTheEvening();
    midnight(false);
    await press("{Enter}x");
    await dayIs("23. 11. 2026");
    await waitFor(() => expect(kept(office)).toBe("23. 11. 2026"));
  });
});
