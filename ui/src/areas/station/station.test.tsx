import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aBatch, aRow, refused } from "@/testing/data";
import { dropFiles } from "@/testing/desk_system";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const FINISH = "{Control>}{Enter}{/Control}";

/** The window on its station, over one batch. */
const opened = async (batch = aBatch(), furnish: (office: Office) => void = () => {}) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(2), aRow(1)];
    office.batches = [batch];
    furnish(office);
  });
  await focusIsOn(grid);
  await it.press("{F5}");
  await focusIsOn(tree);
  return it;
};
const tree = () => document.querySelector<HTMLElement>("[role=tree]");
const chosen = () => document.querySelector("[role=tree] [aria-selected=true]")?.textContent;
const shown = () => document.querySelector<HTMLElement>("[data-shown]")?.dataset.shown;
const edits = (office: Office) => office.calls("edit_batch").map((it) => it.edit as Record<string, unknown>);

describe("the tree of a batch", () => {
  test("opens at the first thing that must be looked at, with its page beside it", async () => {
    await opened();
    expect(chosen()).toContain("2.dokument bez dopisu2 listybez štítku");
    expect(shown()).toBe("g3");
    expect(part("page").textContent).toContain("bez štítku");
  });

  test("is walked by pages and by documents, and Enter goes to the page", async () => {
    const { press } = await opened();
    await press("{ArrowDown}");
    expect(chosen()).toBe("Stránka 3");
    await press("{Home}");
    expect(chosen()).toContain("HLUC/00001/2026 – Žádost o povolení");
    expect(chosen()).toContain("v pořádku");
    await press("{ArrowDown}{ArrowDown}");
    expect(chosen()).toBe("Stránka 2vynechanáprázdná");
    await press("{ArrowRight}");
    expect(chosen()).toContain("dokument bez dopisu");
    await press("{ArrowLeft}{End}");
    expect(chosen()).toBe("Stránka 4");
    await press("{Enter}");
    await focusIsOn(() => part("page"));
    await press("{Escape}");
    await focusIsOn(tree);
  });

  test("of a thousand pages those in sight are drawn, and the chosen one with its place among all", async () => {
    const batch = aBatch();
    const [whole, doubtful] = batch.documents;
    const sheet = doubtful!.pages[0]!;
    doubtful!.pages = Array.from({ length: 1000 }, (_, n) => ({ ...sheet, id: `m${n + 1}` }));
    batch.documents = [whole!, doubtful!];
    const { press } = await opened(batch);
    const drawn = () => document.querySelectorAll("[role=tree] [role=treeitem]").length;
    const isDrawn = (place: number) => document.querySelector(`[data-page=m${place - 2}]`) !== null;
    expect([drawn() > 20, drawn() < 60, isDrawn(3), isDrawn(1001)]).toEqual([true, true, true, false]);
    await press("{End}");
    expect(chosen()).toBe("Stránka 1002");
    // Those before it are in sight, too.
    await waitFor(() => expect([isDrawn(1001), isDrawn(990), isDrawn(3)]).toEqual([true, true, false]));
    const last = document.querySelector("[role=tree] [aria-selected=true]")!;
    expect([last.getAttribute("aria-posinset"), last.getAttribute("aria-setsize")]).toEqual(["1000", "1000"]);
    expect(tree()?.getAttribute("aria-activedescendant")).toBe(last.id);
    expect(drawn()).toBeLessThan(60);
  });

  test("a key each parts, joins, turns, leaves out and brings back", async () => {
    const { office, press } = await opened();
    await press("{End}{Control>}d{/Control}{Control>}t{/Control}");
    await waitFor(() => expect(edits(office)).toHaveLength(2));
    await press("{Control>}{Shift>}d{/Shift}{/Control}");
    await waitFor(() => expect(edits(office)).toHaveLength(3));
    await press("{Home}{ArrowDown}{ArrowDown}{Control>}{Shift>}x{/Shift}{/Control}");
    await waitFor(() => expect(edits(office)).toHaveLength(4));
    await press("{ArrowUp}{Control>}{Shift>}x{/Shift}{/Control}");
    await waitFor(() => expect(edits(office)).toHaveLength(5));
    expect(edits(office).map((it) => [it.kind, it.page, it.quarters])).toEqual([
      ["split", "g4", 0],
      ["turn", "g4", 1],
      ["merge", "g3", 0],
      ["show", "g2", 0],
      ["hide", "g1", 0],
    ]);
  });

  test("marks pages whose text is read badly or not at all", async () => {
    const batch = aBatch();
    Object.assign(batch.documents[1]!.pages[0]!, { confidence: 41, is_read_badly: true });
    Object.assign(batch.documents[1]!.pages[1]!, { confidence: 0, is_read_badly: true });
    await opened(batch);
    const said = (page: string) => document.querySelector(`[data-page=${page}]`)?.textContent;
    expect(said("g3")).toContain("jistota čtení 41 %");
    expect(said("g4")).toContain("text se nepodařilo přečíst");
  });

  test("a page that was straightened is left as it was scanned by a key, and straightened again by the same", async () => {
    const batch = aBatch();
    Object.assign(batch.documents[1]!.pages[0]!, { is_straightened: true });
    Object.assign(batch.documents[1]!.pages[1]!, { is_as_scanned: true });
    const { office, press } = await opened(batch);
    await press("{ArrowDown}{Control>}{Shift>}k{/Shift}{/Control}");
    await waitFor(() => expect(edits(office)).toHaveLength(1));
    await press("{ArrowDown}{Control>}{Shift>}k{/Shift}{/Control}");
    await waitFor(() => expect(edits(office)).toHaveLength(2));
    expect(edits(office).map((it) => [it.kind, it.page])).toEqual([
      ["as_scanned", "g3"],
      ["straight", "g4"],
    ]);
  });

  test("an attached batch is taken out of the bin by a key; one that is not says why not", async () => {
    const attached = aBatch({ documents: [] });
    attached.row.state = "released";
    const { office, press } = await openWindow((it) => {
      it.rows = [aRow(1)];
      it.batches = [attached];
    });
    await focusIsOn(grid);
    await press("{F5}");
    await waitFor(() => expect(document.querySelector("[data-screen=station]")?.textContent).toContain("Všechno z téhle dávky je připojené"));
    await press("{Control>}{Shift>}u{/Shift}{/Control}");
    await says("Dávka je zpátky. Co v ní změníte, připojí se k dopisům jako nový soubor; ten původní zůstane.");
    expect(office.calls("reopen_batch")).toEqual([{ batch: "b1" }]);
  });

  test("pages and documents are moved step by step, and every edit is taken back and done again", async () => {
    const { office, press } = await opened(aBatch({ can_undo: true, can_redo: true }));
    await press("{Alt>}{ArrowUp}{/Alt}");
    await waitFor(() => expect(edits(office)).toHaveLength(1));
    await press("{ArrowDown}{Alt>}{ArrowUp}{/Alt}");
    await waitFor(() => expect(edits(office)).toHaveLength(2));
    await press("{Alt>}{ArrowDown}{/Alt}");
    await waitFor(() => expect(edits(office)).toHaveLength(3));
    expect(edits(office).map((it) => [it.pages, it.before])).toEqual([
      [["g3", "g4"], "g1"],
      [["g3"], "g2"],
      [["g3"], null],
    ]);
    await press("{Control>}z{/Control}");
    await says("Poslední úprava dávky je vrácená.");
    // Once when it was opened, and once for each of the four.
    await waitFor(() => expect(office.calls("show_batch")).toHaveLength(5));
    await press("{Control>}{Shift>}z{/Shift}{/Control}");
    await says("Vrácená úprava je zase udělaná.");
    await waitFor(() => expect(office.calls("show_batch")).toHaveLength(6));
    expect([office.calls("undo_batch"), office.calls("redo_batch"), office.calls("undo")]).toEqual([[{ batch: "b1" }], [{ batch: "b1" }], []]);
  });

  test("a page dropped on another goes before it", async () => {
    const { office } = await opened();
    const box = (page: string) => document.querySelector(`[data-page=${page}]`)!.parentElement!;
    const { fireEvent } = await import("@testing-library/react");
    const dataTransfer = { effectAllowed: "", setData: () => {} };
    fireEvent.dragStart(box("g4"), { dataTransfer });
    fireEvent.dragOver(box("g1"), { dataTransfer });
    fireEvent.drop(box("g1"), { dataTransfer });
    await waitFor(() => expect(edits(office)).toEqual([expect.objectContaining({ kind: "move", pages: ["g4"], before: "g1" })]));
  });

  test("a key that does nothing here says when it does", async () => {
    const { press } = await opened();
    await press("{Control>}d{/Control}");
    await says("Touhle stránkou dokument už začíná.");
  });
});

describe("what is doubtful", () => {
  const sheets = { code: "fewer_sheets", args: { scanned: "1", registered: "3" }, can_be_accepted: true, seen: '{"fewer_sheets":{"scanned":1,"registered":3}}' };
  const twice = () => {
    const batch = aBatch();
    batch.documents[0]!.doubts = [sheets];
    return batch;
  };

  test("is gone through with one key, and accepted with another, by what was seen", async () => {
    const { office, press } = await opened(twice());
    expect(chosen()).toContain("méně listů, než bylo zaevidováno (1 / 3)");
    await press("{Control>}j{/Control}");
    await waitFor(() => expect(edits(office)).toEqual([expect.objectContaining({ kind: "accept", page: "g1", pages: ["g1", "g2"], seen: [sheets.seen] })]));
    await press("{F3}");
    expect(chosen()).toContain("bez štítku");
    await press("{F3}");
    expect(chosen()).toContain("méně listů");
  });

  test("a document without a label is assigned to a letter found while it is typed", async () => {
    const { office, press } = await opened();
    await press("{Control>}p{/Control}");
    await focusIsIn("letter");
    await press(FINISH);
    await waitFor(() => expect(part("page").textContent).toContain("Vyberte dopis."));
    await press("povolení č. 1");
    await waitFor(() => expect(office.calls("list_documents").map((it) => (it.query as { search: string }).search)).toContain('cj:"povolení č. 1" OR jid:"povolení č. 1"'));
    await waitFor(() => expect(document.querySelector("[role=option]")?.textContent).toContain("povolení č. 1"));
    await press(`{Enter}${FINISH}`);
    await waitFor(() => expect(edits(office)).toEqual([expect.objectContaining({ kind: "assign", page: "g3", document: "d1" })]));
    await focusIsOn(tree);
  });

  test("a page goes to the end of another document by its name", async () => {
    const { office, press } = await opened();
    await press("{End}{Control>}m{/Control}");
    await focusIsIn("to_document");
    await press(`{ArrowDown}{Enter}${FINISH}`);
    await waitFor(() => expect(edits(office)).toEqual([expect.objectContaining({ kind: "move", pages: ["g4"], before: "g3" })]));
  });

  test("pages that may be missing are counted with a key", async () => {
    const { office, press } = await opened(aBatch({ count_doubt: "miscounted", n_said: 5, n_came: 3 }));
    expect(document.querySelector("[data-screen=station]")?.textContent).toContain("Zařízení hlásí 5 stránek, přišlo 3.");
    await press("{Control>}{Shift>}j{/Shift}{/Control}");
    await waitFor(() => expect(edits(office)).toEqual([expect.objectContaining({ kind: "accept_count" })]));
  });

  test("a device that stopped says why", async () => {
    await opened(aBatch({ count_doubt: "unfinished", stopped: "feeder_jam" }));
    expect(document.querySelector(".list-side .notice-warning")?.textContent).toMatch(/zasek.*Hromádka není doskenovaná do konce/i);
  });
});

describe("a scan", () => {
  test("of files begins where they are dropped, once it was said how", async () => {
    const { office, press } = await opened();
    dropFiles(["/tmp/a.pdf", "/tmp/b.pdf"]);
    await focusIsIn("source");
    expect(document.querySelector("[data-panel=scan]")?.textContent).toContain("/tmp/a.pdf, /tmp/b.pdf");
    await press(FINISH);
    await waitFor(() => expect(office.calls("begin_scan")).toHaveLength(1));
    expect(office.calls("begin_scan")[0]).toMatchObject({ form: { files: ["/tmp/a.pdf", "/tmp/b.pdf"] } });
  });

  test("of files copied elsewhere and of a picture begins where they are pasted", async () => {
    const { office, press } = await opened();
    const paste = (on: Element | null, data: Record<string, string>, files: File[] = []) => {
      const clipboardData = { getData: (kind: string) => data[kind] ?? "", files };
      on?.dispatchEvent(Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData }));
    };
    paste(tree(), { "text/plain": "Vážený pane starosto" });
    paste(tree(), { "text/uri-list": "file:///tmp/m%C3%ADstn%C3%AD.pdf\r\nfile:///tmp/b.pdf" });
    await focusIsIn("source");
    paste(input("source"), { "text/plain": "HLUC00100015HRS" }, [new File(["slovo"], "slovo.png")]);
    paste(input("source"), {}, [new File(["obraz"], "image.png")]);
    await waitFor(() => expect(document.querySelector("[data-panel=scan]")?.textContent).toContain("/tmp/místní.pdf, /tmp/b.pdf, /tmp/vloženo/image.png"));
    expect(office.calls("keep_pasted")).toEqual([{ name: "image.png", base64: btoa("obraz") }]);
    await press(FINISH);
    await waitFor(() => expect(office.calls("begin_scan")[0]).toMatchObject({ form: { files: ["/tmp/místní.pdf", "/tmp/b.pdf", "/tmp/vloženo/image.png"] } }));
  });

  test("takes files dropped while it is asked for, and none while something else is", async () => {
    const { office, press } = await opened();
    await press("{Control>}s{/Control}");
    await focusIsIn("source");
    await press("escl:http://10.0.0.9");
    dropFiles(["/tmp/a.pdf"]);
    dropFiles(["/tmp/b.pdf"]);
    await waitFor(() => expect(document.querySelector("[data-panel=scan]")?.textContent).toContain("/tmp/a.pdf, /tmp/b.pdf"));
    expect(input("source").value).toBe("escl:http://10.0.0.9");
    await press("{Escape}{Control>}p{/Control}");
    await focusIsIn("letter");
    dropFiles(["/tmp/c.pdf"]);
    await says("Nejdřív dokončete nebo zavřete to, co je otevřené");
    expect(document.querySelector("[data-panel=scan]")).toBeNull();
    expect(office.calls("begin_scan")).toEqual([]);
  });

  test("is begun by keys with the scanner of the last time", async () => {
    const { office, press } = await opened(aBatch(), (it) => it.drafts.set("scan", JSON.stringify({ source: "escl:http://10.0.0.9", profile: "every-1", pages: { dpi: "200" } })));
    await press("{Control>}s{/Control}");
    await focusIsIn("source");
    expect(input("source").value).toBe("escl:http://10.0.0.9");
    await press(FINISH);
    await waitFor(() => expect(office.calls("begin_scan")).toHaveLength(1));
    expect(office.calls("begin_scan")[0]).toMatchObject({ form: { colour: "grey", dpi: 200, both_sides: false, languages: "ces", packing: "jbig2", source: "escl:http://10.0.0.9", files: [], profile: "every-1", batch: null, replaces: null } });
    await focusIsOn(tree);
  });

  test("that is refused says so beside the scanner", async () => {
    const { office, press } = await opened();
    office.refusals.set("begin_scan", refused("source_unknown", "source"));
    await press("{Control>}s{/Control}");
    await focusIsIn("source");
    await press(`tiskárna${FINISH}`);
    await waitFor(() => expect(input("source").getAttribute("aria-invalid")).toBe("true"));
    expect(part("page").textContent).toContain("Takový zdroj tu není.");
  });

  test("goes on in a batch that was not scanned to its end, unless a new one is wanted", async () => {
    const batch = aBatch({ count_doubt: "unfinished" });
    batch.row.state = "open";
    const { office, press } = await opened(batch);
    await press("{Control>}s{/Control}");
    await focusIsIn("source");
    await press(`escl:http://10.0.0.9${FINISH}`);
    await waitFor(() => expect(office.calls("begin_scan")).toEqual([{ form: expect.objectContaining({ batch: "b1" }) }]));
  });

  test("shows how many pages came, and is stopped with a key", async () => {
    const { office, press } = await opened(aBatch(), (it) => void (it.scan = { batch: "b1", source: "Podatelna", n_pages: 12, is_folder: false, is_running: true, is_waiting: false, is_reading: false, n_read: 0, n_to_read: 0, problems: [] }));
    expect(part("scan").textContent).toBe("Skenuje se z Podatelna: 12 stránek");
    await press("{Control>}s{/Control}");
    await says("Skenuje se jedna hromádka po druhé");
    await press("{Control>}{Shift>}s{/Shift}{/Control}");
    await waitFor(() => expect(office.calls("stop_scan")).toHaveLength(1));
  });

  test("says that the device is waited for, and not that it scans", async () => {
    await opened(aBatch(), (it) => void (it.scan = { batch: "b1", source: "Podatelna", n_pages: 0, is_folder: false, is_running: true, is_waiting: true, is_reading: false, n_read: 0, n_to_read: 0, problems: [] }));
    expect(part("scan").textContent).toContain("Čeká se na Podatelna");
  });

  test("a page is scanned once more in its place", async () => {
    const { office, press } = await opened();
    await press("{End}{Control>}{Shift>}r{/Shift}{/Control}");
    await focusIsIn("source");
    expect(part("page").textContent).toContain("Čím nahradit stránku 4");
    // Only whole files come into a folder.
    expect(part("page").textContent).not.toContain("folder:");
    await press(`escl:http://10.0.0.9${FINISH}`);
    await waitFor(() => expect(office.calls("begin_scan")).toEqual([{ form: expect.objectContaining({ batch: "b1", replaces: "g4" }) }]));
  });
});

test("what is typed back in a field does no edit of the batch again", async () => {
  const { press, office } = await opened(aBatch({ can_undo: true, can_redo: true }));
  await press("{Control>}s{/Control}");
  await focusIsIn("source");
  await press("{Control>}z{Shift>}z{/Shift}{/Control}");
  expect([office.calls("undo_batch"), office.calls("redo_batch")]).toEqual([[], []]);
});

test("a scanner that was found is chosen by its button", async () => {
  const { press, office } = await opened(aBatch(), (it) => {
    it.scanners = [{ source: "escl:http://10.0.0.7", what: "Skener v podatelně" }];
  });
  await press("{Control>}s{/Control}");
  await focusIsIn("source");
  await waitFor(() => expect(document.querySelector("[data-panel=scan]")?.textContent).toContain("Skener v podatelně"));
  await press("{Tab} ");
  expect(input("source").value).toBe("escl:http://10.0.0.7");
  await press(FINISH);
  await waitFor(() => expect(office.calls("begin_scan")).toEqual([{ form: expect.objectContaining({ source: "escl:http://10.0.0.7" }) }]));
});

describe("releasing a batch", () => {
  test("shows what goes where with its sheets, and attaches it in one step", async () => {
    const { office, press } = await opened();
    await press("{Control>}u{/Control}");
    await waitFor(() => expect(document.querySelector(".release-table")?.textContent).toContain("HLUC/00001/2026 – Žádost o povolení11 / 1"));
    office.refusals.set("release_batch", refused("batch_in_doubt", null, { n: "1" }));
    await press(FINISH);
    await waitFor(() => expect(document.querySelector("[data-panel=release] [role=alert]")).not.toBeNull());
    await press(FINISH);
    await says("Připojen 1 dokument.");
    await focusIsOn(tree);
  });

  test("says which letter has its scan already, and is not attached once more", async () => {
    const batch = aBatch();
    batch.documents[0]!.is_attached = true;
    const { press } = await opened(batch);
    await press("{Control>}u{/Control}");
    await waitFor(() => expect(document.querySelector(".release-table")?.textContent).toContain("Už je připojený"));
    expect(document.querySelector("[data-panel=release] h2")?.textContent).toContain("1");
    expect(document.querySelector("[data-panel=release] .buttons")?.textContent).toContain("Připojit k dopisům");
  });

  test("with nothing to attach goes into the bin, and its button says so", async () => {
    const batch = aBatch();
    for (const it of batch.documents) Object.assign(it, { is_attached: true, doubts: [] });
    const { office, press } = await opened(batch);
    await press("{Control>}u{/Control}");
    await waitFor(() => expect(document.querySelector("[data-panel=release] h2")?.textContent).toContain("Uložit dávku do koše?"));
    expect(document.querySelector("[data-panel=release] .buttons")?.textContent).toContain("Uložit do koše");
    await press(FINISH);
    await waitFor(() => expect(office.calls("release_batch")).toEqual([{ batch: "b1", without_text: false }]));
    await says("Dávka je v koši");
  });

  test("of pages nobody has read says so, and does not wait for them when told so", async () => {
    const batch = aBatch();
    Object.assign(batch.documents[0]!.pages[0]!, { is_read: false });
    // What is left out is not read.
    Object.assign(batch.documents[0]!.pages[1]!, { is_read: false });
    const { office, press } = await opened(batch);
    await press("{Control>}u{/Control}");
    await waitFor(() => expect(document.querySelector("[data-panel=release]")?.textContent).toContain("1 stránka ještě není přečtená"));
    await press("{Shift>}{Tab}{/Shift} ");
    await press(FINISH);
    await waitFor(() => expect(office.calls("release_batch")).toEqual([{ batch: "b1", without_text: true }]));
  });

  test("shows how far it is while it runs, and Escape ends it there", async () => {
    const { office, press } = await opened();
    let fail: (why: unknown) => void = () => {};
    office.held.set("release_batch", new Promise((_, reject) => (fail = reject)));
    await press("{Control>}u{/Control}");
    await waitFor(() => expect(document.querySelector(".release-table")).not.toBeNull());
    await press(FINISH);
    await waitFor(() => expect(document.querySelector("[data-panel=release] [role=status]")?.textContent).toBe("Připojuje se…"));
    office.batches[0]!.releasing = { is_writing: false, n_done: 2, n_pages: 3 };
    office.tell(["batches"]);
    await waitFor(() => expect(document.querySelector("[data-panel=release] [role=status]")?.textContent).toBe("Čte se: 2 z 3 stránek."));
    await press("{Escape}");
    await waitFor(() => expect(document.querySelector("[data-panel=release] [role=status]")?.textContent).toContain("Zastaví se"));
    expect(office.calls("stop_release")).toHaveLength(1);
    office.batches[0]!.releasing = null;
    fail(refused("release_stopped"));
    office.tell(["batches"]);
    await waitFor(() => expect(document.querySelector("[data-panel=release] [role=alert]")?.textContent).toContain("nic se nepřipojilo"));
    await press("{Escape}");
    await focusIsOn(tree);
  });

  test("that ends leaves the panel alone that was opened meanwhile", async () => {
    const { office, press } = await opened();
    let end: () => void = () => {};
    office.held.set("release_batch", new Promise((resolve) => (end = resolve)));
    await press("{Control>}u{/Control}");
    await waitFor(() => expect(document.querySelector(".release-table")).not.toBeNull());
    await press(FINISH);
    await waitFor(() => expect(document.querySelector("[data-panel=release] [role=status]")).not.toBeNull());
    await press("{Control>}s{/Control}");
    await focusIsIn("source");
    end();
    await says("Připojen");
    await focusIsIn("source");
  });
});

test("without a batch the station says how one begins", async () => {
  const it = await openWindow(() => {});
  await focusIsOn(grid);
  await it.press("{F5}");
  await waitFor(() => expect(document.querySelector("[data-screen=station]")?.textContent).toContain("Zatím tu žádná dávka není."));
});
