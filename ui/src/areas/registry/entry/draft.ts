/** An entry while it is being typed: the form, what is shown beside it, and what is typed and not chosen yet. */
import type { EntryForm, NewParty, PartyRow } from "@/api/generated/api";
import { isWholeDay, withWholeDay } from "./day";

export type Origin = "received" | "own";

/** What stands in a field and was not chosen from its list, or not added to it. */
export type Typed = Record<"sender" | "unit" | "person" | "files", string>;

export interface EntryDraft {
  form: EntryForm;
  sender: PartyRow | null;
  /** The subform of a new person or company, while it is open. */
  party: NewParty | null;
  typed: Typed;
  /** Whether the clerk said the day herself; until then it is the one on which she began to write. */
  isDaySaid: boolean;
}

/** Received and own documents are typed side by side: opening one must not lose the other. */
export const draftName = (origin: Origin) => (origin === "own" ? "entry:own" : "entry");

export function blankEntry(origin: Origin): EntryDraft {
  const form: EntryForm = {
    origin,
    sender: null,
    sender_reference: "",
    delivered_on: "",
    delivered_time: "",
    delivery_method: origin === "received" ? "post" : "internal",
    sheets: "",
    paper_attachments: "",
    other_count: "",
    other_description: "",
    subject: "",
    unit: null,
    person: null,
    restricted: false,
    files: [],
  };
  return { form, sender: null, party: null, typed: { sender: "", unit: "", person: "", files: "" }, isDaySaid: false };
}

/** Says whether nothing is written in the form; the day it began with is nothing written. */
export function isBlank(draft: EntryDraft): boolean {
  const blank = blankEntry(draft.form.origin === "own" ? "own" : "received");
  return !draft.isDaySaid && JSON.stringify({ ...draft, form: { ...draft.form, delivered_on: "" } }) === JSON.stringify(blank);
}

/** The day that stands in the form: in one nothing is written in, whatever day it is. */
export function shownDay(draft: EntryDraft, today: string | undefined): string {
  const isOpen = draft.form.origin === "received" && !draft.isDaySaid;
  return draft.form.delivered_on || (isOpen ? (today ?? "") : "");
}

/** Keeps the day on which the clerk began to write: finished after midnight, the letter was still delivered before. */
export function withDay(draft: EntryDraft, today: string | undefined): EntryDraft {
  const delivered_on = isBlank(draft) ? "" : shownDay(draft, today);
  return delivered_on === draft.form.delivered_on ? draft : { ...draft, form: { ...draft.form, delivered_on } };
}

/** The draft as the desk keeps it; an untouched form is no draft. */
export function writeDraft(draft: EntryDraft): string {
  const { form, sender, party, typed } = draft;
  return isBlank(draft) ? "" : JSON.stringify({ form, sender, party, typed });
}

/** Puts the day that was meant into a draft whose form is left before the desk has read it. */
export async function wholeDraft(body: string): Promise<string> {
  if (body === "") return body;
  const kept = JSON.parse(body) as EntryDraft;
  return JSON.stringify({ ...kept, form: await withWholeDay(kept.form) });
}

/** Reads what the desk kept; a draft of another shape is none. */
export function readDraft(body: string, origin: Origin): EntryDraft {
  const blank = blankEntry(origin);
  if (body === "") return blank;
  try {
    const kept = JSON.parse(body) as Partial<EntryDraft>;
    const form = { ...blank.form, ...kept.form, origin };
    // Drafts without `typed` are of a time when "dnes" was kept as a word: nobody knows any more which day that was.
    if (!kept.typed && !isWholeDay(form.delivered_on)) form.delivered_on = "";
    return { form, sender: kept.sender ?? null, party: kept.party ?? null, typed: { ...blank.typed, ...kept.typed }, isDaySaid: true };
  } catch {
    return blank;
  }
}
