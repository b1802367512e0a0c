import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aFileRow, aRow, refused } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const REPLY = "{Control>}{Shift>}a{/Shift}{/Control}";
const FINISH = "{Control>}{Enter}{/Control}";

const opened = async (furnish: (office: Office) => void = () => {}) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(1, { case_file: "s1", file_mark: "S-HLUC/1/2026" })];
    office.caseFiles = [aFileRow(1), aFileRow(2, { mark: null })];
    furnish(office);
  });
  await focusIsOn(grid);
  await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
  return it;
};
const form = (office: Office) => office.calls("register_document").at(-1)?.form;

describe("a reply", () => {
  test("is an own document with the subject and the file of what it answers, in two keys", async () => {
    const { office, press, keysPressed } = await opened();
    await press(REPLY);
    await focusIsIn("addressee");
    expect(part("entry").textContent).toContain("Odpověď na HLUC/00001/2026 – Žádost o povolení č. 1");
    expect(input("subject").value).toBe("Odpověď: Žádost o povolení č. 1");
    expect(input("addressee").value).toBe("Novák Jan");
    expect(input("case_file").value).toBe("S-HLUC/1/2026");
    await press(FINISH);
    await says(/Vlastní dokument zaevidován/);
    expect(form(office)).toMatchObject({ origin: "own", answers: "d1", addressee: "p1", sender: null, case_file: "s1", subject: "Odpověď: Žádost o povolení č. 1" });
    expect(keysPressed()).toBe(2);
    // There is no next reply to go on with: the new document is shown.
    await focusIsOn(() => part("detail"));
    expect(part("entry")).toBeNull();
  });

  test("untouched leaves no draft; written in, it waits under its own key beside the other own entry", async () => {
    const { office, press } = await opened();
    await press("{Control>}{Shift>}n{/Shift}{/Control}");
    await focusIsIn("addressee");
    await press("{Enter}jiný{Escape}");
    await focusIsOn(grid);
    await press(REPLY);
    await focusIsIn("addressee");
    await press("{Escape}");
    await focusIsOn(grid);
    expect(office.drafts.has("entry:reply:d1")).toBe(false);
    await press(REPLY);
    await focusIsIn("addressee");
    await press("{Enter}VSS-1{Escape}");
    await waitFor(() => expect(office.drafts.get("entry:reply:d1")).toContain("VSS-1"));
    await press(REPLY);
    await focusIsIn("addressee");
    expect(input("sender_reference").value).toBe("VSS-1");
    await press("{Escape}");
    await press("{Control>}{Shift>}n{/Shift}{/Control}");
    await focusIsIn("addressee");
    expect(input("sender_reference").value).toBe("jiný");
    await press(FINISH);
    await focusIsIn("subject");
    expect(form(office)).toMatchObject({ answers: null, case_file: null });
  });

  test("to what is no longer to be seen is refused in the message line, and stays", async () => {
    const { office, press } = await opened();
    office.refusals.set("register_document", refused("not_found", "answers"));
    await press(REPLY);
    await focusIsIn("addressee");
    await press(FINISH);
    await says(/už vám není přístupný/);
    expect(input("subject").value).toBe("Odpověď: Žádost o povolení č. 1");
  });

  test("is not offered for a cancelled document", async () => {
    const { press } = await opened((office) => void (office.rows = [aRow(1, { state: "cancelled" })]));
    await press(REPLY);
    expect(part("entry")).toBeNull();
  });
});

describe("the case file of an entry", () => {
  test("is found while it is typed, one without a mark too, and goes with the entry", async () => {
    const { office, press } = await opened();
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    await press("novak{Enter}");
    input("subject").focus();
    await press("Lípa{Enter}{Enter}{Enter}");
    await focusIsIn("case_file");
    await press("drevin c. 2{Enter}");
    await waitFor(() => expect(input("case_file").value).toBe("sp. zn. bude přidělena – Kácení dřevin č. 2"));
    await press(FINISH);
    await says(/Zaevidováno/);
    expect(form(office)).toMatchObject({ case_file: "s2", answers: null });
    expect(input("case_file").value).toBe("");
  });

  test("typed and not found is refused beside it, and stays in the draft", async () => {
    const { office, press } = await opened();
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    await press("novak{Enter}");
    input("subject").focus();
    await press("Lípa");
    input("case_file").focus();
    await press(`qqq${FINISH}`);
    await focusIsIn("case_file");
    expect(input("case_file").getAttribute("aria-invalid")).toBe("true");
    expect(office.calls("register_document")).toHaveLength(0);
    await press("{Escape}");
    await waitFor(() => expect(office.drafts.get("entry")).toContain("qqq"));
  });

  test("that was closed meanwhile is refused beside it", async () => {
    const { office, press } = await opened();
    office.refusals.set("register_document", refused("case_file_closed", "case_file", { mark: "S-HLUC/1/2026" }));
    await press(REPLY);
    await focusIsIn("addressee");
    await press(FINISH);
    await focusIsIn("case_file");
    expect(part("entry").textContent).toContain("Spis S-HLUC/1/2026 je vyřízený nebo uzavřený");
  });
});
