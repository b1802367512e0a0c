import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { anItem, aRow, aStatus, refused } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, openWindow, part, says } from "@/testing/window";

const opened = async (furnish: (office: Office) => void) => {
  const it = await openWindow((office) => {
    office.status = aStatus({ needs_you: 2 });
    office.rows = [aRow(1)];
    furnish(office);
  });
  await focusIsOn(grid);
  await it.press("{F9}");
  await waitFor(() => expect(document.querySelector("[data-item]")).not.toBeNull());
  await focusIsOn(() => document.querySelector("[role=listbox]"));
  return it;
};

describe("what needs a decision", () => {
  test("a conflict is settled with one key, and the next one is chosen", async () => {
    const { office, press, keysPressed } = await opened((it) => (it.items = [anItem(1), anItem(2)]));
    expect(part("needs-you").textContent).toContain("Žádost o kácení lípy");
    expect(part("needs-you").textContent).toContain("Žádost o kácení dvou lip");
    expect(part("needs-you").textContent).toContain("Dvořáková Marie");
    await press("m");
    await says("Platí vaše hodnota.");
    await waitFor(() => expect(document.querySelectorAll("[data-item]")).toHaveLength(1));
    await press("t");
    await waitFor(() => expect(office.calls("settle")).toEqual([{ item: "n1", choice: "mine" }, { item: "n2", choice: "theirs" }]));
    expect(keysPressed()).toBe(3);
  });

  test("a letter whose registering failed is shown whole, and sent again with one key", async () => {
    const { office, press } = await opened((it) => {
      const wished = [{ field: "subject", was: "", now: "Žádost o dotaci" }];
      it.items = [anItem(1, { kind: "refused", verb: "register_received", document: null, conflicts: [], wished, choices: ["retry", "dismiss"] })];
    });
    expect(part("needs-you").textContent).toContain("Žádost o dotaci");
    expect(part("needs-you").textContent).not.toContain("Záznam už vám není přístupný");
    await press("r");
    await waitFor(() => expect(office.calls("settle")).toEqual([{ item: "n1", choice: "retry" }]));
  });

  test("U shows the record", async () => {
    const { press } = await opened((it) => (it.items = [anItem(1)]));
    await press("u");
    await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
  });

  test("E opens the correction of the document", async () => {
    const { press } = await opened((it) => (it.items = [anItem(1)]));
    await press("e");
    await focusIsIn("subject");
    expect(document.querySelector("[data-panel=correct]")).not.toBeNull();
  });

  test.each([
    ["{Delete}", ["dismiss"], "dismiss"],
    ["{Enter}", ["dismiss"], "dismiss"],
    ["s", ["merge", "apart"], "merge"],
    ["o", ["merge", "apart"], "apart"],
    ["r", ["retry", "dismiss"], "retry"],
    ["p", ["release", "reject"], "release"],
    ["z", ["release", "reject"], "reject"],
  ])("%s settles", async (key, choices, choice) => {
    const { office, press } = await opened((it) => (it.items = [anItem(1, { conflicts: [], choices })]));
    await press(key);
    await waitFor(() => expect(office.calls("settle")).toEqual([{ item: "n1", choice }]));
  });

  test("what failed because of another stands under it", async () => {
    await opened((it) => (it.items = [anItem(2, { problem: refused("earlier_failed") }), anItem(1, { beneath: ["n2"] })]));
    const items = [...document.querySelectorAll("[data-item]")];
    expect(items.map((it) => it.getAttribute("data-item"))).toEqual(["n1", "n2"]);
    expect(items[1]?.className).toContain("is-beneath");
  });

  test("a document no longer to be seen shows none of its content", async () => {
    await opened((it) => (it.items = [anItem(1, { document: null, conflicts: [] })]));
    expect(part("needs-you").textContent).toContain("Záznam už vám není přístupný.");
  });

  test("what failed about a case file names the file, what stands there and what was wished", async () => {
    const wished = [
      { field: "case_file", was: "", now: "S-HLUC/1/2026 – Kácení lípy" },
      { field: "subject", was: "Kácení lípy u školy", now: "Kácení u školy" },
    ];
    await opened((it) => (it.items = [anItem(1, { kind: "refused", verb: "correct_case_file", document: null, conflicts: [], wished, choices: ["retry", "dismiss"] })]));
    const said = part("needs-you").textContent;
    expect(said).toContain("S-HLUC/1/2026 – Kácení lípy");
    expect(said).toContain("Kácení lípy u školy → Kácení u školy");
    expect(said).not.toContain("Záznam už vám není přístupný.");
  });

  test("nothing left is said in words", async () => {
    const { press } = await opened((it) => (it.items = [anItem(1)]));
    await press("t");
    await waitFor(() => expect(part("needs-you").textContent).toContain("Nic vás nepotřebuje."));
  });
});
