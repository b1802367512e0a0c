/** How an item is settled: every choice has one key. */
import type { NeedsYouItem } from "@/api/generated/api";

/** What the window itself does; the desk is told all others. */
export const EDIT = "edit";

export const choiceKeys: Record<string, string> = {
  mine: "M",
  theirs: "T",
  edit: "E",
  retry: "R",
  merge: "S",
  apart: "O",
  release: "P",
  reject: "Z",
  dismiss: "Delete",
};

/** Enter does the one thing there is to do, where there is only one. */
export function enterChoice(item: NeedsYouItem): string | undefined {
  return item.choices.length === 1 ? item.choices[0] : undefined;
}

/** Items that failed only because of another stand under it. */
export function inOrder(items: NeedsYouItem[]): { item: NeedsYouItem; isBeneath: boolean }[] {
  const beneath = new Set(items.flatMap((it) => it.beneath));
  const byId = new Map(items.map((it) => [it.id, it]));
  return items
    .filter((it) => !beneath.has(it.id))
    .flatMap((item) => [
      { item, isBeneath: false },
      ...item.beneath.flatMap((id) => {
        const under = byId.get(id);
        return under ? [{ item: under, isBeneath: true }] : [];
      }),
    ]);
}
