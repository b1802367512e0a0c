import { describe, expect, test } from "vitest";
import { readPaths } from "@/components/FilePath";
import { fold, matches } from "./fold";
import { formatBytes, formatDate, formatDelivery, formatNumber, formatTime, nameRecord, typedTime } from "./format";
import { speak } from "./i18n";
import { isChord } from "./keys";

describe("as it is written here", () => {
  test("dates and times have no leading noughts", () => {
    expect(formatDate("2026-11-02T08:05:00Z")).toBe("2. 11. 2026");
    expect(formatTime("2026-11-02T08:05:00Z")).toBe("9:05");
  });

  test("times are Prague's, in summer and winter, wherever the device stands", () => {
    expect(formatTime("2026-07-02T08:05:00Z")).toBe("10:05");
    expect(formatDate("2026-12-31T23:30:00Z")).toBe("1. 1. 2027");
  });

  test("a delivery at midnight is known by its day alone", () => {
    expect(formatDelivery("2026-11-20T23:00:00Z")).toBe("21. 11. 2026");
    expect(formatDelivery("2026-11-20T08:00:00Z")).toBe("20. 11. 2026 9:00");
    expect(typedTime("2026-11-20T23:00:00Z")).toBe("");
    expect(typedTime("2026-11-20T08:00:09Z")).toBe("9:00:09");
  });

  test("numbers have Czech spaces and commas", () => {
    expect(formatNumber(1_250_000).replace(/\s/g, " ")).toBe("1 250 000");
    expect(formatBytes(1_250_000)).toBe("1,3 MB");
    expect(formatBytes(999)).toBe("999 B");
  });

  test("English dates are English", () => {
    speak("en");
    expect(formatDate("2026-11-02T08:05:00Z")).toBe("2 Nov 2026");
  });
});

describe("as it is searched", () => {
  test("accents and case are folded", () => {
    expect(fold("Říčařová ŽOFIE")).toBe("ricarova zofie");
    expect(matches("Nový doručený dokument", "dok novy")).toBe(true);
  });
});

describe("as it is typed", () => {
  const key = (part: KeyboardEventInit) => new KeyboardEvent("keydown", part);

  test("digits are known by their place, letters by their letter", () => {
    expect(isChord(key({ key: "+", code: "Digit1", altKey: true }), "Alt+1")).toBe(true);
    expect(isChord(key({ key: "N", code: "KeyN", ctrlKey: true, shiftKey: true }), "Ctrl+Shift+N")).toBe(true);
    expect(isChord(key({ key: "n", code: "KeyN", ctrlKey: true }), "Ctrl+Shift+N")).toBe(false);
  });

  test("AltGr types letters and calls nothing", () => {
    expect(isChord(key({ key: "e", ctrlKey: true, altKey: true, modifierAltGraph: true }), "Ctrl+E")).toBe(false);
  });

  test("paths come in quotes, as addresses and one to a line", () => {
    expect(readPaths('"C:\\Skeny\\a.pdf"\nfile:///home/jana/%C5%BE.pdf\n\n')).toEqual(["C:\\Skeny\\a.pdf", "/home/jana/ž.pdf"]);
  });
});

describe("the name of a record in a message", () => {
  const named = (subject: string) => nameRecord({ reference: "HLUC/1/2026", jid: "HLUC1", subject });

  test("says the whole subject where it is short, and of a long one as much as tells it from others", () => {
    expect(named("Kácení lípy")).toBe("HLUC/1/2026 („Kácení lípy“)");
    const long = "Žádost o vyjádření k projektové dokumentaci stavebních úprav, přístavby a nástavby budovy";
    expect(named(long)).toBe("HLUC/1/2026 („Žádost o vyjádření k projektové dokumentaci stavebních úprav…“)");
    expect(named("a".repeat(300))).toBe(`HLUC/1/2026 („${"a".repeat(70)}…“)`);
  });
});
