/** An entry while it is being typed: the form, the chosen sender to be shown, and a new person being written down. */
import type { EntryForm, NewParty, PartyRow } from "@/api/generated/api";
import { currentLanguage } from "@/lib/i18n";

export type Origin = "received" | "own";

export interface EntryDraft {
  form: EntryForm;
  sender: PartyRow | null;
  /** The subform of a new person or company, while it is open. */
  party: NewParty | null;
}

/** Received and own documents are typed side by side: opening one must not lose the other. */
export const draftName = (origin: Origin) => (origin === "own" ? "entry:own" : "entry");

export function blankEntry(origin: Origin): EntryDraft {
  const isReceived = origin === "received";
  const form: EntryForm = {
    origin,
    sender: null,
    sender_reference: "",
    delivered_on: isReceived ? (currentLanguage() === "cs" ? "dnes" : "today") : "",
    delivered_time: "",
    delivery_method: isReceived ? "post" : "internal",
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
  return { form, sender: null, party: null };
}

/** The draft as the desk keeps it; an untouched form is no draft. */
export function writeDraft(draft: EntryDraft): string {
  const blank = blankEntry(draft.form.origin === "own" ? "own" : "received");
  const body = JSON.stringify(draft);
  return body === JSON.stringify(blank) ? "" : body;
}

/** Reads what the desk kept; a draft of another shape is none. */
export function readDraft(body: string, origin: Origin): EntryDraft {
  const blank = blankEntry(origin);
  if (body === "") return blank;
  try {
    const kept = JSON.parse(body) as Partial<EntryDraft>;
    return { form: { ...blank.form, ...kept.form, origin }, sender: kept.sender ?? null, party: kept.party ?? null };
  } catch {
    return blank;
  }
}
