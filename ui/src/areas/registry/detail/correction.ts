/** What a correction form holds, and which of its fields were changed. */
import type { DocumentDetail, PartyRow, TypedChange } from "@/api/generated/api";
import { typedDate, typedTime } from "@/lib/format";
import type { EnvelopeValues } from "../entry/EnvelopeFields";
import type { Who } from "../entry/PartyField";
import type { PostValues } from "../entry/PostFields";

export interface Correction extends PostValues, EnvelopeValues {
  /** Who sent it, or whom it is written to. */
  sender: PartyRow | null;
  sender_reference: string;
  subject: string;
  restricted: boolean;
  reason: string;
}

/** The document as it would be typed. */
export function correctionOf(detail: DocumentDetail): Correction {
  const { row } = detail;
  const count = (it: number | null) => (it === null ? "" : String(it));
  const isOwn = row.origin === "own";
  const id = isOwn ? detail.addressee_id : detail.sender_id;
  return {
    sender: id === null ? null : { id, name: isOwn ? row.addressee : row.sender, kind: "", company_number: "", address: detail.sender_address },
    sender_reference: detail.sender_reference,
    delivered_on: row.delivered_at ? typedDate(row.delivered_at) : "",
    delivered_time: row.delivered_at ? typedTime(row.delivered_at) : "",
    delivery_method: detail.delivery_method,
    sheets: count(detail.sheets),
    paper_attachments: count(detail.paper_attachments),
    other_count: detail.other_count > 0 ? String(detail.other_count) : "",
    other_description: detail.other_description,
    copies: count(detail.copies),
    unopened: detail.unopened,
    envelope: detail.envelope,
    subject: row.subject,
    restricted: row.restricted,
    reason: "",
  };
}

/** What the clerk changed, in the registry's own fields: day and time are one, count and description too. */
export function changesOf(was: Correction, now: Correction, who: Who): TypedChange[] {
  const wanted: [string, string, string][] = [
    [who, was.sender?.id ?? "", now.sender?.id ?? ""],
    ["sender_reference", was.sender_reference, now.sender_reference],
    // A day may have spaces and a time no colon: a tab alone parts them.
    ["delivered_at", `${was.delivered_on}\t${was.delivered_time}`, `${now.delivered_on}\t${now.delivered_time}`],
    ["delivery_method", was.delivery_method, now.delivery_method],
    ["sheets", was.sheets, now.sheets],
    ["paper_attachments", was.paper_attachments, now.paper_attachments],
    ["other_attachments", `${was.other_count} ${was.other_description}`.trim(), `${now.other_count} ${now.other_description}`.trim()],
    ["copies", was.copies, now.copies],
    ["unopened", String(was.unopened), String(now.unopened)],
    ["envelope", was.envelope, now.envelope],
    ["subject", was.subject, now.subject],
    ["restricted", String(was.restricted), String(now.restricted)],
  ];
  return wanted.filter(([, before, after]) => before !== after).map(([field, , after]) => ({ field, now: after }));
}
