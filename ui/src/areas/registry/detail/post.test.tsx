import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { DocumentDetail } from "@/api/generated/api";
import { anItem, aRow } from "@/testing/data";
import { focusIsIn, focusIsOn, grid, openWindow, part, says } from "@/testing/window";

const opened = async (detail: Partial<DocumentDetail>) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(1)];
    office.details.set("d1", detail);
  });
  await focusIsOn(grid);
  await it.press("{ArrowDown}{Enter}");
  await waitFor(() => expect(part("detail").getAttribute("data-detail")).toBe("d1"));
  return it;
};
const panel = (name: string) => document.querySelector<HTMLElement>(`[data-panel="${name}"]`);

test("a document is handed to another office by keys; without one it says so", async () => {
  const { office, press } = await opened({ may: ["dispatch"] });
  await press("{Control>}{Shift>}u{/Shift}{/Control}");
  await focusIsIn("office");
  await press("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(panel("dispatch")?.textContent).toContain("Takový úřad tato ústředna nemá."));
  await press("skola{Enter}{Control>}{Enter}{/Control}");
  await says("HLUC/00001/2026 („Žádost o povolení č. 1“): předáno, ústředna ho zaeviduje u nich.");
  expect(office.calls("dispatch_document").at(-1)).toEqual({ document: "d1", office: "t3" });
});

test("where it went, where it came from and what came back stand in the record", async () => {
  await opened({
    dispatches: [
      { office: "Základní škola Hlučín", at: "2026-11-20T08:00:00Z", reference: "ZSHL/00007/2026", jid: "ZSHL01X" },
      { office: "Obec Bohuslavice", at: "2026-11-21T08:00:00Z", reference: "", jid: "" },
    ],
    source: { office: "Obec Bělá", jid: "BELA01X" },
    returns: [{ at: "2026-11-22T08:00:00Z", why: "moved_away", note: "Opava" }],
  });
  const text = part("detail").textContent;
  expect(text).toContain("ZSHL/00007/2026 (ZSHL01X)");
  expect(text).toContain("na cestě");
  expect(text).toContain("Obec Bělá – BELA01X");
  expect(text).toContain("adresát se odstěhoval · Opava");
});

test("a letter is noted as sent today with two keys; a wrong day is said at its field", async () => {
  const { office, press } = await opened({ may: ["sent"] });
  await press("{Control>}{Shift>}m{/Shift}{/Control}");
  await focusIsIn("way");
  await press("{Enter}");
  await focusIsIn("sent_on");
  await press("zítra{Control>}{Enter}{/Control}");
  await waitFor(() => expect(panel("sent")?.textContent).toContain("Odeslání nemůže být v budoucnosti."));
  await press("{Control>}a{/Control}{Delete}{Control>}{Enter}{/Control}");
  await says("HLUC/00001/2026 („Žádost o povolení č. 1“): odeslání je zapsané.");
  expect(office.calls("note_sent").at(-1)).toEqual({ document: "d1", sent_on: "", way: "post", note: "", corrects: null });
});

test("what was noted last is corrected from what stands there", async () => {
  const { office, press } = await opened({ may: ["sent"], sendings: [{ day: "2026-11-20", way: "courier", note: "RR 1" }] });
  expect(part("detail").textContent).toContain("20. 11. 2026 · kurýrem · RR 1");
  await press("{Control>}{Shift>}m{/Shift}{/Control}");
  await focusIsIn("which");
  await press("{ArrowDown}{Control>}{Enter}{/Control}");
  await says("HLUC/00001/2026 („Žádost o povolení č. 1“): odeslání je zapsané.");
  expect(office.calls("note_sent").at(-1)).toEqual({ document: "d1", sent_on: "20. 11. 2026", way: "courier", note: "RR 1", corrects: { day: "2026-11-20", way: "courier", note: "RR 1" } });
});

test("returned post is noted with why; another reason has to be said", async () => {
  const { office, press } = await opened({ may: ["returned"] });
  await press("{Control>}{Shift>}j{/Shift}{/Control}");
  await focusIsIn("why");
  await press("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{Control>}{Enter}{/Control}");
  await focusIsIn("note");
  await press("promočené{Control>}{Enter}{/Control}");
  await says("HLUC/00001/2026 („Žádost o povolení č. 1“): vrácená pošta je zapsaná.");
  expect(office.calls("note_returned").at(-1)).toEqual({ document: "d1", why: "otherwise", note: "promočené" });
});

test("whoever handles it is told under what needs them, and puts it away with one key", async () => {
  const { office, press } = await openWindow((it) => {
    it.items = [
      anItem(1, { id: "returned:d1", kind: "returned", verb: "note_returned", conflicts: [], choices: ["dismiss"], problem: { kind: "refused", code: "post_returned", field: null, args: { why: "moved_away", note: ", Opava" } } }),
    ];
  });
  await focusIsOn(grid);
  await press("{F9}");
  await waitFor(() => expect(document.body.textContent).toContain("Vrácená pošta"));
  await waitFor(() => expect(part("needs-you").textContent).toContain("Vrátilo se poštou: adresát se odstěhoval, Opava."));
  await press("{Delete}");
  await waitFor(() => expect(office.calls("settle")).toEqual([{ item: "returned:d1", choice: "dismiss" }]));
});
