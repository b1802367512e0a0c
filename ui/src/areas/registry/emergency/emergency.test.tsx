import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { anEmergency, aRow, aSeat, aStart, aStatus } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const opened = async (furnish: (office: Office) => void) => {
  const it = await openWindow((office) => {
    office.start = aStart({ open: aSeat({ roles: ["supervisor"] }) });
    office.status = aStatus({ reach: "offline" });
    furnish(office);
  });
  await focusIsOn(grid);
  await it.press("{Control>}{Shift>}e{/Shift}{/Control}");
  await waitFor(() => expect(part("emergency")).not.toBeNull());
  return it;
};
const text = () => part("emergency").textContent ?? "";

test("it is declared with a reason by keys, and the window says so from then on", async () => {
  const { office, press } = await opened(() => {});
  await focusIsIn("reason");
  await press("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(text()).toContain("Důvod chybí."));
  await press("Vichřice přerušila vedení{Control>}{Enter}{/Control}");
  await says("Náhradní evidence začala.");
  await focusIsOn(() => part("emergency"));
  expect(office.calls("declare_emergency").at(-1)).toEqual({ reason: "Vichřice přerušila vedení" });
  await waitFor(() => expect(text()).toContain("Toto pracoviště zapisuje do náhradní evidence NE-01/2026-09. Další číslo: 5."));
  const banner = screen.getByRole("complementary", { name: "Upozornění" });
  await waitFor(() => expect(banner.textContent).toContain("zapisuje do náhradní evidence NE-01/2026-09"));
});

test("while the centre answers there is none, and the field says why", async () => {
  const { press } = await opened((it) => (it.status = aStatus({ reach: "online" })));
  await focusIsIn("reason");
  await press("Nechce se mi{Control>}{Enter}{/Control}");
  await waitFor(() => expect(text()).toContain("Ústředna odpovídá, evidovat se dá obvyklou cestou."));
});

test("it is closed with what becomes of its documents, chosen by arrows", async () => {
  const { office, press } = await opened((it) => (it.emergencies = [anEmergency()]));
  await focusIsOn(() => part("emergency"));
  await press("{Control>}{Shift>}k{/Shift}{/Control}");
  await focusIsIn("afterwards");
  await press("{ArrowDown}{Control>}{Enter}{/Control}");
  await says("NE-01/2026-01 je uzavřená, dokumenty v ní zůstávají.");
  expect(office.calls("end_emergency")).toEqual([{ register: "e1", afterwards: "keep" }]);
  await waitFor(() => expect(text()).toContain("ponechat a vyřídit v náhradní evidenci"));
});

test("who does not supervise sees how it stands and is asked for nothing", async () => {
  await opened((it) => {
    it.start = aStart();
    it.emergencies = [anEmergency({ is_here: false })];
  });
  expect(text()).toContain("Náhradní evidenci vyhlašuje a uzavírá vedoucí.");
  expect(text()).toContain("Výpadek proudu po vichřici");
  expect(input("reason")).toBeNull();
  expect(screen.queryByRole("button", { name: /Uzavřít/ })).toBeNull();
});

test("the printed register can be a substitute one", async () => {
  const { office, press } = await opened((it) => {
    it.emergencies = [anEmergency({ ended_at: "2026-11-21T08:00:00Z", is_here: false, afterwards: "keep" })];
    it.printers = ["Kyocera"];
  });
  await press("{Escape}{Control>}{Shift>}p{/Shift}{/Control}");
  await waitFor(() => expect(input("register")).not.toBeNull());
  input("register").focus();
  await press("NE{Enter}");
  await waitFor(() => expect(input("day")).toBeNull());
  input("path").focus();
  await press("/tmp/kniha.pdf{Control>}{Enter}{/Control}");
  await waitFor(() => expect(office.calls("print_emergency")).toEqual([{ register: "e1", format: "pdf", to: { printer: "", path: "/tmp/kniha.pdf", replace: false } }]));
});

test("a document kept in it is registered again with one key", async () => {
  const { office, press } = await openWindow((it) => {
    it.rows = [aRow(1, { reference: "NE-01/2026-01/1" })];
    it.details.set("d1", { emergency: { text: "NE-01/2026-01/1", reregistered_at: null }, may: ["reregister"] });
  });
  await focusIsOn(grid);
  await press("{ArrowDown}{Enter}");
  await waitFor(() => expect(part("detail").textContent).toContain("nemá, je v náhradní evidenci"));
  await press("{Control>}{Shift>}g{/Shift}{/Control}");
  await says("NE-01/2026-01/1 („Žádost o povolení č. 1“): přeevidováno.");
  expect(office.calls("reregister_document")).toEqual([{ document: "d1" }]);
});
