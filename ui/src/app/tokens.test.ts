/** The contrast of every pair of colours that meet, from the token file itself. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("src/app/tokens.css", "utf8");

function palette(theme: string): Record<string, string> {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"]`));
  const body = block.slice(0, block.indexOf("}"));
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((it) => [it[1]!, it[2]!]));
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const it = parseInt(colour.slice(at, at + 2), 16) / 255;
    return it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const words = ["text", "text-low", "accent", "good", "warn", "bad"].flatMap((it) => ["paper", "paper-low", "selected"].map((on) => [it, on] as const));
const pairs = [...words, ["warn", "warn-paper"], ["bad", "bad-paper"], ["on-accent", "accent"]] as const;

test.each([
  ["light", 4.5],
  ["dark", 4.5],
  ["contrast", 7],
])("%s keeps its words readable", (theme, least) => {
  const colours = palette(theme);
  const weak = pairs.map(([on, under]) => ({ on, under, ratio: contrast(colours[on]!, colours[under]!) })).filter((it) => it.ratio < least);
  expect(weak).toEqual([]);
});

test.each(["light", "dark", "contrast"])("%s shows the edge of every field", (theme) => {
  const colours = palette(theme);
  expect(contrast(colours["field-line"]!, colours.paper!)).toBeGreaterThanOrEqual(3);
});
