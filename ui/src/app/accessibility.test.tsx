/** Every screen by axe, light and dark. Colours are judged from the tokens: the test page draws none. */
import axe from "axe-core";
import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { sceneOf } from "@/testing/scene";
import { openWindow } from "@/testing/window";

const screens: [string, string, string, string][] = [
  ["enrol", "enrol", "", "[data-screen=enrol]"],
  ["unlock", "unlock", "", "[data-screen=unlock]"],
  ["forgotten password", "unlock", "{F8}", "[name=code]"],
  ["first sync", "first-sync", "", "[role=progressbar]"],
  ["registry", "", "", "[data-detail]"],
  ["empty registry", "empty", "", "[data-part=list] .notice"],
  ["entry", "", "{Control>}n{/Control}", "[name=sender]"],
  ["entry refused", "", "{Control>}n{/Control}", "[name=sender]"],
  ["assignment", "", "{Control>}d{/Control}", "[data-panel=assign]"],
  ["correction", "", "{Control>}e{/Control}", "[data-panel=correct]"],
  ["cancellation", "", "{Control>}{Shift>}x{/Shift}{/Control}", "[data-panel=cancel]"],
  ["label", "", "{Control>}t{/Control}", "[data-panel=label]"],
  ["receipt", "", "{Control>}{Shift>}t{/Shift}{/Control}", "[data-panel=receipt]"],
  ["register book", "", "{Control>}{Shift>}p{/Shift}{/Control}", "[data-part=book]"],
  ["founding of a case file", "", "{Control>}{Shift>}f{/Shift}{/Control}", "[data-panel=found]"],
  ["insertion", "", "{Control>}{Shift>}v{/Shift}{/Control}", "[data-panel=insert]"],
  ["settlement", "", "{Control>}s{/Control}", "[data-panel=settle]"],
  ["reply", "", "{Control>}{Shift>}a{/Shift}{/Control}", "[data-answers]"],
  ["case files", "", "{F4}", "[data-file-document]"],
  ["empty case files", "empty", "{F4}", "[data-screen=case_files] [data-part=list] .notice"],
  ["settlement of a case file", "", "{F4}{Control>}s{/Control}", "[data-panel=settle]"],
  ["closing", "", "{F4}{Control>}{Shift>}k{/Shift}{/Control}", "[name=trigger_year]"],
  ["reopening", "", "{F4}{Control>}{Shift>}s{/Shift}{/Control}", "[data-panel=reopen]"],
  ["move to another class", "", "{F4}{Control>}{Shift>}m{/Shift}{/Control}", "[data-panel=move]"],
  ["joining", "", "{F4}{Control>}b{/Control}", "[data-panel=join]"],
  ["parting", "", "{F4}{Control>}{Shift>}b{/Shift}{/Control}", "[data-panel=part]"],
  ["cover", "", "{F4}{Control>}t{/Control}", "[data-panel=cover]"],
  ["needs you", "", "{F9}", "[data-item]"],
  ["sync", "", "{F10}", "[data-screen=sync] dl"],
  ["settings", "", "{F11}", "[data-screen=settings]"],
  ["label settings", "labels", "{F11}", "[name=gap_down]"],
  ["palette", "", "{Control>}k{/Control}", "[name=palette]"],
  ["help", "", "{F1}", "[role=dialog]"],
];

const CASE_FILES = "{F4}";

describe.each(["light", "dark"])("in %s", (theme) => {
  test.each(screens)("%s has no violation", async (name, scene, keys, shown) => {
    const furnished = sceneOf(scene, theme, "cs");
    const { press } = await openWindow((office) => {
      Object.assign(office, { start: furnished.start, status: furnished.status, rows: furnished.rows.slice(0, 40), caseFiles: furnished.caseFiles.slice(0, 40), fileDetails: furnished.fileDetails, classes: furnished.classes, details: furnished.details, items: furnished.items, printers: furnished.printers });
    });
    const isInside = furnished.start.open?.is_complete && scene !== "empty";
    if (isInside) await waitFor(() => expect(document.querySelector("[data-detail]")).not.toBeNull());
    if (keys.startsWith(CASE_FILES)) {
      await press(CASE_FILES);
      await waitFor(() => expect(document.querySelector("[data-screen=case_files] [data-part=list] [data-case-file], [data-screen=case_files] .notice")).not.toBeNull());
      if (isInside) await waitFor(() => expect(document.querySelector("[data-screen=case_files] [data-detail]")).not.toBeNull());
    }
    const further = keys.replace(CASE_FILES, "");
    if (further) await press(further);
    await waitFor(() => expect(document.querySelector(shown)).not.toBeNull());
    if (name === "entry refused") {
      await waitFor(() => expect(document.activeElement?.getAttribute("name")).toBe("sender"));
      await press("{Control>}{Enter}{/Control}");
      await waitFor(() => expect(document.querySelector("[aria-invalid=true]")).not.toBeNull());
    }
    expect(document.documentElement.dataset.theme).toBe(theme);
    const result = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(result.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
  });
});
