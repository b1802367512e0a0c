/** What screens follow. Every key begins with the tag under which the desk announces a change. */
import { QueryCache, QueryClient, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type CaseFileQuery, type UiProblem } from "@/api/generated/api";
import { findLetters } from "./findLetters";
import { typedDate } from "./format";
import { isProblem } from "./problem";
import { onChanged } from "./system";

export type Tag = "searches" | "documents" | "case_files" | "classes" | "parties" | "authority" | "emergencies" | "needs_you" | "status" | "files" | "batches";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: UiProblem;
  }
}

/** Makes the client; a desk that locked itself sends the window back to the first screen. */
export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (problem) => {
        if (isProblem(problem) && problem.code === "locked") void client.invalidateQueries({ queryKey: ["start"] });
      },
    }),
    // The desk is on this machine: asking again at once is no help, and a missing network means nothing.
    defaultOptions: {
      queries: { retry: false, staleTime: Infinity, networkMode: "always", refetchOnWindowFocus: false },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}

/** Spoils everything that follows these tags. */
export function spoil(client: QueryClient, tags: readonly string[]): void {
  for (const tag of tags) void client.invalidateQueries({ queryKey: [tag] });
  // A file stands in its document's detail and not in the list.
  if (tags.includes("files")) void client.invalidateQueries({ queryKey: ["documents", "detail"] });
  // A file shows its documents, and a document the mark of its file.
  if (tags.includes("documents")) void client.invalidateQueries({ queryKey: ["case_files", "detail"] });
  // Whose turn a letter is, and until when, is what reminds her.
  if (tags.includes("documents")) void client.invalidateQueries({ queryKey: ["needs_you"] });
  // A scan that waited for its letter has it now, and sheets that were corrected fit.
  if (tags.includes("documents")) void client.invalidateQueries({ queryKey: ["batches"] });
  if (tags.includes("case_files")) void client.invalidateQueries({ queryKey: ["documents", "detail"] });
  if (tags.includes("status")) void client.invalidateQueries({ queryKey: ["start"] });
}

export function useChangedEvents(client: QueryClient): void {
  useEffect(() => onChanged((tags) => spoil(client, tags)), [client]);
}

/** The window may stand open over midnight: "today" is another list then, and what has no number yet is late. */
export function useNewDay(client: QueryClient): void {
  useEffect(() => {
    const today = () => typedDate(new Date().toISOString());
    let day = today();
    // Every minute, not once at midnight: a device that slept knows nothing of the hours between.
    const timer = setInterval(() => {
      if (today() === day) return;
      day = today();
      spoil(client, ["status", "documents", "authority"]);
      // Who stands in for somebody from today on, or no more, has other letters: the centre says which.
      void api.syncNow().catch(() => {});
      // Forgotten and not only asked for again: an entry begun this very moment must not get yesterday's.
      void client.resetQueries({ queryKey: ["today"] });
    }, 60_000);
    return () => clearInterval(timer);
  }, [client]);
}

export const startQuery = { queryKey: ["start"], queryFn: api.startState };
export const useStart = () => useQuery(startQuery);
export const useLabels = () => useStart().data?.preferences.labels;
export const usePaperPrinter = () => useStart().data?.preferences.paper_printer;

// A printer is plugged in while the window stands: whoever wants to print asks again.
export const printersQuery = { queryKey: ["printers"], queryFn: api.listPrinters, staleTime: 0 };
export const usePrinters = () => useQuery(printersQuery);

export const useOffices = () => useQuery({ queryKey: ["authority", "offices"], queryFn: api.listOffices });

export const useEmergencies = () => useQuery({ queryKey: ["emergencies"], queryFn: api.listEmergencies });

/** The law by which something of this subject is not registered at all. */
export const useNotRegistered = (subject: string) =>
  useQuery({ queryKey: ["not_registered", subject], queryFn: () => api.notRegistered({ subject }), enabled: subject.trim().length > 2, gcTime: 0 });

export const useSubstitutes = () => useQuery({ queryKey: ["authority", "substitutes"], queryFn: api.listSubstitutes });

export const useSyncStatus = (everyMs?: number) =>
  useQuery({ queryKey: ["status", "sync"], queryFn: api.syncStatus, refetchInterval: everyMs ?? false });

export const useCounts = () => useQuery({ queryKey: ["documents", "counts"], queryFn: api.workListCounts });

export const useFileCounts = () => useQuery({ queryKey: ["case_files", "counts"], queryFn: api.caseFileCounts });

export const useDocument = (document: string | null) =>
  useQuery({
    queryKey: ["documents", "detail", document],
    queryFn: () => api.showDocument({ document: document ?? "" }),
    enabled: document !== null,
    // Shown again it is read again: the desk notes who opens what is restricted.
    gcTime: 0,
  });

export const useCaseFile = (caseFile: string | null) =>
  useQuery({
    queryKey: ["case_files", "detail", caseFile],
    queryFn: () => api.showCaseFile({ case_file: caseFile ?? "" }),
    enabled: caseFile !== null,
    gcTime: 0,
  });

export const useBatches = () => useQuery({ queryKey: ["batches", "list"], queryFn: api.listBatches });

export const useBatch = (batch: string | null) =>
  useQuery({
    queryKey: ["batches", "detail", batch],
    queryFn: () => api.showBatch({ batch: batch ?? "" }),
    enabled: batch !== null,
    gcTime: 0,
  });

export const useScan = () => useQuery({ queryKey: ["batches", "scan"], queryFn: api.scanState });

// Looking for scanners takes seconds: once while the window stands is enough; one that is plugged in later is typed.
export const useScanners = () => useQuery({ queryKey: ["scanners"], queryFn: api.listScanners });

export const classesQuery = { queryKey: ["classes"], queryFn: api.listClasses };
export const useClasses = () => useQuery(classesQuery);

export const useDeadlineRules = () => useQuery({ queryKey: ["deadline_rules"], queryFn: api.listDeadlineRules });

export const useSearchFields = () => useQuery({ queryKey: ["search_fields"], queryFn: api.listSearchFields });
export const useSavedSearches = () => useQuery({ queryKey: ["searches"], queryFn: api.savedSearches });

export const useUnits = () => useQuery({ queryKey: ["authority", "units"], queryFn: api.listUnits });
export const usePeople = () => useQuery({ queryKey: ["authority", "people"], queryFn: api.listPeople });
/** Today's day as the desk writes it; asked for again whenever the window's own day is another one. */
export const useToday = () =>
  useQuery({ queryKey: ["today", typedDate(new Date().toISOString())], queryFn: () => api.readDate({ typed: "dnes" }) }).data?.shown;

export const useNeedsYou = () => useQuery({ queryKey: ["needs_you"], queryFn: api.needsYou });

/** The few best records for the palette. */
export const useFound = (search: string) =>
  useQuery({ queryKey: ["documents", "found", search], queryFn: () => findLetters(search, 8), enabled: search.trim().length > 1 });

/** The few best case files for the palette. */
export const useFoundCaseFiles = (search: string) => {
  const query: CaseFileQuery = { list: "all", search, after: null, limit: 4 };
  return useQuery({
    queryKey: ["case_files", "found", search],
    queryFn: () => api.listCaseFiles({ query }),
    enabled: search.trim().length > 1,
  });
};

/** The value as it was when it last stood still for `ms`. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
