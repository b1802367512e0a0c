/**
 * The rows of a list that may have a million of them.
 *
 * Pages are read by the key where the last one ended, from both ends: the end of the list is the beginning of the same
 * list turned round. What lies between is a gap, filled from the nearer side as it comes into sight.
 */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { api, type DocumentPage, type DocumentRow, type ListQuery } from "@/api/generated/api";

const FIRST_PAGE = 100;
/** Whoever goes on reads a lot; fewer questions keep up with a held Page Down. */
const NEXT_PAGES = 500;
/** Rows read before they come into sight. */
const AHEAD = 60;

type Wanted = Pick<ListQuery, "list" | "search" | "sort" | "descending">;

export interface Rows {
  total: number;
  isLoading: boolean;
  /** Whether these are the rows that were asked for, not those of the list before, which stand until the new ones come. */
  isCurrent: boolean;
  isError: boolean;
  rowAt: (index: number) => DocumentRow | undefined;
  indexOf: (document: string) => number;
}

export function useRows(wanted: Wanted, seen: { from: number; to: number }): Rows {
  const key = JSON.stringify(wanted);
  const [endWanted, setEndWanted] = useState("");
  const head = usePages(wanted, true);
  const tail = usePages({ ...wanted, descending: !wanted.descending }, endWanted === key);
  const isOfThisList = !head.isPlaceholderData;
  const headRows = useMemo(() => (head.data?.pages ?? []).flatMap((it) => it.rows), [head.data]);
  const tailRows = useMemo(
    () => (endWanted === key && isOfThisList ? (tail.data?.pages ?? []).flatMap((it) => it.rows) : []),
    [tail.data, endWanted, key, isOfThisList],
  );
  const total = Math.max(head.data?.pages[0]?.total ?? 0, headRows.length);
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
    const isNearerEnd = seen.from - gapFrom > gapTo - seen.to;
    if (isNearerEnd && endWanted !== key) setEndWanted(key);
    else if (isNearerEnd && tail.hasNextPage) void tail.fetchNextPage();
    else if (head.hasNextPage) void head.fetchNextPage();
  });

  return {
    total,
    isLoading: head.isPending,
    isCurrent: !head.isPending && isOfThisList,
    isError: head.isError,
    rowAt: (i) => headRows[i] ?? (i >= gapTo ? tailRows[total - 1 - i] : undefined),
    indexOf: (document) => index.get(document) ?? -1,
  };
}

function usePages(wanted: Wanted, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["documents", "list", wanted],
    queryFn: ({ pageParam }): Promise<DocumentPage> =>
      api.listDocuments({ query: { ...wanted, after: pageParam, limit: pageParam === null ? FIRST_PAGE : NEXT_PAGES } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled,
  });
}
