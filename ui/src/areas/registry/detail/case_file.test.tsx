import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aFileRow, aRow, refused } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const FOUND = "{Control>}{Shift>}f{/Shift}{/Control}";
const INSERT = "{Control>}{Shift>}v{/Shift}{/Control}";
const TAKE_OUT = "{Control>}{Shift>}y{/Shift}{/Control}";
const SETTLE = "{Control>}s{/Control}";
const REOPEN = "{Control>}{Shift>}s{/Shift}{/Control}";
const FINISH = "{Control>}{Enter}{/Control}";

const inFile = { case_file: "s1", file_mark: "S-HLUC/1/2026" };

/** One document, with what may be done with it. */
const opened = async (may: string[], row: Parameters<typeof aRow>[1] = {}, furnish: (office: Office) => void = () => {}) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(1, row)];
    office.caseFiles = [aFileRow(1), aFileRow(2), aFileRow(3, { state: "closed" })];
    office.details.set("d1", { may });
    furnish(office);
  });
  await focusIsOn(grid);
  await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
  return it;
};
const options = () => [...document.querySelectorAll(".combobox-list:not([hidden]) .choice-label")].map((it) => it.textContent);

describe("a document and its case file", () => {
  test("a file is founded by keys alone: the class by its mark, the subject as the document has it", async () => {
    const { office, press, keysPressed } = await opened(["found"]);
    await press(FOUND);
    await focusIsIn("class");
    await press("246.2{Enter}");
    await focusIsIn("subject");
    expect(input("class").value).toBe("246.2 – Ochrana přírody – žádosti a stížnosti");
    await press(FINISH);
    await says("Z dokumentu HLUC/00001/2026 („Žádost o povolení č. 1“) je založen spis.");
    expect(office.calls("found_case_file")).toEqual([{ document: "d1", class: "k2", subject: "Žádost o povolení č. 1" }]);
    expect(keysPressed() - "246.2".length).toBe(3);
    await focusIsOn(() => part("detail"));
  });

  test("a class is found by words without accents", async () => {
    const { press } = await opened(["found"]);
    await press(FOUND);
    await focusIsIn("class");
    await press("kaceni prir");
    await waitFor(() => expect(options()).toEqual(["246.1 – Ochrana přírody – kácení dřevin"]));
  });

  test("a file without a class is refused beside the class", async () => {
    const { office, press } = await opened(["found"]);
    office.refusals.set("found_case_file", refused("class_unknown", "class"));
    await press(FOUND);
    await focusIsIn("class");
    await press(FINISH);
    await waitFor(() => expect(input("class").getAttribute("aria-invalid")).toBe("true"));
    expect(office.calls("found_case_file")[0]).toMatchObject({ class: "" });
    await focusIsIn("class");
  });

  test("says so where no filing plan is loaded", async () => {
    const { press } = await opened(["found"], {}, (office) => void (office.classes = []));
    await press(FOUND);
    await waitFor(() => expect(part("detail").textContent).toContain("Spisový plán tu zatím není."));
  });

  test("is put into an open file found by its mark, with the file it was seen in", async () => {
    const { office, press } = await opened(["insert"], inFile);
    await press(INSERT);
    await focusIsIn("case_file");
    await press("s-hluc");
    // Neither the closed one nor the one it is in.
    await waitFor(() => expect(options()).toEqual(["S-HLUC/2/2026 – Kácení dřevin č. 2"]));
    await press(`{Enter}${FINISH}`);
    await says("Dokument HLUC/00001/2026 („Žádost o povolení č. 1“) vložen do spisu.");
    expect(office.calls("insert_document")).toEqual([{ document: "d1", case_file: "s2", seen: "s1" }]);
  });

  test("is taken out of its file with a reason", async () => {
    const { office, press } = await opened(["take_out"], inFile);
    await press(TAKE_OUT);
    await focusIsIn("reason");
    await press(`vloženo omylem${FINISH}`);
    await says("Dokument HLUC/00001/2026 („Žádost o povolení č. 1“) vyjmut ze spisu.");
    expect(office.calls("take_out_document")).toEqual([{ document: "d1", case_file: "s1", reason: "vloženo omylem" }]);
  });

  test("is settled with two keys, or in the way the arrows choose", async () => {
    const { office, press, keysPressed } = await opened(["settle"], inFile);
    await press(SETTLE);
    await focusIsIn("way");
    await press(FINISH);
    await says("Dokument HLUC/00001/2026 („Žádost o povolení č. 1“) vyřízen.");
    expect(keysPressed()).toBe(2);
    await press(SETTLE);
    await focusIsIn("way");
    await press("{ArrowDown}{ArrowDown}{Enter}");
    await focusIsIn("note");
    await press(FINISH);
    await waitFor(() => expect(office.calls("settle_document")).toHaveLength(2));
    expect(office.calls("settle_document")).toEqual([
      { document: "d1", way: "by_document", note: "", reason: "" },
      { document: "d1", way: "noted", note: "", reason: "" },
    ]);
  });

  test("settled in another way must say what was done and why", async () => {
    const { office, press } = await opened(["settle"], inFile);
    await press(SETTLE);
    await focusIsIn("way");
    await press(`{ArrowUp}${FINISH}`);
    await focusIsIn("note");
    expect(input("note").getAttribute("aria-invalid")).toBe("true");
    expect(office.calls("settle_document")).toHaveLength(0);
    await press(`vyřízeno telefonicky${FINISH}`);
    await focusIsIn("reason");
    expect(office.calls("settle_document")).toHaveLength(0);
    await press(`dohodou${FINISH}`);
    await says(/vyřízen/);
    expect(office.calls("settle_document")).toEqual([{ document: "d1", way: "otherwise", note: "vyřízeno telefonicky", reason: "dohodou" }]);
  });

  test("has its settlement taken back with a reason", async () => {
    const { office, press } = await opened(["reopen"], { ...inFile, state: "settled" });
    await press(REOPEN);
    await focusIsIn("reason");
    await press(`přišel doplněk${FINISH}`);
    await says("Vyřízení dokumentu HLUC/00001/2026 („Žádost o povolení č. 1“) je zrušeno.");
    expect(office.calls("reopen_document")).toEqual([{ document: "d1", reason: "přišel doplněk" }]);
  });

  test("shows its file, its earlier numbers, how it was settled, what it answers and what answers it", async () => {
    await opened([], { case_file: "s1", file_mark: "", state: "settled" }, (office) =>
      office.details.set("d1", {
        order: 3,
        earlier_references: ["HLUC/00007/2026", "HLUC/00009/2026"],
        settled: { way: "forwarded", note: "krajskému úřadu", reason: "", at: "2026-11-21T09:05:00Z", by: "Nováková Jana" },
        answers: aRow(7),
        replies: [aRow(8, { addressee: "Novák Jan", subject: "Stanovisko" }), aRow(9, { reference: null, subject: "Doplnění" })],
      }),
    );
    const said = part("detail").textContent;
    expect(said).toContain("sp. zn. bude přidělena · 3. v pořadí");
    expect(said).toContain("HLUC/00007/2026, HLUC/00009/2026");
    expect(said).toContain("postoupením · krajskému úřadu · Nováková Jana · 21. 11. 2026 10:05");
    expect(said).toContain("HLUC/00007/2026 – Žádost o povolení č. 7");
    expect(said).toContain("OdpověďHLUC/00008/2026 – Novák Jan – Stanovisko");
    expect(said).toContain(`Odpověď${aRow(9).jid} – Doplnění`);
    expect(said).toContain("vyřízeno");
  });

  test("leads to its file, and from there back", async () => {
    const { press } = await opened([], inFile);
    await press("{Control>}i{/Control}");
    await waitFor(() => expect(document.querySelector("[data-screen=case_files]")).not.toBeNull());
    await waitFor(() => expect(part("detail").dataset.detail).toBe("s1"));
    await focusIsOn(() => part("detail"));
    await press("{F2}");
    await focusIsOn(grid);
  });

  test("the second row shows only what can be done now", async () => {
    await opened(["correct", "insert"], inFile);
    const [first, further] = [...part("detail").querySelectorAll("[role=toolbar]")];
    expect([...further!.querySelectorAll("button span")].map((it) => it.textContent)).toEqual(["Vložit do spisu", "Odpovědět", "Přejít do spisu"]);
    expect(first!.querySelectorAll("button")).toHaveLength(7);
  });

  test("what may not be done now does nothing", async () => {
    const { press } = await opened(["correct"]);
    await press(`${FOUND}${INSERT}${TAKE_OUT}${SETTLE}${REOPEN}`);
    expect(document.querySelector("[data-panel]")).toBeNull();
  });

  test("a pasted text stays the field's own", async () => {
    const { press } = await opened(["correct", "insert"]);
    await press("{Control>}e{/Control}");
    await focusIsIn("subject");
    await press(INSERT);
    expect(document.querySelector("[data-panel=insert]")).toBeNull();
  });
});
