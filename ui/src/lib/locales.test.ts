/** Every text is there in both languages, with the same holes, and Czech counts as Czechs do. */
import cs from "@locales/cs.json";
import en from "@locales/en.json";
import problemsCs from "@locales/problems.cs.json";
import problemsEn from "@locales/problems.en.json";
import { describe, expect, test } from "vitest";
import { codes } from "@/api/generated/api";
import { refused } from "@/testing/data";
import { speak, t } from "./i18n";
import { sentence } from "./problem";

const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)(?=[},])/g)].map((it) => it[1]))].sort();

describe("problems", () => {
  test("every code has a sentence in both languages", () => {
    for (const sentences of [problemsCs, problemsEn] as Record<string, string>[]) {
      expect(codes.filter((it) => !sentences[it])).toEqual([]);
    }
  });

  test("the sentences have the same holes", () => {
    expect(Object.keys(problemsEn)).toEqual(Object.keys(problemsCs));
    const other: Record<string, string> = problemsEn;
    for (const [code, text] of Object.entries(problemsCs)) expect([code, holes(other[code]!)]).toEqual([code, holes(text)]);
  });

  test("each says what happened and ends as a sentence", () => {
    for (const text of [...Object.values(problemsCs), ...Object.values(problemsEn)]) expect(text).toMatch(/^[\p{Lu}{].*[.]$/u);
  });

  test("arguments come into their places, lengths as people write them", () => {
    expect(sentence(refused("number_out_of_range", null, { min: "0", max: "999" }))).toContain("od 0 do 999");
    expect(sentence(refused("file_too_large", null, { size: "2500000", max: "2000000" }))).toContain("2,5 MB");
  });
});

describe("texts", () => {
  test("both languages have the same ones, with the same holes", () => {
    expect(Object.keys(en)).toEqual(Object.keys(cs));
    const other: Record<string, string> = en;
    for (const [id, text] of Object.entries(cs)) expect([id, holes(other[id]!)]).toEqual([id, holes(text)]);
  });

  test.each([
    [1, "1 čeká"],
    [2, "2 čekají"],
    [4, "4 čekají"],
    [5, "5 čeká"],
    [0, "0 čeká"],
    [1.5, "1,5 čeká"],
  ])("%d is counted as Czechs count", (n, said) => expect(t("sync.pending", { n })).toBe(said));

  test("every plural has all the Czech forms", () => {
    for (const [id, text] of Object.entries(cs)) {
      if (!text.includes(", plural,")) continue;
      for (const form of ["one {", "few {", "many {", "other {"]) expect([id, text.includes(form)]).toEqual([id, true]);
    }
  });

  test("English says it in English", () => {
    speak("en");
    expect(t("sync.pending", { n: 2 })).toBe("2 waiting");
  });
});
