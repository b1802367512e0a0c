/** What is typed and neither chosen nor added is not lost. */
import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { forgetDrafts } from "@/lib/draft";
import { refused } from "@/testing/data";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const opened = async (furnish?: Parameters<typeof openWindow>[0]) => {
  const it = await openWindow(furnish);
  await focusIsOn(grid);
  await it.user.keyboard("{Control>}n{/Control}");
  await focusIsIn("sender");
  return it;
};
const THROW_AWAY = "{Control>}{Shift>}{Delete}{/Shift}{/Control}";
/** A sender and a subject: all that must be there. */
const fill = async (press: (keys: string) => Promise<void>) => {
  await press("novak{Enter}");
  await waitFor(() => expect(input("sender").value).toBe("Novák Jan"));
  input("subject").focus();
  await press("Lípa");
};

describe.each([
  ["sender", "Nová"],
  ["unit", "odb"],
  ["person", "šťas"],
  ["files", "/home/jana/Dop"],
])("what is half typed as %s", (name, typed) => {
  test("is there again after the start", async () => {
    const first = await opened();
    input(name).focus();
    await first.press(typed);
    await waitFor(() => expect(first.office.drafts.get("entry")).toContain(typed));
    const { drafts } = first.office;
    first.close();
    forgetDrafts();
    await openWindow((it) => (it.drafts = drafts));
    await focusIsIn("sender");
    expect(input(name).value).toBe(typed);
  });

  test("is there again after Escape", async () => {
    const { press } = await opened();
    input(name).focus();
    await press(typed);
    // The first Escape may only close the choices.
    await waitFor(async () => {
      await press("{Escape}");
      expect(part("entry")).toBeNull();
    });
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    expect(input(name).value).toBe(typed);
  });

  test("does not stay in the next entry", async () => {
    const { office, press } = await opened();
    input(name).focus();
    await press(typed);
    await waitFor(() => expect(office.drafts.get("entry")).toContain(typed));
    await press(THROW_AWAY);
    await waitFor(() => expect(input(name).value).toBe(""));
    await waitFor(() => expect(office.drafts.has("entry")).toBe(false));
  });
});

describe("what is typed and not chosen", () => {
  test("can be chosen after the return", async () => {
    const first = await opened();
    await first.press("novac");
    await waitFor(() => expect(first.office.drafts.get("entry")).toContain("novac"));
    const { drafts } = first.office;
    first.close();
    forgetDrafts();
    const { press } = await openWindow((it) => (it.drafts = drafts));
    await focusIsIn("sender");
    await press("{Enter}");
    await waitFor(() => expect(input("sender").value).toBe("Nováček Petr"));
  });

  test.each([
    ["unit", "Takový útvar není."],
    ["person", "Tato osoba v útvaru není."],
  ])("as %s is refused after the return, too", async (name, said) => {
    const { office, press } = await opened();
    await fill(press);
    input(name).focus();
    await press("qqq{Escape}{Escape}{Control>}n{/Control}");
    await focusIsIn("sender");
    await press("{Control>}{Enter}{/Control}");
    await focusIsIn(name);
    expect(input(name).getAttribute("aria-invalid")).toBe("true");
    expect(part("entry").textContent).toContain(said);
    expect(office.calls("register_document")).toHaveLength(0);
    await press("x");
    await waitFor(() => expect(input(name).getAttribute("aria-invalid")).toBeNull());
  });

  test("as the sender is refused as a missing one", async () => {
    const { press } = await opened();
    await press("qqq{Control>}{Enter}{/Control}");
    await waitFor(() => expect(part("entry").textContent).toContain("Odesílatel chybí."));
    expect(input("sender").value).toBe("qqq");
  });

  test("is forgotten once something is chosen", async () => {
    const { office, press } = await opened();
    await press("novak{Enter}");
    await waitFor(() => expect(office.drafts.get("entry")).toContain('"sender":"p1"'));
    await waitFor(() => expect(JSON.parse(office.drafts.get("entry")!).typed).toEqual({ sender: "", delivery_method: "", unit: "", person: "", case_file: "", envelope: "", files: "" }));
  });
});

describe("a path that was not added", () => {
  test("is a file of the letter all the same", async () => {
    const { office, press } = await opened();
    await fill(press);
    input("files").focus();
    await press("/tmp/a.pdf{Enter}/tmp/b.pdf{Control>}{Enter}{/Control}");
    await says(/Zaevidováno/);
    expect(office.calls("register_document")[0]?.form).toMatchObject({ files: ["/tmp/a.pdf", "/tmp/b.pdf"] });
    await waitFor(() => expect(input("files").value).toBe(""));
  });

  test("and leads nowhere is refused beside it and stays to be mended", async () => {
    const { office, press } = await opened();
    await fill(press);
    input("files").focus();
    office.refusals.set("register_document", refused("file_unreadable", "files", { name: "a.pdf", why: "" }));
    await press("/tmp/a.pdf{Control>}{Enter}{/Control}");
    await focusIsIn("files");
    await waitFor(() => expect(input("files").getAttribute("aria-invalid")).toBe("true"));
    expect(input("files").value).toBe("/tmp/a.pdf");
  });
});

test("an entry thrown away is brought back by the same keys, until something else is written", async () => {
  const { office, press } = await opened();
  await fill(press);
  await waitFor(() => expect(office.drafts.get("entry")).toContain("Lípa"));
  await press(THROW_AWAY);
  await says(/zahozen/);
  await waitFor(() => expect(office.drafts.get("entry") ?? "").toBe(""));
  expect(input("subject").value).toBe("");
  await press(THROW_AWAY);
  await says(/zpět/);
  expect([input("sender").value, input("subject").value]).toEqual(["Novák Jan", "Lípa"]);
  await waitFor(() => expect(office.drafts.get("entry")).toContain("Lípa"));
});

test("a time says how it was understood", async () => {
  const { press } = await opened();
  input("delivered_time").focus();
  await press("9");
  await waitFor(() => expect(part("entry").textContent).toContain("9:00"));
  await press("{Backspace}ráno");
  await waitFor(() => expect(part("entry").textContent).toContain("to není čas"));
});
