import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aRow, refused } from "@/testing/data";
import type { Office } from "@/testing/office";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const many = (n: number) => (office: Office) => void (office.rows = Array.from({ length: n }, (_, at) => aRow(n - at)));
const marked = () => [...document.querySelectorAll("[data-document][aria-selected=true]")].map((it) => it.getAttribute("data-document"));

async function opened(n: number, furnish: (office: Office) => void = () => {}) {
  const it = await openWindow((office) => {
    many(n)(office);
    furnish(office);
  });
  await focusIsOn(grid);
  await waitFor(() => expect(marked()).toHaveLength(1));
  return it;
}

describe("several letters", () => {
  test("are marked with the space bar and with Shift and arrows, and assigned at once", async () => {
    const { office, press } = await opened(10);
    await press(" {ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await waitFor(() => expect(marked()).toEqual(["d10", "d8", "d7", "d6"]));
    expect(part("list").textContent).toContain("4 označené");
    expect(part("detail").textContent).toContain("Označeny 4 dokumenty");
    await press("{Control>}d{/Control}");
    await focusIsIn("unit");
    expect(part("detail").textContent).toContain("Komu 4 dokumenty přidělit");
    await press("život");
    await waitFor(() => expect(document.querySelector("[role=option]")).not.toBeNull());
    await press("{Enter}{Control>}{Enter}{/Control}");
    await says("Přiděleny 4 dokumenty.");
    expect(office.calls("assign_documents")[0]).toMatchObject({ documents: ["d10", "d8", "d7", "d6"], person: null });
    await focusIsOn(grid);
    await waitFor(() => expect(part("detail").dataset.detail).toBe("d6"));
  });

  test("what was refused stays marked, each with its reason", async () => {
    const { press } = await opened(3, (office) => void (office.refusedOfMany = { d2: refused("document_cancelled") }));
    await press("{Control>}a{/Control}");
    await waitFor(() => expect(marked()).toHaveLength(3));
    await press("{Control>}p{/Control}");
    await says("Převzaty 2 dokumenty.");
    await waitFor(() => expect(marked()).toEqual(["d2"]));
    expect(part("detail").textContent).toContain("HLUC/00002/2026");
    expect(part("detail").textContent).toMatch(/[Ss]tornov/);
  });

  test("get their labels on one sheet after the other, to where it is asked", async () => {
    const { office, press } = await opened(3);
    await press("{Control>}a{/Control}");
    await waitFor(() => expect(marked()).toHaveLength(3));
    await press("{Control>}t{/Control}");
    await focusIsIn("printer");
    input("path").focus();
    await press("/tmp/stitky.pdf{Control>}{Enter}{/Control}");
    await says(/stitky\.pdf/);
    expect(office.calls("print_labels")[0]).toMatchObject({ documents: ["d3", "d2", "d1"], to: { path: "/tmp/stitky.pdf" } });
  });

  test("get their labels at once where a printer is set, and stay marked", async () => {
    const { office, press } = await opened(3, ({ start }) => void (start.preferences.labels.printer = "podatelna"));
    await press("{Control>}a{/Control}");
    await waitFor(() => expect(marked()).toHaveLength(3));
    await press("{Control>}t{/Control}");
    await says("Vytištěny 3 štítky.");
    expect(office.calls("print_labels")).toHaveLength(1);
    expect(office.calls("print_labels")[0]).toMatchObject({ documents: ["d3", "d2", "d1"], to: { printer: "podatelna" } });
    expect(marked()).toHaveLength(3);
  });

  test("5 000 at once are too many, and none is marked", async () => {
    const { press } = await opened(5000);
    await press("{Control>}a{/Control}");
    await says(/Vybráno je 5.000, najednou jde nejvýš 500\. Vyberte méně\./);
    expect(part("list").textContent).not.toContain("označen");
  });

  test("what has left the list is not marked unseen; one found by the palette is shown, and no mark stands in its way", async () => {
    const { office, press } = await opened(3);
    await press(" {Control>}p{/Control}");
    office.rows = office.rows.filter((it) => it.id !== "d3");
    office.tell(["documents"]);
    await says("Převzat 1 dokument.");
    await waitFor(() => expect(document.querySelectorAll("[data-document]")).toHaveLength(2));
    await press(" ");
    expect(part("list").textContent).not.toContain("označen");
    await press("{ArrowDown} ");
    await waitFor(() => expect(part("detail").dataset.many).toBe("1"));
    await press("{Control>}k{/Control}");
    await focusIsIn("palette");
    await press("00001");
    await waitFor(() => expect(document.querySelector("[role=option]")?.textContent).toContain("HLUC/00001/2026"));
    await press("{Enter}");
    await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
  });

  test("Escape takes the marks away, another list begins without any", async () => {
    const { press } = await opened(3);
    await press(" {Escape}");
    await waitFor(() => expect(part("detail").dataset.many).toBeUndefined());
    await press(" ");
    await waitFor(() => expect(part("detail").dataset.many).toBe("1"));
    await press("{Alt>}2{/Alt}");
    await waitFor(() => expect(part("detail").dataset.many).toBeUndefined());
  });
});
