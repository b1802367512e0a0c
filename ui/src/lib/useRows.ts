/**
 * The rows of a list that may have a million of them.
 *
 * Pages are read by the key where the last one ended, where the list can be turned round from both ends: its end is the
 * beginning of the same list turned round. What lies between is a gap, filled as it comes into sight, from the nearer
 * side where there are two.
 */
import { keepPreviousData, skipToken, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";

const FIRST_PAGE = 100;
/** Whoever goes on reads a lot; fewer questions keep up with a held Page Down. */
const NEXT_PAGES = 500;
/** Rows read before they come into sight. */
const AHEAD = 60;

export interface Page<R> {
  rows: R[];
  next: string | null;
  /** How many rows the whole list has, where that is said with each page. */
  total?: number;
}

/** A list as it is asked for. */
export interface Source<R> {
  /** Tells this list from every other; begins with the tag under which the desk announces a change. */
  key: readonly unknown[];
  read: (after: string | null, limit: number) => Promise<Page<R>>;
  /** How many rows the whole list has, where counting takes longer than the first page: that is not waited for. */
  count?: () => Promise<number>;
  /** The same list turned round, for the desk that can read it from there. */
  turned?: Omit<Source<R>, "turned" | "count">;
}

export interface Rows<R> {
  total: number;
  /** Whether that is counted already; until then it is only that there are more. */
  isCounted: boolean;
  isLoading: boolean;
  /** Whether these are the rows that were asked for, not those of the list before, which stand until the new ones come. */
  isCurrent: boolean;
  isError: boolean;
  rowAt: (index: number) => R | undefined;
  indexOf: (id: string) => number;
}

export function useRows<R extends { id: string }>(source: Source<R>, seen: { from: number; to: number }): Rows<R> {
  const key = JSON.stringify(source.key);
  const [endWanted, setEndWanted] = useState("");
  const head = usePages(source, true);
  const tail = usePages(source.turned ?? source, source.turned !== undefined && endWanted === key);
  const isOfThisList = !head.isPlaceholderData;
  const headRows = useMemo(() => (head.data?.pages ?? []).flatMap((it) => it.rows), [head.data]);
  const tailRows = useMemo(
    () => (source.turned && endWanted === key && isOfThisList ? (tail.data?.pages ?? []).flatMap((it) => it.rows) : []),
    [tail.data, endWanted, key, isOfThisList, source.turned === undefined],
  );
  const counted = useQuery({ queryKey: [...source.key, "count"], queryFn: source.count ?? skipToken, placeholderData: keepPreviousData });
  const known = counted.data ?? head.data?.pages[0]?.total;
  // Until it is counted, what follows the first page is one row more.
  const total = Math.max(known ?? headRows.length + (head.hasNextPage ? 1 : 0), headRows.length);
  const index = useMemo(() => {
    const at = new Map(tailRows.map((row, i) => [row.id, total - 1 - i]));
    headRows.forEach((row, i) => at.set(row.id, i));
    return at;
  }, [headRows, tailRows, total]);

  const gapFrom = headRows.length;
  const gapTo = total - tailRows.length;
  const isReading = head.isFetching || tail.isFetching;
  useEffect(() => {
    if (isReading || gapFrom >= gapTo || seen.to + AHEAD < gapFrom || seen.from - AHEAD > gapTo) return;
    const isNearerEnd = source.turned !== undefined && seen.from - gapFrom > gapTo - seen.to;
    if (isNearerEnd && endWanted !== key) setEndWanted(key);
    else if (isNearerEnd && tail.hasNextPage) void tail.fetchNextPage();
    else if (head.hasNextPage) void head.fetchNextPage();
  });

  return {
    total,
    isCounted: source.count ? counted.data !== undefined && !counted.isPlaceholderData : isOfThisList && known !== undefined,
    isLoading: head.isPending,
    isCurrent: !head.isPending && isOfThisList,
    isError: head.isError,
    rowAt: (i) => headRows[i] ?? (i >= gapTo ? tailRows[total - 1 - i] : undefined),
    indexOf: (id) => index.get(id) ?? -1,
  };
}

function usePages<R>({ key, read }: Omit<Source<R>, "turned" | "count">, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }): Promise<Page<R>> => read(pageParam, pageParam === null ? FIRST_PAGE : NEXT_PAGES),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled,
  });
}
