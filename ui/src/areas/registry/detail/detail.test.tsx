import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aFile, aRow, refused } from "@/testing/data";
import { chosen } from "@/testing/desk_system";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const one = (office: Office) => void (office.rows = [aRow(1)]);
const opened = async (furnish: (office: Office) => void = one) => {
  const it = await openWindow(furnish);
  await focusIsOn(grid);
  await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
  return it;
};

describe("a document", () => {
  test("is assigned from the list: what was seen goes with it", async () => {
    const { office, press, keysPressed } = await opened();
    await press("{Control>}d{/Control}");
    await focusIsIn("unit");
    await press("osv{Enter}");
    await focusIsIn("person");
    await press("kv{Enter}{Control>}{Enter}{/Control}");
    await says("Záznam HLUC/00001/2026 („Žádost o povolení č. 1“) přidělen.");
    expect(office.calls("assign_document")[0]).toEqual({ document: "d1", seen_state: "assigned", seen_unit: "u1", seen_person: "o1", unit: "u2", person: "o2" });
    await focusIsOn(() => part("detail"));
    expect(keysPressed()).toBe(9);
  });

  test("is accepted with one key", async () => {
    const { office, press } = await opened();
    await press("{Control>}p{/Control}");
    await says(/převzali/);
    expect(office.calls("accept_document")).toHaveLength(1);
  });

  test("is taken back with one key from whoever has not accepted it", async () => {
    const { office, press } = await opened((it) => {
      one(it);
      it.details.set("d1", { may: ["withdraw"] });
    });
    await press("{Control>}{Shift>}r{/Shift}{/Control}");
    await says("Přidělení záznamu HLUC/00001/2026 („Žádost o povolení č. 1“) jste vzali zpět.");
    expect(office.calls("withdraw_document")).toEqual([{ document: "d1" }]);
    await focusIsOn(() => part("detail"));
  });

  test("that another desk assigned meanwhile is assigned with what was seen when the panel was opened", async () => {
    const { office, press } = await opened((it) => {
      it.rows = [aRow(1, { state: "unassigned", unit: "", person: "" })];
      it.details.set("d1", { unit_id: null, person_id: null });
    });
    await press("{Control>}d{/Control}");
    await focusIsIn("unit");
    office.rows = [aRow(1, { state: "in_hand" })];
    office.details.set("d1", {});
    office.tell(["documents"]);
    await waitFor(() => expect(part("detail").textContent).toContain("vyřizuje se"));
    await press("osv{Enter}");
    await focusIsIn("person");
    await press("{Control>}{Enter}{/Control}");
    await says(/přidělen/);
    expect(office.calls("assign_document")[0]).toMatchObject({ seen_state: "unassigned", seen_unit: null, seen_person: null, unit: "u2" });
  });

  test("is returned and cancelled with a reason; without one it says so", async () => {
    const { office, press } = await opened();
    office.refusals.set("refuse_document", refused("reason_missing", "reason"));
    await press("{Control>}r{/Control}");
    await focusIsIn("reason");
    await press("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(part("detail").textContent).toContain("Důvod chybí."));
    await press("nepatří nám{Control>}{Enter}{/Control}");
    await says(/vrácen/);
    expect(office.calls("refuse_document").at(-1)).toEqual({ document: "d1", reason: "nepatří nám" });
    await press("{Control>}{Shift>}x{/Shift}{/Control}");
    await focusIsIn("reason");
    await press("omyl{Control>}{Enter}{/Control}");
    await says(/stornován/);
    expect(office.calls("cancel_document")).toEqual([{ document: "d1", reason: "omyl" }]);
  });

  test("is corrected by what changed, with what was seen", async () => {
    const { office, press } = await opened();
    await press("{Control>}e{/Control}");
    await focusIsIn("subject");
    await press("Nová věc");
    input("delivered_time").focus();
    input("delivered_time").select();
    await press("9:30{Control>}{Enter}{/Control}");
    await says(/opraven/);
    const [asked] = office.calls("correct_document") as { changes: unknown; seen: { row: { id: string } } }[];
    expect(asked?.changes).toEqual([
      { field: "delivered_at", now: "20. 11. 2026\t9:30" },
      { field: "subject", now: "Nová věc" },
    ]);
    expect(asked?.seen.row.id).toBe("d1");
    expect(office.drafts.has("correct:d1")).toBe(false);
  });

  test("whom an own document is written to is not taken away by a name that is not found", async () => {
    const { office, press } = await openWindow((it) => {
      it.rows = [aRow(1, { origin: "own", addressee: "Novák Jan" })];
      it.details.set("d1", { sender_id: null, addressee_id: "p1" });
    });
    await focusIsOn(grid);
    await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
    await press("{Control>}e{/Control}");
    await focusIsIn("subject");
    input("addressee").focus();
    input("addressee").select();
    await press("Nikdo takový{Control>}{Enter}{/Control}");
    await waitFor(() => expect(input("addressee").getAttribute("aria-invalid")).toBe("true"));
    expect(office.calls("correct_document")).toHaveLength(0);
  });

  test("keeps an interrupted correction", async () => {
    const { office, press } = await opened();
    await press("{Control>}e{/Control}");
    await focusIsIn("subject");
    await press("Rozepsaná oprava{Escape}");
    await focusIsOn(() => part("detail"));
    await waitFor(() => expect(office.drafts.get("correct:d1")).toContain("Rozepsaná oprava"));
    await press("{Control>}e{/Control}");
    await focusIsIn("subject");
    expect(input("subject").value).toBe("Rozepsaná oprava");
  });

  test("offers only what may be done now", async () => {
    const { office, press } = await opened((it) => {
      one(it);
      it.details.set("d1", { may: ["correct"] });
    });
    await press("{Control>}p{/Control}{Control>}d{/Control}");
    expect(office.calls("accept_document")).toHaveLength(0);
    expect(document.querySelector("[data-panel]")).toBeNull();
    await says("Přidělit jde nevyřízený dokument; mimo podatelnu jen ten, který máte sami.");
  });

  test("gets a file by its path and by the chooser", async () => {
    const { office, press } = await opened();
    await press("{Control>}{Shift>}o{/Shift}{/Control}");
    await focusIsIn("attach_path");
    await press("/tmp/a.pdf{Enter}");
    await says("Připojen 1 soubor.");
    chosen.files = ["/tmp/b.pdf", "/tmp/c.pdf"];
    await press("{Control>}o{/Control}");
    await says("Připojeny 2 soubory.");
    expect(office.calls("attach_file").map((it) => it.path)).toEqual(["/tmp/a.pdf", "/tmp/b.pdf", "/tmp/c.pdf"]);
  });

  test("a file that is refused is said beside its path", async () => {
    const { office, press } = await opened();
    office.refusals.set("attach_file", refused("file_empty", "files", { name: "a.pdf" }));
    await press("{Control>}{Shift>}o{/Shift}{/Control}");
    await focusIsIn("attach_path");
    await press("/tmp/a.pdf{Enter}");
    await waitFor(() => expect(input("attach_path").getAttribute("aria-invalid")).toBe("true"));
    expect(input("attach_path").value).toBe("/tmp/a.pdf");
  });

  test("a file has keys of its own while it has the focus", async () => {
    const { office, press } = await opened((it) => {
      one(it);
      it.details.set("d1", { files: [aFile({ id: "c1", place: "at_centre" }), aFile({ id: "c2", place: "here" })] });
    });
    await press("o");
    expect(office.calls("open_file")).toHaveLength(0);
    document.querySelector<HTMLElement>("[data-component=c1] .file-name")!.focus();
    await press("fo");
    await waitFor(() => expect(office.calls("fetch_file")).toEqual([{ component: "c1" }]));
    expect(office.calls("open_file")).toHaveLength(0);
    document.querySelector<HTMLElement>("[data-component=c2] .file-name")!.focus();
    await press("o");
    await waitFor(() => expect(office.calls("open_file")).toEqual([{ component: "c2" }]));
  });

  test("a correction makes a new sender in its middle, too", async () => {
    const { office, press } = await opened();
    await press("{Control>}e{/Control}");
    await focusIsIn("subject");
    input("sender").focus();
    await press("Jan Novotný{F8}");
    await focusIsIn("kind");
    await press("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(office.calls("add_party")).toHaveLength(1));
    await focusIsIn("sender");
    await press("{Control>}{Enter}{/Control}");
    await says(/opraven/);
    const [asked] = office.calls("correct_document") as { changes: { field: string }[] }[];
    expect(asked?.changes.map((it) => it.field)).toEqual(["sender"]);
  });

  test("fetches a file at the centre when it is looked at, and says who sends one on its way", async () => {
    const { office, user } = await opened((it) => {
      one(it);
      it.details.set("d1", {
        files: [aFile({ id: "c1", name: "a.png", place: "at_centre", preview: "image" }), aFile({ id: "c2", name: "b.png", place: "on_its_way", coming_from: "podatelna 2" })],
      });
    });
    expect(part("detail").textContent).toContain("Na cestě od podatelna 2");
    document.querySelector<HTMLElement>("[data-component=c1] .file-name")!.focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(office.calls("fetch_file")).toEqual([{ component: "c1" }]));
  });

  test("says in its history that an assignment was taken back", async () => {
    await opened((it) => {
      one(it);
      it.details.set("d1", { history: [{ at: "2026-11-20T08:00:00Z", by: "Dvořáková Marie", in_place_of: "", on: "", verb: "withdraw_document", changes: [], reason: "", is_pending: false }] });
    });
    expect(part("detail").textContent).toContain("přidělení vzato zpět");
  });

  test("shows old and new values in its history, in the words of the registry", async () => {
    await opened((it) => {
      one(it);
      const changes = [{ field: "delivery_method", was: "post", now: "data_box" }];
      it.details.set("d1", { history: [{ at: "2026-11-20T08:00:00Z", by: "Dvořáková Marie", in_place_of: "", on: "", verb: "correct_document", changes, reason: "překlep", is_pending: false }] });
    });
    expect(part("detail").textContent).toContain("Způsob doručení: poštou → datovou schránkou");
    expect(part("detail").textContent).toContain("Důvod: překlep");
  });
});
