import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aRow, aStart, refused } from "@/testing/data";
import { chosen } from "@/testing/desk_system";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const FINISH = "{Control>}{Enter}{/Control}";
const opened = async (furnish: (office: Office) => void = () => {}) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(2), aRow(1)];
    office.printers = ["Zebra", "Kyocera podatelna"];
    furnish(office);
  });
  await focusIsOn(grid);
  await it.press("{Control>}{Shift>}p{/Shift}{/Control}");
  await focusIsIn("day");
  return it;
};
const asked = (office: Office) => office.calls("print_register_book");

describe("the register", () => {
  test("of this year is printed by keys alone, and its rows are counted", async () => {
    const { office, press, keysPressed } = await opened();
    await press("{Enter}{Enter}{Enter}");
    await focusIsIn("printer");
    await press(`kyo{Enter}${FINISH}`);
    await says("Evidence se tiskne: 2 řádky.");
    expect(asked(office)).toEqual([{ day: "", year: "", format: "pdf", to: { printer: "Kyocera podatelna", path: "", replace: false } }]);
    expect(keysPressed()).toBe(9);
    await focusIsOn(grid);
  });

  test("is offered the printer of sheets of labels at once", async () => {
    const { office, press } = await opened((it) => {
      it.start = aStart({ preferences: { ...aStart().preferences, paper_printer: "Kyocera podatelna" } });
    });
    await press(FINISH);
    await says(/Evidence se tiskne/);
    expect(asked(office)[0]).toMatchObject({ to: { printer: "Kyocera podatelna", path: "", replace: false } });
  });

  test("of a day needs no year; the day stands whole when the field is left", async () => {
    const { office, press } = await opened();
    await press("včera{Enter}");
    await focusIsIn("format");
    await waitFor(() => expect(input("day").value).toBe("21. 11. 2026"));
    expect(input("year").disabled).toBe(true);
    await press(`{Enter}zeb{Enter}${FINISH}`);
    await says(/Evidence se tiskne/);
    expect(asked(office)[0]).toMatchObject({ day: "21. 11. 2026", year: "" });
  });

  test("as a table goes to a file and to no printer", async () => {
    const { office, press } = await opened();
    await press("{Enter}2025{Enter}");
    await focusIsIn("format");
    await press("tab{Enter}");
    await waitFor(() => expect(input("printer")).toBeNull());
    office.refusals.set("print_register_book", refused("printer_missing", "printer"));
    await press(FINISH);
    await focusIsIn("path");
    await waitFor(() => expect(input("path").getAttribute("aria-invalid")).toBe("true"));
    chosen.place = "/home/jana/evidence.csv";
    await press("{Control>}o{/Control}");
    await waitFor(() => expect(input("path").value).toBe("/home/jana/evidence.csv"));
    await press(FINISH);
    await says("Evidence je v souboru /home/jana/evidence.csv: 2 řádky.");
    expect(asked(office).at(-1)).toEqual({ day: "", year: "2025", format: "csv", to: { printer: "", path: "/home/jana/evidence.csv", replace: false } });
  });

  test("to a file that is there already is asked about, and replaced when it is confirmed again", async () => {
    const { office, press } = await opened();
    await press("{Enter}2025{Enter}");
    await focusIsIn("format");
    await press("{Enter}{Enter}/home/jana/evidence.pdf");
    office.refusals.set("print_register_book", refused("file_exists", "path", { name: "evidence.pdf" }));
    await press(FINISH);
    await waitFor(() => expect(part("book").textContent).toContain("Soubor evidence.pdf už existuje."));
    await focusIsIn("path");
    await press(FINISH);
    await says(/Evidence je v souboru/);
    expect(asked(office).map((it) => (it.to as { replace: boolean }).replace)).toEqual([false, true]);
  });

  test.each([
    ["day", "date_not_understood"],
    ["year", "date_not_understood"],
    ["printer", "printer_missing"],
  ])("refused at its %s says so there", async (field, code) => {
    const { office, press } = await opened();
    office.refusals.set("print_register_book", refused(code, field));
    await press(FINISH);
    await focusIsIn(field);
    expect(input(field).getAttribute("aria-invalid")).toBe("true");
    await press("2");
    await waitFor(() => expect(input(field).getAttribute("aria-invalid")).toBeNull());
  });

  test("that this person may not print is said, and the form stays", async () => {
    const { office, press } = await opened();
    office.refusals.set("print_register_book", refused("role_not_enough", null, { role: "filing_clerk" }));
    await press(FINISH);
    await says(/nemáte oprávnění/);
    expect(part("book")).not.toBeNull();
  });

  test("is left with Escape, found by its name, and reached from another part of the window", async () => {
    const { press } = await opened();
    await press("{Escape}");
    await focusIsOn(grid);
    await press("{F10}");
    await focusIsOn(() => document.querySelector("[data-screen=sync]"));
    await press("{Control>}k{/Control}");
    await focusIsIn("palette");
    await press("tisk evid{Enter}");
    await focusIsIn("day");
  });
});
