import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aClass, aFileRow, aRow, refused } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const FINISH = "{Control>}{Enter}{/Control}";
const SETTLE = "{Control>}s{/Control}";
const CLOSE = "{Control>}{Shift>}k{/Shift}{/Control}";
const REOPEN = "{Control>}{Shift>}s{/Shift}{/Control}";
const MOVE = "{Control>}{Shift>}m{/Shift}{/Control}";
const ASSIGN = "{Control>}{Shift>}d{/Shift}{/Control}";
const CORRECT = "{Control>}e{/Control}";
const EVENT = "{Control>}{Shift>}l{/Shift}{/Control}";
const JOIN = "{Control>}b{/Control}";
const PART = "{Control>}{Shift>}b{/Shift}{/Control}";

const many = (n: number) => (office: Office) => void (office.caseFiles = Array.from({ length: n }, (_, at) => aFileRow(n - at)));
/** The window on its case files, with the first of them chosen. */
const opened = async (furnish: (office: Office) => void = many(3)) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(2), aRow(1)];
    furnish(office);
  });
  await focusIsOn(grid);
  await it.user.keyboard("{F4}");
  await waitFor(() => expect(document.querySelector("[data-screen=case_files]")).not.toBeNull());
  await focusIsOn(grid);
  return it;
};
/** One file in that state, with what may be done with it. */
const one = async (may: string[], row: Parameters<typeof aFileRow>[1] = {}, furnish: (office: Office) => void = () => {}) => {
  const it = await opened((office) => {
    office.caseFiles = [aFileRow(1, row), aFileRow(2, { state: "closed" })];
    office.fileDetails.set("s1", { may });
    furnish(office);
  });
  await isShown("s1");
  return it;
};
const selected = () => document.querySelector("[data-case-file][aria-selected=true]")?.getAttribute("data-case-file");
const isSelected = (id: string) => waitFor(() => expect(selected()).toBe(id));
const isShown = (id: string) => waitFor(() => expect(part("detail")?.dataset.detail).toBe(id));
const lists = (office: Office) => office.calls("list_case_files").map((it) => it.query as { list: string; search: string; after: string | null });

describe("the list of case files", () => {
  test("is walked to the last of two thousand, read page after page", async () => {
    const { office, press } = await opened(many(2000));
    await isSelected("s2000");
    await press("{ArrowDown}");
    await isSelected("s1999");
    await press("{End}");
    await isSelected("s1");
    expect(lists(office).map((it) => it.after)).toEqual([null, "100", "600", "1100", "1600"]);
    await isShown("s1");
    await press("{Home}");
    await isSelected("s2000");
  });

  test("is another one with Alt and a digit, and shows its first file", async () => {
    const { office, press } = await opened((office) => void (office.caseFiles = [aFileRow(1), aFileRow(2, { state: "closed" })]));
    await isSelected("s1");
    await press("{Alt>}4{/Alt}");
    await isSelected("s2");
    expect(lists(office).at(-1)).toMatchObject({ list: "closed" });
    await press("{Alt>}5{/Alt}");
    await waitFor(() => expect(part("list").textContent).toContain("2 spisy"));
  });

  test("says how many there are", async () => {
    const { office } = await opened((it) => void (it.caseFiles = [aFileRow(1), aFileRow(2), aFileRow(3, { state: "closed" })]));
    const count = (list: string) => document.querySelector(`[data-list=${list}] .count`)?.textContent;
    await waitFor(() => expect([count("open"), count("closed"), count("settled"), count("all")]).toEqual(["2", "1", "0", "3"]));
    office.caseFiles = [];
    office.tell(["case_files"]);
    await waitFor(() => expect(count("all")).toBe("0"));
  });

  test("is searched while it is typed; Escape clears and goes back", async () => {
    const { press } = await opened(many(30));
    await isSelected("s30");
    await press("/");
    await focusIsIn("search");
    await press("c. 17");
    await waitFor(() => expect(part("list").querySelectorAll("[data-case-file]")).toHaveLength(1));
    await press("{Enter}");
    await isSelected("s17");
    await press("/");
    await focusIsIn("search");
    await press("{Escape}{Escape}");
    await focusIsOn(grid);
  });

  test.each([
    ["", "Žádný spis není otevřený."],
    ["{Alt>}2{/Alt}", "Žádný spis nevedete."],
    ["{Alt>}3{/Alt}", "Žádný vyřízený spis nečeká na uzavření."],
    ["{Alt>}4{/Alt}", "Zatím žádný spis není uzavřený."],
    ["{Alt>}5{/Alt}", "Zatím tu žádný spis není."],
  ])("empty after %j says what that means", async (keys, said) => {
    const { press } = await opened(many(0));
    if (keys) await press(keys);
    await waitFor(() => expect(part("list").textContent).toContain(said));
    expect(part("detail").textContent).toContain("Vyberte spis v seznamu.");
  });

  test("that cannot be read says so", async () => {
    await opened((office) => void office.refusals.set("list_case_files", { ...refused("broken"), kind: "broken" }));
    await waitFor(() => expect(part("list").textContent).toContain("Seznam se nepodařilo načíst."));
  });

  test("says in words what waits", async () => {
    await opened((office) => void (office.caseFiles = [aFileRow(1, { mark: null, is_pending: true })]));
    await waitFor(() => expect(part("list").textContent).toContain("sp. zn. bude přidělena"));
    expect(part("list").textContent).toContain("čeká na odeslání");
    expect(part("list").textContent).toContain("otevřený");
  });

  test("follows what the desk announces", async () => {
    const { office } = await opened(many(1));
    await isShown("s1");
    office.caseFiles = [aFileRow(1, { mark: "S-HLUC/77/2026", state: "open" })];
    office.tell(["case_files"]);
    await waitFor(() => expect(part("list").textContent).toContain("S-HLUC/77/2026"));
    await waitFor(() => expect(part("detail").textContent).toContain("S-HLUC/77/2026"));
  });

  test("and a document in it follow each other: its state shows in the file, the file's mark in the document", async () => {
    const { office, press } = await one([], { mark: null });
    office.fileDetails.set("s1", { documents: [{ order: 1, document: aRow(1, { state: "settled" }) }] });
    office.tell(["documents"]);
    await waitFor(() => expect(document.querySelector("[data-file-document=d1]")?.textContent).toContain("vyřízeno"));
    office.rows = [aRow(2, { case_file: "s1" })];
    office.tell(["documents"]);
    await press("{F2}");
    await focusIsOn(grid);
    await waitFor(() => expect(part("detail").textContent).toContain("sp. zn. bude přidělena"));
    office.rows = [aRow(2, { case_file: "s1", file_mark: "S-HLUC/1/2026" })];
    office.tell(["case_files"]);
    await waitFor(() => expect(part("detail").textContent).toContain("S-HLUC/1/2026"));
  });

  test("left and come back to stands as it was", async () => {
    const { press } = await opened();
    await isSelected("s3");
    await press("{ArrowDown}{F2}");
    await waitFor(() => expect(document.querySelector("[data-screen=registry]")).not.toBeNull());
    await press("{F4}");
    await isSelected("s2");
    await isShown("s2");
  });
});

describe("a case file", () => {
  test("shows its facts in the words of the filing rules", async () => {
    await one([], {}, (office) =>
      office.fileDetails.set("s1", {
        numbering: "collecting_sheet",
        settled: { way: "noted", note: "", reason: "", at: "2026-11-21T09:05:00Z", by: "Nováková Jana" },
        closed_at: "2026-11-22T09:05:00Z",
        due_year: 2032,
        history: [{ at: "2026-11-22T09:05:00Z", by: "Nováková Jana", in_place_of: "", on: "", verb: "close_case_file", changes: [], reason: "", is_pending: false }],
      }),
    );
    const said = part("detail").textContent;
    for (const it of [
      "Spisová značkaS-HLUC/1/2026",
      "JIDHLUC0200001X",
      "Věcná skupina246.1 – Ochrana přírody – kácení dřevin",
      "Skartační režimS5",
      "Číslovánísběrný arch",
      "VedeOŽP · Nováková Jana",
      "Vyřízenovzetím na vědomí · Nováková Jana · 21. 11. 2026 10:05",
      "Uzavřen22. 11. 2026 10:05",
      "Rok vyřazení2032",
      "spis uzavřen",
    ])
      expect(said).toContain(it);
  });

  test("its documents are walked with arrows, and Enter opens one in the registry", async () => {
    const { press } = await one(["settle"]);
    await press("{Enter}");
    await focusIsOn(() => part("detail"));
    await press("{Control>}d{/Control}");
    await focusIsOn(() => document.querySelector("[data-file-document=d1]"));
    await press("{ArrowDown}{ArrowDown}");
    await focusIsOn(() => document.querySelector("[data-file-document=d2]"));
    await press("{Enter}");
    await waitFor(() => expect(document.querySelector("[data-screen=registry]")).not.toBeNull());
    await isShown("d2");
    await focusIsOn(() => part("detail"));
    // The registry is later found as it was left, not opened at that document again.
    await press("{Escape}{ArrowDown}{F4}");
    await isShown("s1");
    await press("{F2}");
    await focusIsOn(grid);
    await isShown("d1");
  });

  test("says so where nothing in it is to be seen", async () => {
    await one([], {}, (office) => void office.fileDetails.set("s1", { documents: [] }));
    expect(part("detail").textContent).toContain("Bez dokumentů");
    expect(part("detail").textContent).toContain("nesmíte vidět");
  });

  test("that is gone says so", async () => {
    const { office } = await one(["settle"]);
    office.caseFiles = [];
    office.tell(["case_files"]);
    await waitFor(() => expect(part("list").textContent).toContain("Žádný spis není otevřený."));
  });

  test("is settled with its documents", async () => {
    const { office, press, keysPressed } = await one(["settle"]);
    await press(SETTLE);
    await focusIsIn("way");
    expect(part("detail").textContent).toContain("Stejně se vyřídí i 2 dokumenty v něm.");
    await press(FINISH);
    await says("Spis S-HLUC/1/2026 vyřízen.");
    expect(office.calls("settle_case_file")).toEqual([{ case_file: "s1", way: "by_document", note: "", reason: "" }]);
    expect(keysPressed()).toBe(2);
    await focusIsOn(() => part("detail"));
  });

  test("says before it is settled how much is settled with it, and what nobody has accepted", async () => {
    const { press } = await one(["settle"], {}, (office) => {
      const states = ["in_hand", "assigned", "settled", "cancelled"];
      const documents = states.map((state, at) => ({ order: at + 1, document: { ...office.rows[at]!, state } }));
      office.fileDetails.set("s1", { documents });
    });
    await press(SETTLE);
    await focusIsIn("way");
    expect(part("detail").textContent).toContain("Stejně se vyřídí i 2 dokumenty v něm. 1 z nich ještě nikdo nepřevzal.");
  });

  test("says of the only one that nobody has accepted it", async () => {
    const { press } = await one(["settle"], {}, (office) => {
      office.fileDetails.set("s1", { documents: [{ order: 1, document: { ...office.rows[0]!, state: "assigned" } }] });
    });
    await press(SETTLE);
    await focusIsIn("way");
    expect(part("detail").textContent).toContain("Stejně se vyřídí i 1 dokument v něm. Ještě ho nikdo nepřevzal.");
  });

  test("is opened again with a reason, and in another class where it must be", async () => {
    const { office, press } = await one(["reopen"], { state: "open" });
    office.refusals.set("reopen_case_file", refused("class_closed", "class", { mark: "246.1" }));
    await press(REOPEN);
    await focusIsIn("reason");
    await press(`odvolání${FINISH}`);
    await focusIsIn("class");
    await press("246.2{Enter}");
    await waitFor(() => expect(input("class").value).toContain("246.2"));
    await press(FINISH);
    await says("Spis S-HLUC/1/2026 je znovu otevřený.");
    expect(office.calls("reopen_case_file")).toEqual([
      { case_file: "s1", reason: "odvolání", class: null },
      { case_file: "s1", reason: "odvolání", class: "k2" },
    ]);
  });

  test("is moved to another class with a reason and the class it was seen in", async () => {
    const { office, press } = await one(["move"]);
    await press(MOVE);
    await focusIsIn("class");
    await press("118{Enter}");
    await focusIsIn("reason");
    await press(`omyl${FINISH}`);
    await says("Spis S-HLUC/1/2026 přetříděn.");
    expect(office.calls("move_case_file")).toEqual([{ case_file: "s1", seen: "k1", class: "k3", reason: "omyl" }]);
  });

  test("is given to another unit and says who was seen to keep it", async () => {
    const { office, press } = await one(["assign"]);
    await press(ASSIGN);
    await focusIsIn("unit");
    await press(`OSVVS{Enter}${FINISH}`);
    await says("Spis S-HLUC/1/2026 přidělen.");
    expect(office.calls("assign_case_file")).toEqual([{ case_file: "s1", seen_unit: null, seen_person: null, unit: "u2", person: null }]);
  });

  test("that somebody moved meanwhile is refused beside the class", async () => {
    const { office, press } = await one(["move"]);
    office.refusals.set("move_case_file", refused("conflict", "class"));
    await press(MOVE);
    await focusIsIn("class");
    await press(`118{Enter}x${FINISH}`);
    await focusIsIn("class");
    expect(input("class").getAttribute("aria-invalid")).toBe("true");
  });

  test("is joined to another one, never to itself", async () => {
    const { office, press } = await one(["join"]);
    await press(JOIN);
    await focusIsIn("to");
    await press("kaceni");
    await waitFor(() => expect(document.querySelectorAll(".combobox-list:not([hidden]) li")).toHaveLength(1));
    await press(`{Enter}${FINISH}`);
    await says("Spis S-HLUC/1/2026 spojen.");
    expect(office.calls("join_case_files")).toEqual([{ case_file: "s1", to: "s2" }]);
  });

  test("is parted from the one of the joined files that is chosen", async () => {
    const { office, press } = await one(["part"], {}, (it) => void it.fileDetails.set("s1", { may: ["part"], joined: [aFileRow(2), aFileRow(3)] }));
    await press(PART);
    await focusIsIn("from");
    await press("{ArrowDown}{Enter}");
    await focusIsIn("reason");
    await press(`nesouvisí${FINISH}`);
    await says("Spis S-HLUC/1/2026 odpojen.");
    expect(office.calls("part_case_files")).toEqual([{ case_file: "s1", from: "s3", reason: "nesouvisí" }]);
  });

  test("leads to the files joined to it", async () => {
    const { press } = await one([], {}, (it) => void it.fileDetails.set("s1", { may: [], joined: [aFileRow(2)] }));
    document.querySelector<HTMLElement>("[data-joined=s2]")!.focus();
    await press("{Enter}");
    await isShown("s2");
    await focusIsOn(() => part("detail"));
  });

  test("what may not be done now does nothing", async () => {
    const { press } = await one([]);
    await press(`${SETTLE}${CLOSE}${REOPEN}${MOVE}${JOIN}${PART}`);
    expect(document.querySelector("[data-panel]")).toBeNull();
  });

  test("is found in the palette by its mark", async () => {
    const { press } = await opened(many(12));
    await press("{F2}{Control>}k{/Control}");
    await focusIsIn("palette");
    await press("S-HLUC/7/");
    await waitFor(() => expect(document.querySelector("[role=option]")?.textContent).toContain("S-HLUC/7/2026"));
    await press("{Enter}");
    await isShown("s7");
    await focusIsOn(() => part("detail"));
  });
});

describe("correcting a case file", () => {
  test("says what was seen and what is wanted, and an empty subject is refused beside it", async () => {
    const { office, press } = await one(["correct"]);
    office.refusals.set("correct_case_file", refused("subject_missing", "subject"));
    await press(CORRECT);
    await focusIsIn("subject");
    await press(`{Control>}a{/Control}{Delete}${FINISH}`);
    await waitFor(() => expect(input("subject").getAttribute("aria-invalid")).toBe("true"));
    await press(`Kácení lípy{Enter} ${FINISH}`);
    await says("Spis S-HLUC/1/2026 opraven.");
    const seen = { subject: "Kácení dřevin č. 1", restricted: false };
    expect(office.calls("correct_case_file").at(-1)).toEqual({ case_file: "s1", seen, wanted: { subject: "Kácení lípy", restricted: true }, reason: "" });
    await focusIsOn(() => part("detail"));
  });
});

describe("the event a closed case file waits for", () => {
  const closed = async (of?: object) => {
    const it = await opened((office) => {
      office.caseFiles = [aFileRow(1, { state: "closed" })];
      office.fileDetails.set("s1", { may: ["event"], is_of_event: true, closed_at: "2026-11-22T09:05:00Z", ask_on: "2031-11-22", ...of });
    });
    await it.press("{Alt>}4{/Alt}");
    await isShown("s1");
    return it;
  };

  test("is asked about from a day on, and its year is noted", async () => {
    const { office, press } = await closed();
    expect(part("detail").textContent).toContain("Na událost se zeptat22. 11. 2031");
    expect(part("detail").textContent).toContain("podle události, na kterou se čeká");
    await press(EVENT);
    await focusIsIn("trigger_year");
    await press(`2025${FINISH}`);
    await says("U spisu S-HLUC/1/2026 je odpověď o události uložená.");
    expect(office.calls("note_event")).toEqual([{ case_file: "s1", seen: null, year: "2025", reason: "" }]);
  });

  test("that was noted is changed with a reason, which is asked for beside its field", async () => {
    const { office, press } = await closed({ trigger_year: 2024, ask_on: null, due_year: 2030 });
    expect(part("detail").textContent).toContain("Rok události2024");
    office.refusals.set("note_event", refused("reason_missing", "reason"));
    await press(EVENT);
    await focusIsIn("trigger_year");
    await press(`{Control>}a{/Control}2025${FINISH}`);
    await focusIsIn("reason");
    await press(`dodatek smlouvy${FINISH}`);
    await says(/uložená/);
    expect(office.calls("note_event").at(-1)).toEqual({ case_file: "s1", seen: 2024, year: "2025", reason: "dodatek smlouvy" });
  });
});

describe("closing a case file", () => {
  const dialog = () => document.querySelector("[role=dialog]");

  test("asks before: Enter goes back, Ctrl+Enter closes", async () => {
    const { office, press } = await one(["close"]);
    await press(CLOSE);
    await waitFor(() => expect(dialog()?.textContent).toContain("Uzavřením začne běžet skartační lhůta"));
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Zpět"));
    await press("{Enter}");
    await waitFor(() => expect(dialog()).toBeNull());
    expect(office.calls("close_case_file")).toHaveLength(0);
    // The focus is back where the dialog was called from.
    await focusIsOn(grid);
    await press(CLOSE);
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Zpět"));
    await press(FINISH);
    await says("Spis S-HLUC/1/2026 uzavřen.");
    expect(office.calls("close_case_file")).toEqual([{ case_file: "s1", trigger_year: "" }]);
    await waitFor(() => expect(dialog()).toBeNull());
    await focusIsOn(grid);
  });

  test("asks for the year a class counts from", async () => {
    const { office, press } = await one(["close"], {}, (it) => void it.fileDetails.set("s1", { may: ["close"], class: aClass({ needs_trigger_year: true }) }));
    office.refusals.set("close_case_file", refused("trigger_year_missing", "trigger_year"));
    await press(CLOSE);
    await focusIsIn("trigger_year");
    await press(FINISH);
    await waitFor(() => expect(input("trigger_year").getAttribute("aria-invalid")).toBe("true"));
    await press(`1964${FINISH}`);
    await says(/uzavřen/);
    expect(office.calls("close_case_file").at(-1)).toEqual({ case_file: "s1", trigger_year: "1964" });
  });

  test("that is refused says why in the dialog, and Escape leaves it", async () => {
    const { office, press } = await one(["close"]);
    office.refusals.set("close_case_file", refused("open_documents", null, { n: "2" }));
    await press(CLOSE);
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Zpět"));
    await press(FINISH);
    await waitFor(() => expect(dialog()?.querySelector("[role=alert]")?.textContent).toContain("2 nevyřízených dokumentů"));
    await press("{Escape}");
    await waitFor(() => expect(dialog()).toBeNull());
    await focusIsOn(grid);
  });
});

describe("a print of a case file", () => {
  test("goes at once to the printer for paper where one is set", async () => {
    const { office, press, keysPressed } = await one([], {}, (it) => void (it.start = { ...it.start, preferences: { ...it.start.preferences, paper_printer: "Kyocera" } }));
    await press("{Control>}t{/Control}");
    await says("Obal spisu S-HLUC/1/2026 vytištěn.");
    await press("{Control>}{Shift>}t{/Shift}{/Control}");
    await says("Soupis dokumentů spisu S-HLUC/1/2026 vytištěn.");
    expect(office.calls("print_case_file")).toEqual([
      { case_file: "s1", what: "cover", to: { printer: "Kyocera", path: "", replace: false } },
      { case_file: "s1", what: "list", to: { printer: "Kyocera", path: "", replace: false } },
    ]);
    expect(keysPressed()).toBe(2);
  });

  test("asks where to otherwise, and goes to a file by its path", async () => {
    const { office, press } = await one([]);
    await press("{Control>}t{/Control}");
    await focusIsIn("printer");
    await press("{Enter}");
    await focusIsIn("path");
    await press(`/tmp/obal.pdf${FINISH}`);
    await says("Uloženo do /tmp/obal.pdf.");
    expect(office.calls("print_case_file")).toEqual([{ case_file: "s1", what: "cover", to: { printer: "", path: "/tmp/obal.pdf", replace: false } }]);
    await focusIsOn(() => part("detail"));
  });

  test("refused is said beside the printer", async () => {
    const { office, press } = await one([]);
    office.refusals.set("print_case_file", refused("printer_missing", "printer"));
    await press("{Control>}{Shift>}t{/Shift}{/Control}");
    await focusIsIn("printer");
    await press(FINISH);
    await waitFor(() => expect(input("printer").getAttribute("aria-invalid")).toBe("true"));
  });
});
