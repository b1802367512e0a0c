import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aParty, refused } from "@/testing/data";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";
import { blankEntry } from "./draft";

const opened = async (furnish?: Parameters<typeof openWindow>[0]) => {
  const it = await openWindow(furnish);
  await focusIsOn(grid);
  await it.user.keyboard("{Control>}n{/Control}");
  await focusIsIn("sender");
  return it;
};

describe("an entry", () => {
  test("is made by keys alone: nine keys beside the words themselves", async () => {
    const { office, press, keysPressed } = await opened();
    await press("novak");
    await press("{Enter}");
    await focusIsIn("sender_reference");
    for (const next of ["delivered_on", "delivered_time", "delivery_method", "sheets", "paper_attachments", "other_count", "subject"]) {
      await press("{Enter}");
      await focusIsIn(next);
    }
    await press("Lípa");
    await press("{Control>}{Enter}{/Control}");
    await says(/Zaevidováno pod HLUC/);
    await focusIsIn("sender");
    expect(input("sender").value).toBe("");
    expect(office.calls("register_document")[0]?.form).toMatchObject({ sender: "p1", subject: "Lípa", delivered_on: "22. 11. 2026", delivery_method: "post", origin: "received" });
    expect(keysPressed() - "novak".length - "Lípa".length).toBe(9);
  });

  test("goes back with Shift+Enter and keeps what was typed", async () => {
    const { press } = await opened();
    await press("{Enter}12/2026{Shift>}{Enter}{/Shift}");
    await focusIsIn("sender");
    expect(input("sender_reference").value).toBe("12/2026");
  });

  test("takes the sender marked with arrows", async () => {
    const { office, press } = await opened();
    await press("nov");
    await waitFor(() => expect(document.querySelectorAll(".combobox-list:not([hidden]) li")).toHaveLength(2));
    await press("{ArrowDown}{Enter}");
    await focusIsIn("sender_reference");
    expect(input("sender").value).toBe("Nováček Petr");
    await waitFor(() => expect(office.drafts.get("entry")).toContain('"sender":"p2"'));
  });

  test("shows a refusal beside its field and goes there", async () => {
    const { press } = await opened();
    await press("novak{Enter}");
    await waitFor(() => expect(input("sender").value).toBe("Novák Jan"));
    await press("{Control>}{Enter}{/Control}");
    await focusIsIn("subject");
    const field = input("subject");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    const described = field.getAttribute("aria-describedby")!.split(" ").map((id) => document.getElementById(id)?.textContent);
    expect(described.join(" ")).toContain("Věc chybí.");
    await press("L");
    await waitFor(() => expect(input("subject").getAttribute("aria-invalid")).toBeNull());
  });

  test("without a sender says where to get one", async () => {
    const { press } = await opened();
    await press("{Control>}{Enter}{/Control}");
    await focusIsIn("sender");
    expect(part("entry").textContent).toContain("Odesílatel chybí. Vyberte ho ze jmenného rejstříku, nebo založte nového (F8).");
  });

  test("makes a new company in its middle and comes back with it", async () => {
    const { office, press } = await opened();
    await press("Povodí Odry s. p.{F8}");
    await focusIsIn("kind");
    expect(input("company").value).toBe("Povodí Odry s. p.");
    await press("{Control>}{Enter}{/Control}");
    await focusIsIn("sender_reference");
    expect(office.calls("add_party")[0]?.party).toMatchObject({ kind: "legal", company: "Povodí Odry s. p." });
    expect(input("sender").value).toBe("Povodí Odry s. p.");
  });

  test("goes on to the name when a person turns out to be a company, which keeps the name", async () => {
    const { press } = await opened();
    await press("Zahradnictví Bříza{F8}");
    await focusIsIn("kind");
    expect(input("surname").value).toBe("Bříza");
    await press("{ArrowDown}{ArrowDown}{ArrowDown}{Enter}");
    await focusIsIn("company");
    expect(input("company").value).toBe("Zahradnictví Bříza");
  });

  test("shows a wrong company number beside it", async () => {
    const { office, press } = await opened();
    office.refusals.set("add_party", refused("company_number_wrong", "company_number"));
    await press("Povodí Odry s. p.{F8}");
    await focusIsIn("kind");
    await press("{Control>}{Enter}{/Control}");
    await focusIsIn("company_number");
    expect(part("entry").textContent).toContain("Toto IČO neexistuje");
  });

  test("says beneath the day how it was understood", async () => {
    const { press } = await opened();
    await waitFor(() => expect(part("entry").textContent).toMatch(/Doručeno dne \*22\. 11\. 2026/));
    await press("{Enter}{Enter}nesmysl");
    await waitFor(() => expect(part("entry").textContent).toContain("Takový den v kalendáři není."));
  });

  test("left with Escape keeps its draft and opens again with it", async () => {
    const { press } = await opened();
    await press("{Enter}rozepsáno{Escape}");
    await focusIsOn(grid);
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    expect(input("sender_reference").value).toBe("rozepsáno");
  });

  test("left by the search and asked for again has the focus again", async () => {
    const { press } = await opened();
    await press("{Enter}rozepsáno{Control>}f{/Control}");
    await focusIsIn("search");
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    expect(input("sender_reference").value).toBe("rozepsáno");
    await press("{Enter}{Control>}n{/Control}");
    await focusIsIn("sender_reference");
  });

  test("found again only when the clerk already searches, it waits under its key", async () => {
    let open = () => {};
    const { press } = await openWindow((office) => {
      office.drafts.set("entry", JSON.stringify({ typed: { sender: "Lípa" } }));
      office.held.set("load_draft", new Promise((done) => (open = () => done())));
    });
    await waitFor(() => expect(grid()).not.toBeNull());
    await press("{Control>}f{/Control}");
    await focusIsIn("search");
    open();
    await says("Rozepsaný záznam čeká pod Ctrl+N.");
    await focusIsIn("search");
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
  });

  test("cut off in the middle is there again after the start, new person and all", async () => {
    const first = await opened();
    await first.press("Jan Novotný{F8}");
    await focusIsIn("kind");
    await waitFor(() => expect(first.office.drafts.get("entry")).toContain("Novotný"));
    const kept = first.office.drafts;
    first.close();
    (await import("@/lib/draft")).forgetDrafts();
    await openWindow((office) => (office.drafts = kept));
    await focusIsIn("kind");
    expect(input("surname").value).toBe("Novotný");
    await says("Rozepsaný záznam je zpátky.");
  });

  test("a draft the disk has no room for is said, and kept as soon as there is some", async () => {
    const { office, press } = await opened();
    office.refusals.set("save_draft", { ...refused("disk_full"), kind: "unavailable" });
    await press("{Enter}rozepsáno");
    await says("Na disku došlo místo.");
    await waitFor(() => expect(office.drafts.get("entry")).toContain("rozepsáno"), { timeout: 5000 });
  });

  test("once registered leaves no draft behind", async () => {
    const { office, press } = await opened();
    await press("novak{Enter}");
    await waitFor(() => expect(office.drafts.has("entry")).toBe(true));
    await press("{Enter}{Enter}{Enter}{Enter}{Enter}{Enter}{Enter}Lípa{Control>}{Enter}{/Control}");
    await says(/Zaevidováno/);
    expect(office.drafts.has("entry")).toBe(false);
  });

  test("registers once, however often Ctrl+Enter is pressed", async () => {
    const { office, press } = await opened();
    await press("novak{Enter}");
    await waitFor(() => expect(input("sender").value).toBe("Novák Jan"));
    input("subject").focus();
    await press("Lípa{Control>}{Enter}{Enter}{/Control}");
    await says(/Zaevidováno/);
    expect(office.rows).toHaveLength(1);
  });

  test("repeats the last value of the field in hand", async () => {
    const { press } = await opened();
    await press("novak{Enter}");
    await waitFor(() => expect(input("sender").value).toBe("Novák Jan"));
    input("subject").focus();
    await press("Kácení lípy{Control>}{Enter}{/Control}");
    await focusIsIn("sender");
    await press("{Control>}{Shift>}d{/Shift}{/Control}");
    await waitFor(() => expect(input("sender").value).toBe("Novák Jan"));
    input("subject").focus();
    await press("{Control>}{Shift>}d{/Shift}{/Control}");
    await waitFor(() => expect(input("subject").value).toBe("Kácení lípy"));
  });

  test("takes files by their paths", async () => {
    const { office, press } = await opened();
    input("files").focus();
    await press("/home/jana/Dopis č. 1.pdf{Enter}");
    expect(part("entry").textContent).toContain("Dopis č. 1.pdf");
    await waitFor(() => expect(JSON.parse(office.drafts.get("entry")!).form.files).toEqual(["/home/jana/Dopis č. 1.pdf"]));
    await focusIsIn("files");
  });

  test("a unit typed and not found is not left out silently", async () => {
    const { office, press } = await opened();
    await press("novak{Enter}");
    await waitFor(() => expect(input("sender").value).toBe("Novák Jan"));
    input("subject").focus();
    await press("Lípa{Enter}qqq{Control>}{Enter}{/Control}");
    await focusIsIn("unit");
    expect(part("entry").textContent).toContain("Takový útvar není.");
    expect(office.calls("register_document")).toHaveLength(0);
  });

  test("of an own document names whom it is written to, found as a sender is or written down anew", async () => {
    const { office, press } = await opened();
    await press("{Escape}{Control>}{Shift>}n{/Shift}{/Control}");
    await focusIsIn("addressee");
    await press("nikdo takový");
    input("subject").focus();
    await press("Výzva{Control>}{Enter}{/Control}");
    await focusIsIn("addressee");
    expect(office.calls("register_document")).toHaveLength(0);
    await press("{Control>}a{/Control}novak");
    await waitFor(() => expect(document.querySelector("[role=option]")).not.toBeNull());
    await press("{Enter}{Control>}{Enter}{/Control}");
    await says(/Vlastní dokument zaevidován/);
    expect(office.calls("register_document")[0]?.form).toMatchObject({ origin: "own", sender: null, addressee: "p1" });
    await press("Nový Adresát{F8}");
    await focusIsIn("kind");
    await press("{Control>}{Enter}{/Control}");
    await focusIsIn("sender_reference");
    expect(input("addressee").value).toContain("Adresát");
  });

  test("repeats whoever stood at the other end of the last one", async () => {
    const { office, press } = await opened((it) => (it.last = { form: { ...blankEntry("received").form, sender: "p1" }, sender: aParty(1) }));
    await press("{Escape}{Control>}{Shift>}n{/Shift}{/Control}");
    await focusIsIn("addressee");
    await press("{Control>}{Shift>}d{/Shift}{/Control}");
    await waitFor(() => expect(input("addressee").value).not.toBe(""));
    input("subject").focus();
    await press("Odpověď{Control>}{Enter}{/Control}");
    await says(/Vlastní dokument zaevidován/);
    expect(office.calls("register_document")[0]?.form).toMatchObject({ origin: "own", addressee: "p1" });
  });

  test("of an own document has no sender and no delivery", async () => {
    const { office, press } = await opened();
    await press("{Escape}{Control>}{Shift>}n{/Shift}{/Control}");
    await focusIsIn("addressee");
    expect(input("sender").value).toBe("Vlastní");
    expect(input("delivered_on")).toBeNull();
    input("subject").focus();
    await press("Záznam{Control>}{Enter}{/Control}");
    await says(/Vlastní dokument zaevidován/);
    expect(office.calls("register_document")[0]?.form).toMatchObject({ origin: "own", sender: null, delivered_on: "" });
  });
});
