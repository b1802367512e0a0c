import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aRow, aStatus, refused } from "@/testing/data";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

describe("the workplace", () => {
  test("the palette runs an action by its name, accents or none", async () => {
    const { press } = await openWindow();
    await focusIsOn(grid);
    await press("{Control>}k{/Control}");
    await focusIsIn("palette");
    await press("nastaveni{Enter}");
    await waitFor(() => expect(document.querySelector("[data-screen=settings]")).not.toBeNull());
  });

  test("the palette finds a record by its number", async () => {
    const { press } = await openWindow((it) => (it.rows = [aRow(3), aRow(2), aRow(1)]));
    await focusIsOn(grid);
    await press("{Control>}k{/Control}");
    await focusIsIn("palette");
    await press("00002");
    await waitFor(() => expect(screen.getByRole("option").textContent).toContain("HLUC/00002/2026"));
    await press("{Enter}");
    await waitFor(() => expect(part("detail").dataset.detail).toBe("d2"));
    await focusIsOn(() => part("detail"));
  });

  test("the help lists the keys of the place it was called from, and gives the focus back", async () => {
    const { press } = await openWindow();
    await focusIsOn(grid);
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    await press("{F1}");
    await waitFor(() => expect(screen.getByRole("dialog").textContent).toContain("Zopakovat z minulého záznamu"));
    // What scrolls has the focus, so that arrows and pages reach its end.
    await focusIsOn(() => document.querySelector<HTMLElement>(".help-keys"));
    await press("{Escape}");
    await focusIsIn("sender");
  });

  test("the hint line follows the focus", async () => {
    const { press } = await openWindow((it) => (it.rows = [aRow(1)]));
    await focusIsOn(grid);
    await waitFor(() => expect(part("hints").textContent).toContain("Otevřít záznam"));
    await press("{Control>}n{/Control}");
    await focusIsIn("sender");
    await waitFor(() => expect(part("hints").textContent).toMatch(/Ctrl\+Enter Zaevidovat/));
    expect(part("hints").textContent).not.toContain("Otevřít záznam");
  });

  test("the status line says offline calmly, and what waits in Czech plurals", async () => {
    await openWindow((it) => (it.status = aStatus({ reach: "offline", pending: 2, files_up: 5, bytes_up: 1_500_000 })));
    await waitFor(() => expect(part("status").textContent).toContain("offline — pracujete dál bez sítě"));
    expect(part("status").textContent).toContain("2 čekají");
    expect(part("status").textContent).toContain("5 souborů k odeslání (1,5 MB)");
  });

  test("records of yesterday without a number are said in a quiet banner", async () => {
    await openWindow((it) => (it.status = aStatus({ without_number_since_yesterday: 5 })));
    await waitFor(() => expect(document.body.textContent).toContain("5 záznamů ze včerejška nebo dřív nemá č. j."));
  });

  test("the connection can be tried at once", async () => {
    const { office, press } = await openWindow();
    await focusIsOn(grid);
    await press("{F10}");
    await focusIsOn(() => document.querySelector("[data-screen=sync]"));
    await press("{Enter}");
    await waitFor(() => expect(office.calls("sync_now")).toHaveLength(1));
    await press("{Escape}");
    await focusIsOn(grid);
  });

  test("turns into English, and is dark, from the settings", async () => {
    const { press } = await openWindow();
    await focusIsOn(grid);
    await press("{F11}");
    await focusIsIn("language");
    await press("{ArrowDown}");
    await waitFor(() => expect(document.body.textContent).toContain("High contrast".toLowerCase()));
    expect(document.documentElement.lang).toBe("en");
    document.querySelector<HTMLElement>("[name=theme][value=dark]")!.click();
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
  });

  test("changes the password, and says when the old one is wrong", async () => {
    const { office, press } = await openWindow();
    await focusIsOn(grid);
    await press("{F11}");
    await focusIsIn("language");
    input("old").focus();
    office.refusals.set("change_password", refused("password_wrong"));
    await press("stare{Enter}nove dlouhe heslo{Enter}nove dlouhe heslo{Control>}{Enter}{/Control}");
    await focusIsIn("old");
    await press("spravne{Control>}{Enter}{/Control}");
    await says("Heslo je změněné.");
  });

  test("an area left and come back to stands as it was", async () => {
    const { press } = await openWindow((it) => (it.rows = [aRow(2), aRow(1)]));
    await focusIsOn(grid);
    await press("{ArrowDown}{F10}");
    await focusIsOn(() => document.querySelector("[data-screen=sync]"));
    await press("{F2}");
    await focusIsOn(grid);
    await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
  });
});
