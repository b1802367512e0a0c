import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aLabels, aRow, aStart, refused } from "@/testing/data";
import { chosen } from "@/testing/desk_system";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const LABEL = "{Control>}t{/Control}";
const RECEIPT = "{Control>}{Shift>}t{/Shift}{/Control}";
const FINISH = "{Control>}{Enter}{/Control}";
const gone = { ...refused("printer_gone", null, { printer: "Zebra", why: "nic" }), kind: "unavailable" as const };

/** The desk with these settings of labels, and one document chosen. */
const opened = async (labels: Parameters<typeof aLabels>[0], furnish: (office: Office) => void = () => {}) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(2), aRow(1)];
    office.printers = ["Zebra", "Kyocera podatelna"];
    office.start = aStart({ preferences: { ...aStart().preferences, labels: aLabels(labels) } });
    furnish(office);
  });
  await focusIsOn(grid);
  await waitFor(() => expect(part("detail").dataset.detail).toBe("d2"));
  return it;
};
const paperOn = (paper_printer: string) => (office: Office) => void (office.start = { ...office.start, preferences: { ...office.start.preferences, paper_printer } });
const panel = () => document.querySelector("[data-panel]");

describe("a label", () => {
  test("is printed with one key where a printer is set, and again with the same key", async () => {
    const { office, press, keysPressed } = await opened({ printer: "Zebra" });
    await press(LABEL);
    await says("Štítek záznamu HLUC/00002/2026 („Žádost o povolení č. 2“) vytištěn.");
    expect(keysPressed()).toBe(1);
    await press(LABEL);
    await waitFor(() => expect(office.calls("print_labels")).toHaveLength(2));
    expect(office.calls("print_labels")[1]).toEqual({ documents: ["d2"], first: 1, to: { printer: "Zebra", path: "", replace: false } });
    expect(document.activeElement).toBe(grid());
  });

  test("goes on the next free one of the sheet, however fast one follows the other", async () => {
    const { office, press } = await opened({ printer: "Kyocera podatelna", format: "a4-2x6", first: 11 });
    await press(`${LABEL}${LABEL}${LABEL}`);
    await waitFor(() => expect(office.calls("print_labels").map((it) => it.first)).toEqual([11, 12, 1]));
  });

  test("that the printer does not take is said, and the next one is printed", async () => {
    const { office, press } = await opened({ printer: "Zebra" });
    office.refusals.set("print_labels", gone);
    await press(LABEL);
    await says(/Tiskárna Zebra tisk nepřijala/);
    await press(LABEL);
    await says(/vytištěn/);
  });

  test("asks for the printer where none is set: by keys alone", async () => {
    const { office, press, keysPressed } = await opened({});
    await press(LABEL);
    await focusIsIn("printer");
    await press("kyo{Enter}");
    await focusIsIn("path");
    await press(FINISH);
    await says("Štítek záznamu HLUC/00002/2026 („Žádost o povolení č. 2“) vytištěn.");
    expect(office.calls("print_labels")).toEqual([{ documents: ["d2"], first: 1, to: { printer: "Kyocera podatelna", path: "", replace: false } }]);
    expect(keysPressed()).toBe(6);
    await focusIsOn(() => part("detail"));
    expect(panel()).toBeNull();
  });

  test("of a sheet is asked for with the first free label, which is kept in its bounds", async () => {
    const { office, press } = await opened({ format: "a4-3x7", first: 4 });
    await press(LABEL);
    await focusIsIn("printer");
    await press("zeb{Enter}{Enter}");
    await focusIsIn("first");
    expect(input("first").value).toBe("4");
    await press(`x${FINISH}`);
    await waitFor(() => expect(input("first").getAttribute("aria-invalid")).toBe("true"));
    expect(part("detail").textContent).toContain("Číslo musí být od 1 do 21.");
    office.refusals.set("print_labels", refused("number_out_of_range", "first", { min: "1", max: "21" }));
    await press(`22${FINISH}`);
    await waitFor(() => expect(input("first").getAttribute("aria-invalid")).toBe("true"));
    await press(`21${FINISH}`);
    await says(/vytištěn/);
    expect(office.calls("print_labels").at(-1)).toMatchObject({ first: 21 });
  });

  test("goes to a file by its path or by the chooser, and the printer is let go", async () => {
    const { office, press } = await opened({});
    await press(LABEL);
    await focusIsIn("printer");
    expect(input("first")).toBeNull();
    await press("zeb{Enter}");
    await waitFor(() => expect(input("printer").value).toBe("Zebra"));
    chosen.place = "/home/jana/štítek.pdf";
    await press("{Control>}o{/Control}");
    await waitFor(() => expect(input("path").value).toBe("/home/jana/štítek.pdf"));
    await waitFor(() => expect(input("printer").value).toBe(""));
    await press(FINISH);
    await says("Uloženo do /home/jana/štítek.pdf.");
    expect(office.calls("print_labels")[0]).toMatchObject({ to: { printer: "", path: "/home/jana/štítek.pdf", replace: false } });
    expect(office.calls("attach_file")).toEqual([]);
  });

  test("with neither printer nor file is refused at the printer; so is a printer that is not found", async () => {
    const { office, press } = await opened({});
    await press(LABEL);
    await focusIsIn("printer");
    office.refusals.set("print_labels", refused("printer_missing", "printer"));
    await press(FINISH);
    await waitFor(() => expect(input("printer").getAttribute("aria-invalid")).toBe("true"));
    await press(`qqq${FINISH}`);
    await waitFor(() => expect(part("detail").textContent).toContain("Vyberte tiskárnu, nebo soubor"));
    expect(office.calls("print_labels")).toHaveLength(1);
    await press("{Escape}{Escape}");
    await waitFor(() => expect(panel()).toBeNull());
    await focusIsOn(() => part("detail"));
  });

  test("says when the device has no printer at all", async () => {
    const { press } = await opened({}, (it) => (it.printers = []));
    await press(LABEL);
    await focusIsIn("printer");
    await waitFor(() => expect(panel()?.textContent).toContain("Toto zařízení nemá žádnou tiskárnu."));
  });
});

describe("a receipt", () => {
  test("is printed with one key where a printer for paper is set", async () => {
    const { office, press } = await opened({}, paperOn("Kyocera podatelna"));
    await press(RECEIPT);
    await says("Potvrzení k záznamu HLUC/00002/2026 („Žádost o povolení č. 2“) vytištěno.");
    expect(office.calls("print_receipt")).toEqual([{ document: "d2", to: { printer: "Kyocera podatelna", path: "", replace: false } }]);
  });

  test("is not printed on a roll of labels: it is asked where to", async () => {
    const { office, press } = await opened({ printer: "Zebra", format: "roll-62x29" });
    await press(RECEIPT);
    await focusIsIn("printer");
    expect(input("printer").value).toBe("");
    await press(`kyo{Enter}${FINISH}`);
    await says(/Potvrzení k záznamu/);
    expect(office.calls("print_receipt")).toEqual([{ document: "d2", to: { printer: "Kyocera podatelna", path: "", replace: false } }]);
  });

  test("is for received documents only", async () => {
    const { office, press } = await opened({ printer: "Kyocera podatelna" }, (it) => (it.rows = [aRow(2, { origin: "own" })]));
    await press(`${RECEIPT}${LABEL}`);
    await says(/Štítek/);
    expect(office.calls("print_receipt")).toEqual([]);
    expect(screen.getByRole("button", { name: /Potvrzení pro předávajícího/ }).hasAttribute("disabled")).toBe(true);
  });
});

describe("a label with every registered document", () => {
  const register = async (press: (keys: string) => Promise<void>, subject: string) => {
    await press("novak{Enter}");
    await waitFor(() => expect(input("sender").value).toBe("Novák Jan"));
    input("subject").focus();
    await press(`${subject}${FINISH}`);
    await focusIsIn("sender");
    await waitFor(() => expect(input("subject").value).toBe(""));
  };
  const entry = async (labels: Parameters<typeof aLabels>[0]) => {
    const it = await opened(labels);
    await it.press("{Control>}n{/Control}");
    await focusIsIn("sender");
    return it;
  };

  test("is printed behind her back, one after the other", async () => {
    const { office, press } = await entry({ printer: "Kyocera podatelna", format: "a4-3x7", first: 3, on_registering: true });
    await register(press, "Lípa");
    await register(press, "Dub");
    await waitFor(() => expect(office.calls("print_labels")).toHaveLength(2));
    expect(office.calls("print_labels")).toEqual([
      { documents: ["d3"], first: 3, to: { printer: "Kyocera podatelna", path: "", replace: false } },
      { documents: ["d4"], first: 4, to: { printer: "Kyocera podatelna", path: "", replace: false } },
    ]);
    await says(/Zaevidováno pod/);
  });

  test("that cannot be printed is said; the next entry goes on undisturbed", async () => {
    const { office, press } = await entry({ printer: "Zebra", on_registering: true });
    office.refusals.set("print_labels", gone);
    await register(press, "Lípa");
    await says(/Tiskárna Zebra tisk nepřijala/);
    expect(document.activeElement).toBe(input("sender"));
    await press("nov");
    expect(input("sender").value).toBe("nov");
    expect(office.rows).toHaveLength(3);
  });

  test("is not printed unless it is wanted", async () => {
    const { office, press } = await entry({ printer: "Zebra", on_registering: false });
    await register(press, "Lípa");
    expect(office.calls("print_labels")).toEqual([]);
  });
});
