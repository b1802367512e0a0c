import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newQueryClient, useNewDay } from "./queries";

const MINUTE = 60_000;

describe("a window that stands open over midnight", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Which lists are asked for again when `minutes` pass after `from`. */
  function spoiledAfter(from: string, minutes: number): unknown[] {
    vi.setSystemTime(new Date(from));
    const client = newQueryClient();
    const spoiled = vi.spyOn(client, "invalidateQueries");
    const hook = renderHook(() => useNewDay(client));
    vi.advanceTimersByTime(minutes * MINUTE);
    hook.unmount();
    vi.advanceTimersByTime(24 * 60 * MINUTE);
    return spoiled.mock.calls.map(([it]) => it?.queryKey?.[0]);
  }

  test("asks again once for what depends on the day", () => {
    const spoiled = spoiledAfter("2026-03-02T22:50:00Z", 30);
    expect(spoiled.filter((it) => it === "status")).toHaveLength(1);
    expect(spoiled.filter((it) => it === "documents")).toHaveLength(1);
  });

  test("the day is the office's, not the one of Greenwich", () => {
    expect(spoiledAfter("2026-03-02T23:50:00Z", 30)).toEqual([]);
    expect(spoiledAfter("2026-07-02T21:50:00Z", 30)).toContain("status");
  });
});
