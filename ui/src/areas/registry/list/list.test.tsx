import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aRow } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const many = (n: number) => (office: Office) => void (office.rows = Array.from({ length: n }, (_, at) => aRow(n - at)));
const selected = () => document.querySelector("[data-document][aria-selected=true]")?.getAttribute("data-document");
const isSelected = (id: string) => waitFor(() => expect(selected()).toBe(id));

describe("the list", () => {
  test("is walked with arrows, pages, Home and End, to the last of ten thousand", async () => {
    const { press } = await openWindow(many(10_000));
    await focusIsOn(grid);
    await isSelected("d10000");
    await press("{ArrowDown}{ArrowDown}{ArrowUp}");
    await isSelected("d9999");
    await press("{PageDown}");
    await isSelected("d9980");
    await press("{End}");
    await isSelected("d1");
    expect(grid().getAttribute("aria-rowcount")).toBe("10001");
    expect(document.getElementById(grid().getAttribute("aria-activedescendant")!)).not.toBeNull();
    await press("{Home}");
    await isSelected("d10000");
  });

  test("goes to the end also when nobody knows yet how many there are", async () => {
    let counted = () => {};
    const { press } = await openWindow((office) => {
      many(1000)(office);
      office.held.set("count_documents", new Promise((done) => (counted = () => done())));
    });
    await focusIsOn(grid);
    await isSelected("d1000");
    await press("{End}");
    counted();
    await isSelected("d1");
  });

  test("asks by the key where the page before ended", async () => {
    const { office, press } = await openWindow(many(300));
    await focusIsOn(grid);
    await isSelected("d300");
    for (let n = 0; n < 6; n += 1) await press("{PageDown}");
    await waitFor(() => expect(office.calls("list_documents").map((it) => (it.query as { after: string | null }).after)).toContain("100"));
  });

  test("shows the chosen document beside, and Enter goes into it", async () => {
    const { press } = await openWindow(many(3));
    await focusIsOn(grid);
    await press("{ArrowDown}");
    await waitFor(() => expect(part("detail").dataset.detail).toBe("d2"));
    await press("{Enter}");
    await focusIsOn(() => part("detail"));
    await press("{Escape}");
    await focusIsOn(grid);
  });

  test("searches while it is typed; Down goes to what was found, Escape clears", async () => {
    const { press, office } = await openWindow(many(30));
    await focusIsOn(grid);
    await isSelected("d30");
    await press("/");
    await focusIsIn("search");
    await press("c. 17");
    await waitFor(() => expect(part("list").querySelectorAll("[data-document]")).toHaveLength(1));
    await press("{ArrowDown}");
    await focusIsOn(grid);
    await press("{Control>}f{/Control}");
    await focusIsIn("search");
    await press("{Escape}");
    expect(input("search").value).toBe("");
    await waitFor(() => expect(part("list").querySelectorAll("[data-document]").length).toBeGreaterThan(10));
    expect(office.calls("list_documents").length).toBeGreaterThan(1);
  });

  test("a verb called from the search touches no document; Escape in what was found ends the search", async () => {
    const { press, office } = await openWindow(many(30));
    await focusIsOn(grid);
    await isSelected("d30");
    await press("/c. 17");
    await waitFor(() => expect(part("list").querySelectorAll("[data-document]")).toHaveLength(1));
    await press("{Control>}d{/Control}{Control>}p{/Control}");
    await says("Nejdřív přejděte do seznamu (Enter) a vyberte, čeho se to týká.");
    expect(document.querySelector("[data-panel]")).toBeNull();
    expect(office.calls("accept_document")).toHaveLength(0);
    await press("{Enter}");
    await focusIsOn(grid);
    await press("{Escape}");
    await waitFor(() => expect(input("search").value).toBe(""));
    await focusIsOn(grid);
  });

  test("says what an empty search means", async () => {
    const { press } = await openWindow(many(3));
    await focusIsOn(grid);
    await press("/qqq");
    await waitFor(() => expect(part("list").textContent).toContain("Nic neodpovídá hledání „qqq“"));
  });

  test("sorts by a digit, and by the same digit the other way", async () => {
    const { office, press } = await openWindow(many(3));
    await focusIsOn(grid);
    const last = () => office.calls("list_documents").at(-1)?.query;
    await press("2");
    await waitFor(() => expect(last()).toMatchObject({ sort: "subject", descending: false }));
    await press("2");
    await waitFor(() => expect(last()).toMatchObject({ sort: "subject", descending: true }));
  });

  test("changes to another work list with Alt and a digit, on a Czech keyboard too", async () => {
    const { office } = await openWindow(many(3));
    await focusIsOn(grid);
    grid().dispatchEvent(new KeyboardEvent("keydown", { key: "š", code: "Digit3", altKey: true, bubbles: true }));
    await waitFor(() => expect(office.calls("list_documents").at(-1)?.query).toMatchObject({ list: "without_number" }));
  });

  test("of another kind shows its own first row, not that of the list before", async () => {
    const { press, office } = await openWindow(many(3));
    await isSelected("d3");
    office.rows = [aRow(2), aRow(1)];
    await press("{Alt>}4{/Alt}");
    await isSelected("d2");
  });

  test("says in words what waits", async () => {
    await openWindow((office) => void (office.rows = [aRow(1, { reference: null, is_pending: true, state: "unassigned" })]));
    await waitFor(() => expect(part("list").textContent).toContain("č. j. bude přiděleno"));
    expect(part("list").textContent).toContain("čeká na odeslání");
    expect(part("list").textContent).toContain("nepřiděleno");
  });

  test("follows what the desk announces", async () => {
    const { office } = await openWindow(many(1));
    await isSelected("d1");
    office.rows = [aRow(2, { subject: "Právě přišlo" }), ...office.rows];
    office.tell(["documents"]);
    await waitFor(() => expect(part("list").textContent).toContain("Právě přišlo"));
  });

  test("keeps its width as the splitter is moved with arrows", async () => {
    const { office } = await openWindow(many(1));
    await focusIsOn(grid);
    const splitter = document.querySelector<HTMLElement>("[role=separator]")!;
    splitter.focus();
    splitter.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    await waitFor(() => expect(office.start.preferences.list_width).toBe(570));
  });
});
