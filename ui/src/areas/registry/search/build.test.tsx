import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aRow, refused } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";
import { condition, joined } from "./typed";

const open = async (furnish: (office: Office) => void = () => {}) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(1), aRow(2)];
    furnish(office);
  });
  await focusIsOn(grid);
  await it.press("{Control>}h{/Control}");
  await focusIsIn("field");
  return it;
};
const searched = (office: Office) => (office.calls("list_documents").at(-1) as { query: { search: string } }).query.search;

test("conditions are put together as they are typed", () => {
  expect(condition("vec", "strom")).toBe("vec:strom");
  expect(condition("vec", ' stará "lípa" ')).toBe('vec:"stará lípa"');
  expect(condition("slova", "lípa (stará)")).toBe('"lípa (stará)"');
  for (const [present, join, expected] of [
    ["", "and", "b"],
    ["", "not", "NOT b"],
    ["a", "and", "a b"],
    ["a", "not", "a NOT b"],
    ["a c", "or", "a c OR b"],
    ["a OR c", "and", "(a OR c) b"],
    ["a NEBO c", "not", "(a NEBO c) NOT b"],
  ] as const) {
    expect(joined(present, join, "b")).toBe(expected);
  }
});

describe("a search", () => {
  test("is built by keys, condition by condition, and says what it looks for", async () => {
    const { office, press } = await open();
    await waitFor(() => expect(part("search-says").textContent).toBe("Hledá se všechno. Přidejte podmínku."));
    await press("věc{Enter}");
    await focusIsIn("value");
    await press("kácení lípy{Enter}{Enter}");
    await focusIsIn("field");
    await waitFor(() => expect(part("search-says").textContent).toBe('Hledá se vec:"kácení lípy".'));
    await press("stav{Enter}");
    await focusIsIn("value");
    await press("vyří{Enter}{Control>}{Enter}{/Control}");
    await waitFor(() => expect(searched(office)).toBe('vec:"kácení lípy" stav:vyrizeno'));
    expect(input("search").value).toBe('vec:"kácení lípy" stav:vyrizeno');
    await press("{Escape}");
    await focusIsOn(grid);
  });

  test("without a value says so and goes back to it; begun anew it looks for everything", async () => {
    const { office, press } = await open();
    await press("{Enter}{Control>}{Enter}{/Control}");
    await waitFor(() => expect(part("build-search").textContent).toContain("Napište, co se má hledat."));
    await focusIsIn("value");
    await press("x{Enter}{Enter}");
    await waitFor(() => expect(searched(office)).toBe("vec:x"));
    await press("{Control>}{Backspace}{/Control}");
    await waitFor(() => expect(input("search").value).toBe(""));
  });

  test("takes no condition that means nothing, and says so in Czech at the value", async () => {
    const { office, press } = await open();
    office.refusals.set("explain_search", refused("search_value_unknown", "search", { field: "delivered", value: "příště" }));
    await press("doruč{Enter}");
    await focusIsIn("value");
    await press("příště{Control>}{Enter}{/Control}");
    await waitFor(() => expect(part("build-search").textContent).toContain("Hodnota „příště“ v poli doručeno nic neznamená."));
    await focusIsIn("value");
    expect(input("search").value).toBe("");
    expect(input("value").value).toBe("příště");
  });

  test("is kept under a name, taken again and dropped", async () => {
    const { office, press } = await open((it) => (it.searches = [{ name: "Stromy", typed: "vec:strom" }]));
    const saved = () => document.querySelector<HTMLElement>('[data-saved="Stromy"]');
    await waitFor(() => expect(saved()).not.toBeNull());
    saved()!.focus();
    await press("{Enter}");
    await waitFor(() => expect(input("search").value).toBe("vec:strom"));
    input("name").focus();
    await press("Moje stromy{Enter}");
    await says("Hledání „Moje stromy“ uloženo.");
    expect(office.calls("save_search").at(-1)).toEqual({ name: "Moje stromy", typed: "vec:strom" });
    saved()!.focus();
    await press("{Delete}");
    await says("Hledání „Stromy“ smazáno.");
    await waitFor(() => expect(saved()).toBeNull());
  });

  test("is written into a table; without a place it says so beside the field", async () => {
    const { office, press } = await open();
    office.refusals.set("export_documents", refused("place_missing", "path"));
    input("path").focus();
    await press("{Enter}");
    await waitFor(() => expect(part("build-search").textContent).toContain("Napište, kam se má soubor uložit."));
    await focusIsIn("path");
    await press("/tmp/stromy.csv{Enter}");
    await says("Uloženo do /tmp/stromy.csv, počet řádků: 2.");
    expect(office.calls("export_documents").at(-1)).toMatchObject({ path: "/tmp/stromy.csv", query: { list: "all" } });
  });

  test("that names what nobody knows says so under the field", async () => {
    const { office, press } = await openWindow((it) => (it.rows = [aRow(1)]));
    await focusIsOn(grid);
    office.refusals.set("explain_search", refused("search_value_unknown", "search", { field: "stav", value: "zamitnuto" }));
    await press("/");
    await focusIsIn("search");
    await press("stav:zamitnuto");
    await waitFor(() => expect(part("search-says").textContent).toContain("„zamitnuto“"));
  });
});
