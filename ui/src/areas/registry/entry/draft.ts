/** An entry while it is being typed: the form, what is shown beside it, and what is typed and not chosen yet. */
import type { EntryForm, NewParty, PartyRow } from "@/api/generated/api";
import type { Choice } from "@/components/Combobox";
import { isWholeDay, withWholeDay } from "./day";
import type { Reply } from "./reply";

export type Origin = "received" | "own";

/** What stands in a field and was not chosen from its list, or not added to it. */
export type Typed = Record<"sender" | "delivery_method" | "unit" | "person" | "case_file" | "envelope" | "files", string>;

export interface EntryDraft {
  form: EntryForm;
  /** Who sent it, or whom it is written to. */
  sender: PartyRow | null;
  /** The case file it goes straight into, by its name. */
  case_file: Choice | null;
  /** What it answers. */
  answers: Reply | null;
  /** The subform of a new person or company, while it is open. */
  party: NewParty | null;
  typed: Typed;
  /** Whether the clerk said the day herself; until then it is the one on which she began to write. */
  isDaySaid: boolean;
}

/** Received and own documents, and each reply, are typed side by side: opening one must not lose another. */
export function draftName(origin: Origin, answers: Reply | null = null): string {
  if (answers) return `entry:reply:${answers.document}`;
  return origin === "own" ? "entry:own" : "entry";
}

export function blankEntry(origin: Origin, answers: Reply | null = null): EntryDraft {
  const form: EntryForm = {
    origin,
    sender: null,
    addressee: answers?.addressee?.id ?? null,
    sender_reference: "",
    delivered_on: "",
    delivered_time: "",
    delivery_method: origin === "received" ? "post" : "internal",
    sheets: "",
    paper_attachments: "",
    other_count: "",
    other_description: "",
    copies: "",
    unopened: false,
    envelope: "",
    subject: answers?.subject ?? "",
    unit: null,
    person: null,
    restricted: false,
    case_file: answers?.case_file?.id ?? null,
    answers: answers?.document ?? null,
    files: [],
  };
  const typed = { sender: "", delivery_method: "", unit: "", person: "", case_file: "", envelope: "", files: "" };
  return { form, sender: answers?.addressee ?? null, case_file: answers?.case_file ?? null, answers, party: null, typed, isDaySaid: false };
}

/** Says whether nothing is written in the form; what it began with, such as the day, is nothing written. */
export function isBlank(draft: EntryDraft): boolean {
  const blank = blankEntry(draft.form.origin === "own" ? "own" : "received", draft.answers);
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
  const { form, sender, case_file, answers, party, typed } = draft;
  return isBlank(draft) ? "" : JSON.stringify({ form, sender, case_file, answers, party, typed });
}

/** Puts the day that was meant into a draft whose form is left before the desk has read it. */
export async function wholeDraft(body: string): Promise<string> {
  if (body === "") return body;
  const kept = JSON.parse(body) as EntryDraft;
  return JSON.stringify({ ...kept, form: await withWholeDay(kept.form) });
}

/** Reads what the desk kept; a draft of another shape is none. */
export function readDraft(body: string, origin: Origin, answers: Reply | null = null): EntryDraft {
  const blank = blankEntry(origin, answers);
  if (body === "") return blank;
  try {
    const kept = JSON.parse(body) as Partial<EntryDraft>;
    const form = { ...blank.form, ...kept.form, origin };
    // Drafts without `typed` are of a time when "dnes" was kept as a word: nobody knows any more which day that was.
    if (!kept.typed && !isWholeDay(form.delivered_on)) form.delivered_on = "";
    return {
      form,
      // A draft from before addressees has none in its form: then it is the one the reply begins with.
      sender: kept.form && !("addressee" in kept.form) && origin === "own" ? blank.sender : (kept.sender ?? null),
      case_file: kept.case_file ?? null,
      answers: kept.answers ?? answers,
      party: kept.party ?? null,
      typed: { ...blank.typed, ...kept.typed },
      isDaySaid: true,
    };
  } catch {
    return blank;
  }
}
