import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aLabels, aStart, refused } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const opened = async (labels: Parameters<typeof aLabels>[0] = {}, furnish: (office: Office) => void = () => {}) => {
  const it = await openWindow((office) => {
    office.printers = ["Zebra", "Kyocera podatelna"];
    office.start = aStart({ preferences: { ...aStart().preferences, labels: aLabels(labels) } });
    furnish(office);
  });
  await focusIsOn(grid);
  await it.press("{F11}");
  await focusIsIn("language");
  await waitFor(() => expect(labelsSection().textContent).toContain("ptát se při každém tisku"));
  return it;
};
const labelsSection = () => screen.getByRole("region", { name: "Štítky" });
const chosen = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]:checked`)?.value;
const radio = (name: string, value: string) => document.querySelector<HTMLInputElement>(`[name="${name}"][value="${value}"]`)!;
const kept = (office: Office) => office.start.preferences.labels;

describe("the settings of labels", () => {
  test("are chosen with arrows and kept at once, everything else as it was", async () => {
    const { office, press } = await opened({ first: 1 });
    radio("label_format", "roll-62x29").focus();
    await press("{ArrowDown}");
    await waitFor(() => expect(chosen("label_format")).toBe("roll-89x36"));
    radio("label_code", "data_matrix").focus();
    await press("{ArrowDown}");
    await waitFor(() => expect(chosen("label_code")).toBe("code128"));
    radio("label_printer", "").focus();
    await press("{ArrowDown}");
    await waitFor(() => expect(chosen("label_printer")).toBe("Zebra"));
    input("label_on_registering").focus();
    await press(" ");
    await waitFor(() => expect(input("label_on_registering").checked).toBe(true));
    expect(kept(office)).toEqual(aLabels({ format: "roll-89x36", code: "code128", printer: "Zebra", on_registering: true }));
    expect(office.start.preferences).toMatchObject({ language: "cs", theme: "light", list_width: 550 });
  });

  test("say when the device has no printer, and keep one that is gone to be seen", async () => {
    await opened({ printer: "Stará Zebra" }, (it) => (it.printers = []));
    await waitFor(() => expect(labelsSection().textContent).toContain("Toto zařízení nemá žádnou tiskárnu."));
    expect(chosen("label_printer")).toBe("Stará Zebra");
  });

  test("tell that printing with every document needs a printer", async () => {
    await opened({ printer: "" });
    expect(labelsSection().textContent).toContain("Nejdřív k tomu vyberte tiskárnu štítků.");
  });

  describe("the first free label", () => {
    test("is asked of sheets only, and another sheet begins anew", async () => {
      const { office, user } = await opened({ format: "a4-3x7", first: 20 });
      expect(input("first").value).toBe("20");
      await user.click(radio("label_format", "a4-2x6"));
      await waitFor(() => expect(kept(office)).toMatchObject({ format: "a4-2x6", first: 1 }));
      await user.click(radio("label_format", "roll-62x29"));
      await waitFor(() => expect(input("first")).toBeNull());
    });

    test.each([
      ["with Enter", "{Enter}"],
      ["when the field is left", "{Tab}"],
      ["when the page is left", "{Escape}"],
    ])("is kept %s", async (_, key) => {
      const { office, press } = await opened({ format: "a4-3x7", first: 3 });
      input("first").focus();
      input("first").select();
      await press(`12${key}`);
      await waitFor(() => expect(kept(office).first).toBe(12));
      await says("Příště se začne štítkem 12.");
      expect(office.calls("set_preferences")).toHaveLength(1);
    });

    test.each(["0", "22", "1,5", "x"])("is not %s", async (typed) => {
      const { office, press } = await opened({ format: "a4-3x7", first: 3 });
      input("first").focus();
      input("first").select();
      await press(`${typed}{Enter}`);
      await waitFor(() => expect(labelsSection().textContent).toContain("Číslo musí být od 1 do 21."));
      expect(office.calls("set_preferences")).toEqual([]);
    });
  });

  describe("a format of one's own", () => {
    const MEASURES = ["page_width", "page_height", "columns", "rows", "width", "height", "left", "top", "gap_across", "gap_down"];

    test("has ten measures, written with a comma or a point", async () => {
      const { office, press, user } = await opened();
      await user.click(radio("label_format", "custom"));
      await waitFor(() => expect(input("page_width").value).toBe("210"));
      expect(MEASURES.map((it) => input(it).value)).toEqual(["210", "297", "3", "8", "70", "37", "0", "0,5", "0", "0"]);
      input("width").focus();
      input("width").select();
      await press("63,5{Enter}38.1{Control>}{Enter}{/Control}");
      await says("Rozměry štítků jsou uložené.");
      expect(kept(office)).toMatchObject({ format: "custom", first: 1, custom: { ...aLabels().custom, width: 63.5, height: 38.1 } });
    });

    test("that does not fit its page is refused at its measure", async () => {
      const { office, press } = await opened({ format: "custom" });
      office.refusals.set("set_preferences", refused("label_format_wrong", "columns"));
      input("columns").focus();
      input("columns").select();
      await press("4{Enter}{Control>}{Enter}{/Control}");
      await focusIsIn("columns");
      await waitFor(() => expect(input("columns").getAttribute("aria-invalid")).toBe("true"));
      expect(labelsSection().textContent).toContain("Přeměřte arch a opravte rozměry.");
      expect(kept(office).custom.columns).toBe(3);
      await press("3{Control>}{Enter}{/Control}");
      await says("Rozměry štítků jsou uložené.");
    });

    test.each([
      ["width", "široký"],
      ["rows", "2,5"],
      ["rows", "0"],
    ])("whose %s is %s is not asked of the desk", async (measure, typed) => {
      const { office, press } = await opened({ format: "custom" });
      input(measure).focus();
      input(measure).select();
      await press(`${typed}{Control>}{Enter}{/Control}`);
      await waitFor(() => expect(input(measure).getAttribute("aria-invalid")).toBe("true"));
      expect(office.calls("set_preferences")).toEqual([]);
    });

    test("that finds no room on the disk is said below", async () => {
      const { office, press } = await opened({ format: "custom" });
      office.refusals.set("set_preferences", { ...refused("disk_full"), kind: "unavailable" });
      input("width").focus();
      await press("{Control>}{Enter}{/Control}");
      await says(/Na disku došlo místo/);
      expect(part("message").classList.contains("is-problem")).toBe(true);
    });
  });
});

test("receipts and registers have a printer of their own", async () => {
  const { office, user } = await opened();
  await user.click(radio("paper_printer", "Kyocera podatelna"));
  await waitFor(() => expect(office.start.preferences.paper_printer).toBe("Kyocera podatelna"));
  expect(office.start.preferences.labels).toEqual(aLabels());
});
