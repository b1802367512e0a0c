/** How fields of the entry are repeated and refused: what the desk calls a field and what the form does. */
import type { LastEntry } from "@/api/generated/api";
import type { EntryDraft } from "./draft";

/** The field of the form to which a refusal belongs; a correction is refused in the registry's own words. */
export function formField(field: string | null): string | null {
  if (field === "delivered_at") return "delivered_on";
  if (field === "other_attachments") return "other_count";
  // What is answered is no field: the message line says what is wrong with it.
  if (field === "answers") return null;
  return field;
}

/** What one entry does not have in common with the next: its files, and where it belongs. */
const isOfOneEntry = new Set(["files", "origin", "case_file", "answers"]);

/** Takes one field of the last entry into this one; the sender comes with the row that shows it. */
export function repeatField(draft: EntryDraft, last: LastEntry, field: string): EntryDraft {
  if (!last.form || !(field in draft.form) || isOfOneEntry.has(field)) return draft;
  const isParty = field === "sender" || field === "addressee";
  // Whoever stood at the other end of the last one, whether it came or went.
  const value = isParty ? (last.sender?.id ?? null) : last.form[field as keyof typeof last.form];
  const sender = isParty ? last.sender : draft.sender;
  const typedField = field === "addressee" ? "sender" : field;
  const typed = typedField in draft.typed ? { ...draft.typed, [typedField]: "" } : draft.typed;
  return { ...draft, sender, typed, isDaySaid: draft.isDaySaid || field === "delivered_on", form: { ...draft.form, [field]: value } };
}
