import { describe, expect, test } from "vitest";
import { aRow, refused } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, says } from "@/testing/window";

const opened = async (furnish: (office: Office) => void = () => {}) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(1)];
    furnish(office);
  });
  await focusIsOn(grid);
  return it;
};
const done = (verb: string) => (office: Office) => void (office.undoable = [{ verb, document: "d1", jid: "HLUC0100001X", reference: "HLUC/00001/2026", subject: "Stížnost" }]);

describe("the last change", () => {
  test.each([
    ["correct_document", "Oprava záznamu HLUC/00001/2026 („Stížnost“) je vzata zpět."],
    ["assign_document", "Přidělení záznamu HLUC/00001/2026 („Stížnost“) je vzato zpět."],
    ["refuse_document", "Vrácení záznamu HLUC/00001/2026 („Stížnost“) je vzato zpět."],
    ["withdraw_document", "Záznam HLUC/00001/2026 („Stížnost“) je znovu přidělený jako předtím."],
  ])("%s is undone with Ctrl+Z, and it is said of which record", async (verb, said) => {
    const { office, press } = await opened(done(verb));
    const read = office.calls("show_document").length;
    await press("{Control>}z{/Control}");
    await says(said);
    // What is shown of it is read again.
    expect(office.calls("show_document").length).toBeGreaterThan(read);
  });

  test("is undone in any part of the window, and by its name", async () => {
    const { office, press } = await opened(done("assign_document"));
    await press("{F10}");
    await focusIsOn(() => document.querySelector("[data-screen=sync]"));
    await press("{Control>}k{/Control}");
    await focusIsIn("palette");
    await press("vratit posledni{Enter}");
    await says(/vzato zpět/);
    await press("{Control>}z{/Control}");
    await says("Není co vrátit.");
    expect(office.calls("undo")).toHaveLength(2);
  });

  test("in a text field is the letter typed last: nothing is asked of the desk", async () => {
    const { office, press } = await opened(done("assign_document"));
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    await press("{Enter}x");
    let isLeftToField = false;
    window.addEventListener("keydown", (event) => (isLeftToField = !event.defaultPrevented), { once: true });
    await press("{Control>}z{/Control}");
    expect(isLeftToField).toBe(true);
    expect(office.calls("undo")).toHaveLength(0);
    input("restricted").focus();
    await press("{Control>}z{/Control}");
    await says(/vzato zpět/);
  });

  test("that somebody went on from stays, and it is said why", async () => {
    const { office, press } = await opened();
    office.refusals.set("undo", refused("conflict"));
    await press("{Control>}z{/Control}");
    await says(/./);
    expect(document.querySelector(".message.is-problem")).not.toBeNull();
  });
});
