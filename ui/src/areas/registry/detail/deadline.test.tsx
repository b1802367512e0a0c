import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aRow, refused } from "@/testing/data";
import { focusIsIn, focusIsOn, grid, openWindow, part, says } from "@/testing/window";

const open = async (deadline: object | null = null) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(1)];
    office.details.set("d1", { may: ["correct", "deadline"], deadline: deadline as never });
  });
  await focusIsOn(grid);
  await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
  await it.press("{Control>}{Shift>}l{/Shift}{/Control}");
  await focusIsIn("rule");
  return it;
};
const counted = (text: string) => waitFor(() => expect(part("counted").textContent).toContain(text));

describe("a deadline", () => {
  test("is counted while it is chosen, and set by keys with what was seen", async () => {
    const { office, press } = await open();
    await counted("Dokument nebude mít lhůtu.");
    await press("{ArrowDown}");
    await counted("Lhůta skončí 28. 12. 2026. Konec se posunul");
    await press("{Enter}");
    await focusIsIn("starts_on");
    await press("{Enter}");
    await focusIsIn("more_days");
    await press("30");
    await counted("Lhůta skončí 25. 1. 2027.");
    await press("{Control>}{Enter}{/Control}");
    await says("Lhůta záznamu HLUC/00001/2026 („Žádost o povolení č. 1“) nastavena.");
    const asked = office.calls("correct_document")[0];
    expect(asked).toMatchObject({ document: "d1", changes: [{ field: "deadline", now: "decision\t\t30" }] });
    expect((asked?.["seen"] as { deadline: unknown }).deadline).toBeNull();
  });

  test("of one's own asks for its day, and says what is not understood beside it", async () => {
    const { office, press } = await open();
    office.refusals.set("correct_document", refused("date_not_understood", "due_on"));
    await press("{ArrowUp}{Enter}");
    await focusIsIn("due_on");
    await press("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(part("detail").textContent).toContain("Takový den v kalendáři není."));
    await focusIsIn("due_on");
    await press("3.12.{Control>}{Enter}{/Control}");
    await says(/nastavena/);
    expect(office.calls("correct_document").at(-1)).toMatchObject({ changes: [{ field: "deadline", now: expect.stringMatching(/^own\t3\. ?12\./) }] });
  });

  test("that stands is shown in the form and can be dropped", async () => {
    const { office, press } = await open({ rule: "decision", starts_on: "2026-11-25", more_days: 30, due_on: "2027-01-25", is_moved: false });
    await counted("Lhůta skončí 25. 1. 2027.");
    await press("{ArrowUp}");
    await counted("Dokument nebude mít lhůtu.");
    await press("{Control>}{Enter}{/Control}");
    await says("Záznam HLUC/00001/2026 („Žádost o povolení č. 1“) nemá lhůtu.");
    expect(office.calls("correct_document")[0]).toMatchObject({ changes: [{ field: "deadline", now: "" }] });
  });
});

test("the list of deadlines begins with the one that ends first, the list after it with the newest letter", async () => {
  const { office, press } = await openWindow((it) => (it.rows = [aRow(1, { due_on: "2026-11-20" }), aRow(2, { due_on: "2126-12-03" })]));
  await focusIsOn(grid);
  expect(grid().textContent).toContain("po lhůtě 20. 11.");
  expect(grid().textContent).toContain("do 3. 12.");
  const asked = () => (office.calls("list_documents").at(-1) as { query: object }).query;
  await press("{Alt>}7{/Alt}");
  await waitFor(() => expect(asked()).toMatchObject({ list: "with_deadline", sort: "due", descending: false }));
  await press("{Alt>}2{/Alt}");
  await waitFor(() => expect(asked()).toMatchObject({ list: "today", sort: "captured", descending: true }));
});
