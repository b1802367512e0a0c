import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aFile, aRow, refused } from "@/testing/data";
import { chosen } from "@/testing/desk_system";
import { focusIsIn, focusIsOn, grid, input, openWindow, part, says } from "@/testing/window";

const item = (id: string) => document.querySelector<HTMLElement>(`[data-component=${id}]`)!;
const nameOf = (id: string) => item(id).querySelector<HTMLElement>(".file-name")!;

const opened = async (files = [aFile({ id: "c1", name: "smlouva.docx", is_output_format: false }), aFile({ id: "c2", name: "sken.pdf" })]) => {
  const it = await openWindow((office) => {
    office.rows = [aRow(1)];
    office.details.set("d1", { files });
  });
  await focusIsOn(grid);
  await waitFor(() => expect(part("detail").dataset.detail).toBe("d1"));
  return it;
};

describe("an output version", () => {
  test("is attached by its path to the file it is a version of", async () => {
    const { office, press } = await opened();
    nameOf("c1").focus();
    await press("v");
    await focusIsIn("output_path");
    await press("/tmp/smlouva.pdf{Enter}");
    await says("Výstupní podoba souboru smlouva.docx je připojená.");
    expect(office.calls("attach_file")).toEqual([{ document: "d1", path: "/tmp/smlouva.pdf", output_of: "c1" }]);
    await focusIsOn(() => nameOf("c1"));
  });

  test("is chosen in the system's window, and Escape lets it be", async () => {
    const { office, press } = await opened();
    nameOf("c1").focus();
    await press("v");
    await focusIsIn("output_path");
    await press("{Escape}");
    await focusIsOn(() => nameOf("c1"));
    await press("v");
    await focusIsIn("output_path");
    chosen.files = ["/tmp/smlouva.pdf"];
    await press("{Control>}o{/Control}");
    await says(/připojená/);
    expect(office.calls("attach_file")).toEqual([{ document: "d1", path: "/tmp/smlouva.pdf", output_of: "c1" }]);
  });

  test("that is refused is said beside its path", async () => {
    const { office, press } = await opened();
    office.refusals.set("attach_file", refused("file_empty", "files", { name: "smlouva.pdf" }));
    nameOf("c1").focus();
    await press("v");
    await focusIsIn("output_path");
    await press("/tmp/smlouva.pdf{Enter}");
    await waitFor(() => expect(input("output_path").getAttribute("aria-invalid")).toBe("true"));
  });

  test("is not offered for a file that archives take as it is", async () => {
    const { press } = await opened();
    nameOf("c2").focus();
    await press("v");
    expect(document.querySelector("[name=output_path]")).toBeNull();
    expect(item("c2").textContent).not.toContain("Připojit výstupní podobu");
    expect(item("c1").textContent).toContain("bez výstupní podoby");
  });

  test("says of which file it is one, and that file no longer lacks it", async () => {
    await opened([aFile({ id: "c1", name: "smlouva.docx", is_output_format: false }), aFile({ id: "c2", name: "smlouva.pdf", output_of: "c1" })]);
    expect(item("c2").textContent).toContain("výstupní podoba souboru smlouva.docx");
    expect(item("c1").textContent).not.toContain("bez výstupní podoby");
  });
});
