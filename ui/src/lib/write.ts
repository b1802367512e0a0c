/** Writes: each declares what it spoils, says how it ended and never runs twice at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { UiProblem } from "@/api/generated/api";
import { say, sayProblem } from "./messages";
import { toProblem } from "./problem";
import { spoil, type Tag } from "./queries";

export interface Write<A, R> {
  /** Does it; nothing happens while the last one still runs. */
  run: (args: A) => void;
  isRunning: boolean;
  problem: UiProblem | null;
  clear: () => void;
  result: R | undefined;
}

interface Ends<A, R> {
  onDone?: (result: R, args: A) => void;
  /** Takes the problem instead of the message line; returns false to leave it there. */
  onProblem?: (problem: UiProblem) => boolean;
}

export function useWrite<A, R>(write: (args: A) => Promise<R>, spoils: readonly (Tag | "start")[], ends: Ends<A, R> = {}): Write<A, R> {
  const client = useQueryClient();
  const isRunning = useRef(false);
  const mutation = useMutation<R, UiProblem, A>({
    mutationFn: write,
    onSuccess: (result, args) => {
      spoil(client, spoils);
      ends.onDone?.(result, args);
    },
    onError: (thrown) => {
      const problem = toProblem(thrown);
      // Told at its field, it must not stand beside the result of the last thing done.
      if (ends.onProblem?.(problem)) say("");
      else sayProblem(problem);
    },
    onSettled: () => {
      isRunning.current = false;
    },
  });
  return {
    run: (args) => {
      if (isRunning.current) return;
      isRunning.current = true;
      mutation.mutate(args);
    },
    isRunning: mutation.isPending,
    problem: mutation.error,
    clear: mutation.reset,
    result: mutation.data,
  };
}
