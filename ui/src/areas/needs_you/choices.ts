/** How an item is settled: every choice has one key. */
import type { NeedsYouItem } from "@/api/generated/api";
import { t } from "@/lib/i18n";

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

const ofCaseFiles = [
  "correct_case_file",
  "note_event",
  "move_case_file",
  "assign_case_file",
  "settle_case_file",
  "close_case_file",
  "reopen_case_file",
  "join_case_files",
  "part_case_files",
];

/**
 * Whether an item is about a document that stands in the registry. A copied desk, a doubled record of the name
 * register and a case file are not, nor is a letter whose registering failed.
 */
export function concernsDocument(item: NeedsYouItem): boolean {
  const without = ["add_party", "merge_parties", "keep_apart", "register_received", "register_own", ...ofCaseFiles];
  return !["forked", "merge"].includes(item.kind) && !without.includes(item.verb);
}

/** What the item is about, in one line. */
export function subjectOf(item: NeedsYouItem): string {
  if (item.document) return `${item.document.reference ?? item.document.jid} ${item.document.subject}`;
  if (concernsDocument(item)) return t("needs_you.unseen");
  return item.wished.map((it) => [it.was, it.now].filter(Boolean).join(" · ")).join(", ");
}
