// Made by `cargo xtask codegen` from crates/ui_api. Do not edit.

import { call } from "../call";

export type UiProblem = { 
/**
 * Whether the clerk can act, should wait, or must call for help.
 */
kind: ProblemKind, 
/**
 * What is the matter.
 */
code: string, 
/**
 * The form field it belongs to.
 */
field: string | null, 
/**
 * What the sentence needs.
 */
args: { [key in string]: string }, };

export type ProblemKind = "refused" | "unavailable" | "damaged" | "broken";

export type StartState = { 
/**
 * The people who have a desk on this device.
 */
seats: Array<SeatRow>, 
/**
 * The desk that is open, if one is.
 */
open: OpenSeat | null, 
/**
 * What the window remembers of the device: language and theme before anyone unlocks.
 */
preferences: Preferences, 
/**
 * What is to be said of a desk that was open and is no more.
 */
farewell: UiProblem | null, 
/**
 * The program's version.
 */
version: string, };

export type SeatRow = { 
/**
 * The folder it lies in; names it in `unlock`.
 */
seat: string, 
/**
 * Whose it is.
 */
person: string, 
/**
 * Of which office.
 */
tenant: string, };

export type OpenSeat = { 
/**
 * Its folder.
 */
seat: string, 
/**
 * The person's id.
 */
person_id: string, 
/**
 * The person's name.
 */
person: string, 
/**
 * The office's name.
 */
tenant: string, 
/**
 * The roles held now: filing_clerk, case_clerk, supervisor, admin.
 */
roles: Array<string>, 
/**
 * Whether the first sync is complete.
 */
is_complete: boolean, };

export type Substitutes = { 
/**
 * By the name of who is away.
 */
rows: Array<SubstituteRow>, 
/**
 * Whether this person may name deputies for others.
 */
may_set_others: boolean, };

export type SubstituteRow = { 
/**
 * The id of who is away.
 */
person_id: string, 
/**
 * Their name.
 */
person: string, 
/**
 * The id of who stands in.
 */
deputy_id: string, 
/**
 * Their name.
 */
deputy: string, 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
until: string, 
/**
 * Whether it is so today.
 */
is_on: boolean, };

export type Preferences = { 
/**
 * `cs` or `en`.
 */
language: string, 
/**
 * `system`, `light`, `dark` or `contrast`.
 */
theme: string, 
/**
 * Width of the list in parts of a thousand of the window.
 */
list_width: number, 
/**
 * How labels are printed here.
 */
labels: LabelSettings, 
/**
 * The system's printer receipts and registers go to; empty while none is chosen.
 */
paper_printer: string, };

export type SyncStatus = { 
/**
 * Whether the centre answers.
 */
reach: Reach, 
/**
 * Why not, when it is more than the network being away.
 */
trouble: UiProblem | null, 
/**
 * Commands the centre has not confirmed.
 */
pending: number, 
/**
 * Files that are still to be sent, and their bytes.
 */
files_up: number, 
/**
 * Bytes of them.
 */
bytes_up: number, 
/**
 * When the last exchange ended well.
 */
last_exchange_at: string | null, 
/**
 * How far the first sync is, while it runs.
 */
first_sync: Progress | null, 
/**
 * By how many seconds this device's clock is ahead of the centre's, when it is more than five minutes.
 */
clock_ahead_s: number | null, 
/**
 * How many items are in "Vyžaduje vás".
 */
needs_you: number, 
/**
 * The substitute register this desk writes into.
 */
emergency: string | null, 
/**
 * Documents captured before today that have no reference number.
 */
without_number_since_yesterday: number, };

export type Reach = "unknown" | "online" | "offline";

export type Progress = { 
/**
 * Done.
 */
done: number, 
/**
 * Of how many; 0 while not known.
 */
total: number, };

export type LabelSettings = { 
/**
 * roll-62x29, roll-89x36, a4-3x8, a4-3x7, a4-2x6 or custom.
 */
format: string, 
/**
 * The format of its own, in millimetres.
 */
custom: LabelFormat, 
/**
 * `data_matrix` or `code128`.
 */
code: string, 
/**
 * The system's printer labels go to; empty while none is chosen.
 */
printer: string, 
/**
 * The first free label of the sheet, from 1.
 */
first: number, 
/**
 * Whether a label is printed with every registered document.
 */
on_registering: boolean, };

export type LabelFormat = { 
/**
 * Width of the page.
 */
page_width: number, 
/**
 * Height of the page.
 */
page_height: number, 
/**
 * Labels beside each other.
 */
columns: number, 
/**
 * Labels below each other.
 */
rows: number, 
/**
 * Width of a label.
 */
width: number, 
/**
 * Height of a label.
 */
height: number, 
/**
 * From the left edge to the first label.
 */
left: number, 
/**
 * From the upper edge to the first label.
 */
top: number, 
/**
 * Between two labels beside each other.
 */
gap_across: number, 
/**
 * Between two labels below each other.
 */
gap_down: number, };

export type PrintTarget = { 
/**
 * The printer; empty for a file.
 */
printer: string, 
/**
 * The file, where no printer is named.
 */
path: string, 
/**
 * Whether a file that is there already shall be replaced.
 */
replace: boolean, };

export type PrintedLabels = { 
/**
 * How many labels.
 */
n_labels: number, 
/**
 * The first label that is free now.
 */
next_first: number, };

export type WorkList = "all" | "today" | "without_number" | "unassigned" | "returned_to_me" | "assigned_to_me" | "with_deadline";

export type WorkListCounts = { 
/**
 * See [`WorkList::All`].
 */
all: number, 
/**
 * See [`WorkList::Today`].
 */
today: number, 
/**
 * See [`WorkList::WithoutNumber`].
 */
without_number: number, 
/**
 * See [`WorkList::Unassigned`].
 */
unassigned: number, 
/**
 * See [`WorkList::ReturnedToMe`].
 */
returned_to_me: number, 
/**
 * See [`WorkList::AssignedToMe`].
 */
assigned_to_me: number, 
/**
 * See [`WorkList::WithDeadline`].
 */
with_deadline: number, };

export type SortBy = "captured" | "reference" | "delivered" | "subject" | "sender" | "due";

export type ListQuery = { 
/**
 * Which work list.
 */
list: WorkList, 
/**
 * A search as it is typed; empty for all.
 */
search: string, 
/**
 * The column.
 */
sort: SortBy, 
/**
 * Largest first.
 */
descending: boolean, 
/**
 * Where the page before ended, as it said.
 */
after: string | null, 
/**
 * How many rows; at most 500.
 */
limit: number, };

export type DocumentPage = { 
/**
 * The rows.
 */
rows: Array<DocumentRow>, 
/**
 * Where the next page begins; none at the end.
 */
next: string | null, };

export type DocumentRow = { 
/**
 * The document's id.
 */
id: string, 
/**
 * Its JID.
 */
jid: string, 
/**
 * Its reference number; none while it waits.
 */
reference: string | null, 
/**
 * `received` or `own`.
 */
origin: string, 
/**
 * Brief subject.
 */
subject: string, 
/**
 * The sender's name in the list.
 */
sender: string, 
/**
 * Whom an own document is written to; empty when that is not said.
 */
addressee: string, 
/**
 * When it was delivered.
 */
delivered_at: string | null, 
/**
 * When it was captured.
 */
captured_at: string, 
/**
 * The mark of its unit.
 */
unit: string, 
/**
 * The name of its person.
 */
person: string, 
/**
 * `unassigned`, `assigned`, `in_hand`, `returned`, `settled` or `cancelled`.
 */
state: string, 
/**
 * The case file it is in.
 */
case_file: string | null, 
/**
 * That file's mark; empty while it has none.
 */
file_mark: string, 
/**
 * Only for those who need it.
 */
restricted: boolean, 
/**
 * The last day of its deadline while that runs, as `2026-12-03`.
 */
due_on: string | null, 
/**
 * Whether it was sent or handed over to another office.
 */
is_sent: boolean, 
/**
 * Whether something about it waits to be confirmed.
 */
is_pending: boolean, 
/**
 * How many files it has.
 */
n_files: number, };

export type DocumentDetail = { 
/**
 * As in the list.
 */
row: DocumentRow, 
/**
 * The sender's id.
 */
sender_id: string | null, 
/**
 * The addressee's id.
 */
addressee_id: string | null, 
/**
 * The sender's address.
 */
sender_address: string, 
/**
 * The sender's reference.
 */
sender_reference: string, 
/**
 * post, in_person, data_box, email, medium, courier, spoken, internal.
 */
delivery_method: string, 
/**
 * Sheets.
 */
sheets: number | null, 
/**
 * Paper attachments.
 */
paper_attachments: number | null, 
/**
 * Other attachments: how many.
 */
other_count: number, 
/**
 * Other attachments: what.
 */
other_description: string, 
/**
 * Copies of one letter.
 */
copies: number | null, 
/**
 * Whether the envelope stays closed.
 */
unopened: boolean, 
/**
 * Why the envelope is kept: own_hands, posting_time, sender_address, stamped; empty when it is not.
 */
envelope: string, 
/**
 * Its place in a substitute register.
 */
emergency: EmergencyPlace | null, 
/**
 * The unit's id.
 */
unit_id: string | null, 
/**
 * The unit's name.
 */
unit_name: string, 
/**
 * The person's id.
 */
person_id: string | null, 
/**
 * Why it was refused.
 */
refused_because: string, 
/**
 * Who registered it.
 */
registered_by: string, 
/**
 * When the centre did.
 */
registered_at: string | null, 
/**
 * Why it was cancelled.
 */
cancelled_because: string | null, 
/**
 * The JID on a label to be replaced.
 */
earlier_jid: string | null, 
/**
 * Reference numbers it had before, the oldest first.
 */
earlier_references: Array<string>, 
/**
 * Its order in its case file.
 */
order: number | null, 
/**
 * Its deadline.
 */
deadline: DeadlineRow | null, 
/**
 * How it was settled; none while it is not.
 */
settled: SettledRow | null, 
/**
 * The document it answers, if it is to be seen.
 */
answers: DocumentRow | null, 
/**
 * The documents that answer it, the oldest first, as far as they are to be seen.
 */
replies: Array<DocumentRow>, 
/**
 * The offices of the centre it was handed to.
 */
dispatches: Array<DispatchRow>, 
/**
 * The office of the centre it was handed over by.
 */
source: SourceRow | null, 
/**
 * When it was sent to its addressee, the first time first.
 */
sendings: Array<SendingRow>, 
/**
 * When its post came back, the oldest first.
 */
returns: Array<ReturnedRow>, 
/**
 * Its files.
 */
files: Array<FileRow>, 
/**
 * What happened to it, the newest first.
 */
history: Array<HistoryRow>, 
/**
 * What this person may do with it now: correct, deadline, cancel, assign, withdraw, accept, refuse, attach, found, insert,
 * take_out, settle, reopen, dispatch, sent, returned, reregister.
 */
may: Array<string>, };

export type DispatchRow = { 
/**
 * The office's name.
 */
office: string, 
/**
 * When it was handed over.
 */
at: string, 
/**
 * Its number there; empty while it is on its way.
 */
reference: string, 
/**
 * Its JID there; empty while it is on its way.
 */
jid: string, };

export type SourceRow = { 
/**
 * The office's name.
 */
office: string, 
/**
 * Its JID there.
 */
jid: string, };

export type SendingRow = { 
/**
 * On which day.
 */
day: string, 
/**
 * post, in_person, public_notice, courier, email, data_box.
 */
way: string, 
/**
 * What the post calls it, or what else is to be known of it.
 */
note: string, };

export type ReturnedRow = { 
/**
 * When it was noted.
 */
at: string, 
/**
 * unclaimed, moved_away, addressee_unknown, refused_by_addressee, otherwise.
 */
why: string, 
/**
 * What else stood on the envelope.
 */
note: string, };

export type DoneMany = { 
/**
 * With how many it was done.
 */
n_done: number, 
/**
 * With which it was refused.
 */
refused: Array<RefusedRow>, };

export type RefusedRow = { 
/**
 * The document.
 */
document: DocumentRow, 
/**
 * Why.
 */
problem: UiProblem, };

export type DeadlineRow = { 
/**
 * decision, confirm_filing, complaint, information, contract_register, contract_invalid, stored_letter, public_notice, assembly_minutes,
 * council_minutes, own.
 */
rule: string, 
/**
 * The day of the event, as `2026-11-03`.
 */
starts_on: string, 
/**
 * By how many days it was prolonged.
 */
more_days: number, 
/**
 * Its last day, as `2026-12-03`.
 */
due_on: string, 
/**
 * Whether the end was moved over days on which nobody works.
 */
is_moved: boolean, };

export type DeadlineRuleRow = { 
/**
 * See [`DeadlineRow::rule`].
 */
id: string, 
/**
 * By how many it can be prolonged at most.
 */
max_more_days: number, 
/**
 * The paragraph, in Czech.
 */
law: string, };

export type SettledRow = { 
/**
 * by_document, forwarded, noted, by_record, otherwise.
 */
way: string, 
/**
 * What was done.
 */
note: string, 
/**
 * Why, where it was settled in another way; otherwise empty.
 */
reason: string, 
/**
 * When.
 */
at: string, 
/**
 * Who.
 */
by: string, };

export type Undone = { 
/**
 * The verb that was undone, by its command's name: correct_document, assign_document, refuse_document,
 * withdraw_document.
 */
verb: string, 
/**
 * The document it was done to.
 */
document: string, 
/**
 * Its JID.
 */
jid: string, 
/**
 * Its reference number; none while it waits.
 */
reference: string | null, 
/**
 * Its subject.
 */
subject: string, };

export type FileRow = { 
/**
 * The component's id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its length in bytes.
 */
size_bytes: number, 
/**
 * Its media type.
 */
media_type: string, 
/**
 * `here` (held), `at_centre` (fetched on demand), `fetching`, `on_its_way` (not at the centre yet).
 */
place: string, 
/**
 * From whose desk it is on its way.
 */
coming_from: string, 
/**
 * Whether the window can show it: `image`, `pdf`, `text` or empty.
 */
preview: string, 
/**
 * The component it is an output version of.
 */
output_of: string | null, 
/**
 * Whether archives take it as it is, by its media type.
 */
is_output_format: boolean, };

export type HistoryRow = { 
/**
 * When.
 */
at: string, 
/**
 * Who.
 */
by: string, 
/**
 * In whose place, when they stood in for somebody.
 */
in_place_of: string, 
/**
 * On which desk.
 */
on: string, 
/**
 * register_received, register_own, correct_document, cancel_document, assign_document, withdraw_document,
 * accept_document, refuse_document.
 */
verb: string, 
/**
 * What changed.
 */
changes: Array<ChangeRow>, 
/**
 * Why.
 */
reason: string, 
/**
 * Whether the centre has confirmed it.
 */
is_pending: boolean, };

export type ChangeRow = { 
/**
 * subject, sender, sender_reference, delivered_at, delivery_method, sheets, paper_attachments,
 * other_attachments, restricted, unit, person, deadline as `rule 2026-12-03`.
 */
field: string, 
/**
 * What was there; instants, codes and booleans raw, the rest as text.
 */
was: string, 
/**
 * What is there.
 */
now: string, };

export type TypedChange = { 
/**
 * See [`ChangeRow::field`]; delivered_at as `date time`, other_attachments as `count description`,
 * deadline as rule, day and more days parted by tabs.
 */
field: string, 
/**
 * What the form shows now, as typed; sender, unit and person by id.
 */
now: string, };

export type EmergencyRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name, the beginning of its numbers.
 */
name: string, 
/**
 * What made the usual way impossible.
 */
reason: string, 
/**
 * When it was declared.
 */
begun_at: string, 
/**
 * By whom.
 */
begun_by: string, 
/**
 * When it was closed; none while it goes on.
 */
ended_at: string | null, 
/**
 * By whom.
 */
ended_by: string, 
/**
 * `reregister` or `keep`; empty while it goes on.
 */
afterwards: string, 
/**
 * Whether this desk writes into it.
 */
is_here: boolean, 
/**
 * How many documents of it are seen here.
 */
n_documents: number, 
/**
 * How many of them are in no other register.
 */
n_waiting: number, 
/**
 * The number it ends with so far.
 */
last: number, };

export type EmergencyPlace = { 
/**
 * Its number there.
 */
text: string, 
/**
 * When it was registered again in the office's register; none while it was not.
 */
reregistered_at: string | null, };

export type SearchFieldRow = { 
/**
 * Its name in English, and in the words of the window (`search.field.…`).
 */
name: string, 
/**
 * Its Czech name, without accents, as it is typed.
 */
czech: string, 
/**
 * text, day, code, unit, person, class, retention.
 */
kind: string, 
/**
 * The values of a field that has few.
 */
values: Array<SearchValueRow>, };

export type SearchValueRow = { 
/**
 * Its name in English, and in the words of the window (`search.value.<field>.…`).
 */
name: string, 
/**
 * Its Czech word, without accents, as it is typed.
 */
czech: string, };

export type SavedSearch = { 
/**
 * Its name.
 */
name: string, 
/**
 * As it was typed.
 */
typed: string, };

export type ClassRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its full mark.
 */
mark: string, 
/**
 * What belongs into it.
 */
title: string, 
/**
 * `S5`, `A10`.
 */
retention: string, 
/**
 * `period` or `collecting_sheet`.
 */
numbering: string, 
/**
 * Whether its period runs from a year that is given when a file is closed.
 */
needs_trigger_year: boolean, };

export type CaseFileList = "all" | "open" | "mine" | "settled" | "closed" | "to_ask";

export type CaseFileCounts = { 
/**
 * See [`CaseFileList::All`].
 */
all: number, 
/**
 * See [`CaseFileList::Open`].
 */
open: number, 
/**
 * See [`CaseFileList::Mine`].
 */
mine: number, 
/**
 * See [`CaseFileList::Settled`].
 */
settled: number, 
/**
 * See [`CaseFileList::Closed`].
 */
closed: number, 
/**
 * See [`CaseFileList::ToAsk`].
 */
to_ask: number, };

export type CaseFileQuery = { 
/**
 * Which of them.
 */
list: CaseFileList, 
/**
 * Beginnings of words of mark, subject and JID.
 */
search: string, 
/**
 * Where the page before ended, as it said.
 */
after: string | null, 
/**
 * How many rows; at most 500.
 */
limit: number, };

export type CaseFilePage = { 
/**
 * The rows.
 */
rows: Array<CaseFileRow>, 
/**
 * Where the next page begins; none at the end.
 */
next: string | null, 
/**
 * How many rows the whole list has.
 */
total: number, };

export type CaseFileRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its JID.
 */
jid: string, 
/**
 * Its mark; none while it waits for one.
 */
mark: string | null, 
/**
 * What it is about.
 */
subject: string, 
/**
 * The mark of its class.
 */
class_mark: string, 
/**
 * `open`, `settled` or `closed`.
 */
state: string, 
/**
 * The mark of the unit that keeps it.
 */
unit: string, 
/**
 * The name of the person who keeps it.
 */
person: string, 
/**
 * When it was founded.
 */
founded_at: string, 
/**
 * How many documents are in it, as far as they are to be seen.
 */
n_documents: number, 
/**
 * Only for those who need it.
 */
restricted: boolean, 
/**
 * Whether something about it waits to be confirmed.
 */
is_pending: boolean, };

export type CaseFileDetail = { 
/**
 * As in the list.
 */
row: CaseFileRow, 
/**
 * Its class.
 */
class: ClassRow | null, 
/**
 * The unit that keeps it.
 */
unit_id: string | null, 
/**
 * The person who keeps it.
 */
person_id: string | null, 
/**
 * `period` or `collecting_sheet`; as it was founded.
 */
numbering: string, 
/**
 * Who founded it.
 */
founded_by: string, 
/**
 * How it was settled.
 */
settled: SettledRow | null, 
/**
 * When it was closed.
 */
closed_at: string | null, 
/**
 * Whether its retention begins with an event outside.
 */
is_of_event: boolean, 
/**
 * The year its retention begins after; none while the event has not happened.
 */
trigger_year: number | null, 
/**
 * The day from which is asked whether the event has happened; none where none is awaited.
 */
ask_on: string | null, 
/**
 * The first year of its disposal procedure.
 */
due_year: number | null, 
/**
 * Its documents in their order.
 */
documents: Array<FileDocumentRow>, 
/**
 * Files joined to it.
 */
joined: Array<CaseFileRow>, 
/**
 * What happened to the file itself, the newest first.
 */
history: Array<HistoryRow>, 
/**
 * What this person may do with it now: correct, settle, close, reopen, event, move, assign, join, part.
 */
may: Array<string>, };

export type CaseFileFacts = { 
/**
 * What it is about.
 */
subject: string, 
/**
 * Only for those who need it.
 */
restricted: boolean, };

export type FileDocumentRow = { 
/**
 * Its order.
 */
order: number, 
/**
 * The document.
 */
document: DocumentRow, };

export type PartyRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * natural, self_employed or legal.
 */
kind: string, 
/**
 * IČO.
 */
company_number: string, 
/**
 * Address.
 */
address: string, };

export type NewParty = { 
/**
 * natural, self_employed or legal.
 */
kind: string, 
/**
 * Given name.
 */
name: string, 
/**
 * Surname.
 */
surname: string, 
/**
 * Company.
 */
company: string, 
/**
 * IČO as typed; empty for none.
 */
company_number: string, 
/**
 * Data box.
 */
data_box: string, 
/**
 * E-mail.
 */
email: string, 
/**
 * Address.
 */
address: string, };

export type OfficeRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

export type UnitRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its mark.
 */
code: string, 
/**
 * Its name.
 */
name: string, };

export type PersonRow = { 
/**
 * Their id.
 */
id: string, 
/**
 * Their name, surname first.
 */
name: string, 
/**
 * The units they work in.
 */
unit_ids: Array<string>, };

export type EntryForm = { 
/**
 * `received` or `own`.
 */
origin: string, 
/**
 * The sender's id.
 */
sender: string | null, 
/**
 * Whom an own document is written to.
 */
addressee: string | null, 
/**
 * The sender's reference.
 */
sender_reference: string, 
/**
 * Day of delivery as typed.
 */
delivered_on: string, 
/**
 * Time of delivery as typed: `9:05`, `905`, `9`; empty for now when the day is today.
 */
delivered_time: string, 
/**
 * See [`DocumentDetail::delivery_method`].
 */
delivery_method: string, 
/**
 * As typed.
 */
sheets: string, 
/**
 * As typed.
 */
paper_attachments: string, 
/**
 * How many, as typed.
 */
other_count: string, 
/**
 * What.
 */
other_description: string, 
/**
 * Copies of one letter, as typed.
 */
copies: string, 
/**
 * Whether the envelope stays closed.
 */
unopened: boolean, 
/**
 * Why the envelope is kept; empty when it is not.
 */
envelope: string, 
/**
 * Brief subject.
 */
subject: string, 
/**
 * The unit's id.
 */
unit: string | null, 
/**
 * The person's id.
 */
person: string | null, 
/**
 * Only for those who need it.
 */
restricted: boolean, 
/**
 * The case file it goes straight into.
 */
case_file: string | null, 
/**
 * The document it answers.
 */
answers: string | null, 
/**
 * Paths of files to attach.
 */
files: Array<string>, };

export type Registered = { 
/**
 * The document's id.
 */
id: string, 
/**
 * Its JID.
 */
jid: string, };

export type ReadDate = { 
/**
 * ISO.
 */
date: string, 
/**
 * As a Czech reader writes it.
 */
shown: string, };

export type LastEntry = { 
/**
 * The form as it was; none before the first.
 */
form: EntryForm | null, 
/**
 * The sender's row, to be shown.
 */
sender: PartyRow | null, };

export type NeedsYouItem = { 
/**
 * Its id; names it in `settle`.
 */
id: string, 
/**
 * conflict, refused, notice, merge, quarantined, quarantined_mine, relabel, forked, deadline, trouble.
 */
kind: string, 
/**
 * The document it is about, if it still is to be seen.
 */
document: DocumentRow | null, 
/**
 * What was wished, by the command's name.
 */
verb: string, 
/**
 * Why it is here.
 */
problem: UiProblem, 
/**
 * The fields in conflict.
 */
conflicts: Array<ConflictRow>, 
/**
 * What was wished, in words, field by field.
 */
wished: Array<ChangeRow>, 
/**
 * When it came here.
 */
at: string, 
/**
 * Who made the change that stands, and when; or who is concerned.
 */
who: string, 
/**
 * See `who`.
 */
who_at: string | null, 
/**
 * How it can be settled: mine, theirs, edit, retry, dismiss, merge, apart, release, reject.
 */
choices: Array<string>, 
/**
 * What fails only because this failed.
 */
beneath: Array<string>, };

export type ConflictRow = { 
/**
 * See [`ChangeRow::field`].
 */
field: string, 
/**
 * What this clerk wanted.
 */
mine: string, 
/**
 * What stands.
 */
theirs: string, };

export type BatchRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * When it was begun.
 */
begun_at: string, 
/**
 * Where its pages come from.
 */
source: string, 
/**
 * What parts its documents: `labels`, `one-document`, `every-N`.
 */
profile: string, 
/**
 * `open`, `ended`, `parked` or `released`.
 */
state: string, 
/**
 * How many pages came.
 */
n_pages: number, 
/**
 * How many documents are in it still.
 */
n_documents: number, 
/**
 * How many of them a person must look at.
 */
n_doubtful: number, 
/**
 * The day until which the pages of an attached batch are kept.
 */
kept_until: string | null, };

export type BatchDetail = { 
/**
 * As in the list.
 */
row: BatchRow, 
/**
 * Why pages may be missing: `unfinished`, `interrupted` or `miscounted`; none when they may not.
 */
count_doubt: string | null, 
/**
 * How many pages the device says it gave, where that is the doubt.
 */
n_said: number | null, 
/**
 * How many pages came of those; the batch may have more, of a pile before.
 */
n_came: number | null, 
/**
 * Why the device stopped; none while it has not.
 */
stopped: string | null, 
/**
 * The documents in the order of their pages.
 */
documents: Array<ScannedDocumentRow>, 
/**
 * How far its release is; none while it is not being released.
 */
releasing: ReleasingRow | null, 
/**
 * Whether there is an edit to take back.
 */
can_undo: boolean, 
/**
 * Whether there is one to do again.
 */
can_redo: boolean, };

export type ReleasingRow = { 
/**
 * Whether files are written already; before that pages are read.
 */
is_writing: boolean, 
/**
 * How many pages are read, or written.
 */
n_done: number, 
/**
 * How many are to be.
 */
n_pages: number, };

export type ScannedDocumentRow = { 
/**
 * What its label says.
 */
jid: string | null, 
/**
 * Whose scan it is, by number, sender and subject; none while that is not known.
 */
letter: ScannedLetterRow | null, 
/**
 * How many sheets were scanned of it.
 */
n_sheets: number, 
/**
 * Whether its letter has it already, just as it is now: the batch was opened again, and nothing of it was changed.
 */
is_attached: boolean, 
/**
 * Whether all its pages are left out: nothing of it is attached.
 */
is_set_aside: boolean, 
/**
 * Why a person must look at it; empty when it can be released.
 */
doubts: Array<DoubtRow>, 
/**
 * Its pages, those left out among them.
 */
pages: Array<ScannedPageRow>, };

export type ScannedLetterRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its JID.
 */
jid: string, 
/**
 * Its reference number; none while it waits for one.
 */
reference: string | null, 
/**
 * What it is about.
 */
subject: string, 
/**
 * Who sent it.
 */
sender: string, 
/**
 * How many sheets were registered.
 */
sheets: number | null, };

export type DoubtRow = { 
/**
 * Its name.
 */
code: string, 
/**
 * What belongs to it: `text`, `jid`, `scanned`, `registered`.
 */
args: { [key in string]: string }, 
/**
 * Whether a person may say that it is all right.
 */
can_be_accepted: boolean, 
/**
 * The doubt itself, to be sent back when it is accepted.
 */
seen: string, };

export type ScannedPageRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Whether it is the back of its sheet.
 */
is_back: boolean, 
/**
 * Whether it is left out.
 */
is_hidden: boolean, 
/**
 * Whether nothing stands on it.
 */
is_blank: boolean, 
/**
 * Whether it could not be read.
 */
is_unreadable: boolean, 
/**
 * By how many quarters it is turned, clockwise.
 */
quarter_turns: number, 
/**
 * Whether it is shown and archived straightened: its lines level, what lies beside its paper left out.
 */
is_straightened: boolean, 
/**
 * Whether a person wants it as it was scanned.
 */
is_as_scanned: boolean, 
/**
 * How sure the recognition is, from 0 to 100; 0 where it failed, none of what nobody has read yet, or has no words.
 */
confidence: number | null, 
/**
 * Whether that is so little that somebody should look.
 */
is_read_badly: boolean, 
/**
 * Whether it was read as it is turned now, also when no words were found.
 */
is_read: boolean, 
/**
 * What its barcodes say.
 */
codes: Array<string>, 
/**
 * Its bytes.
 */
size_bytes: number, };

export type BatchEdit = { 
/**
 * `split`, `merge`, `move`, `turn`, `hide`, `show`, `as_scanned`, `straight`, `assign`, `accept`, `accept_count`.
 */
kind: string, 
/**
 * The page it is about; of a document the first. Empty with `accept_count` and `move`.
 */
page: string, 
/**
 * With `move` the pages in their new order.
 */
pages: Array<string>, 
/**
 * With `move` the page they go before; none is the end.
 */
before: string | null, 
/**
 * With `turn` by how many quarters.
 */
quarters: number, 
/**
 * With `assign` whose scan it is.
 */
document: string | null, 
/**
 * With `accept` the doubts that were seen.
 */
seen: Array<string>, };

export type ReleasedRow = { 
/**
 * Its letter.
 */
document: string, 
/**
 * Its JID.
 */
jid: string, 
/**
 * Its pages.
 */
n_pages: number, 
/**
 * Its file, in bytes.
 */
size_bytes: number, };

export type ScanForm = { 
/**
 * `escl:http://HOST` or with https, `sane:DEVICE`, `folder:PATH` to watch a folder devices scan into, or nothing where files are taken.
 */
source: string, 
/**
 * Whether another certificate than before is trusted: the scanner was replaced.
 */
trusts_anew: boolean, 
/**
 * Files instead.
 */
files: Array<string>, 
/**
 * What parts the documents.
 */
profile: string, 
/**
 * Whether both sides of each sheet are scanned, whatever parts the documents.
 */
both_sides: boolean, 
/**
 * Pixels an inch asked of a scanner.
 */
dpi: number, 
/**
 * `grey`, `colour` or `text`: pages of text become black and white.
 */
colour: string, 
/**
 * `a4`, `a3` or `a5`.
 */
size: string, 
/**
 * What becomes of blank pages: `hide` or `keep`.
 */
blanks: string, 
/**
 * The languages of the pages: `ces`, `ces+deu`.
 */
languages: string, 
/**
 * How black and white is packed: `jbig2` or `fax_g4`.
 */
packing: string, 
/**
 * The batch that goes on; none begins one.
 */
batch: string | null, 
/**
 * The page of it that is scanned once more.
 */
replaces: string | null, };

export type ScanState = { 
/**
 * Its batch; of a watched folder that of the last file, empty before the first.
 */
batch: string, 
/**
 * Where its pages come from.
 */
source: string, 
/**
 * How many pages came.
 */
n_pages: number, 
/**
 * Whether a folder is watched.
 */
is_folder: boolean, 
/**
 * Whether it goes on.
 */
is_running: boolean, 
/**
 * Whether the device is waited for: it works for another computer, or says "not yet".
 */
is_waiting: boolean, 
/**
 * Whether what is written on pages is being recognised: on its own, or on those of a pile before it.
 */
is_reading: boolean, 
/**
 * How many of its pages were read.
 */
n_read: number, 
/**
 * How many there are to read; 0 where it is not known.
 */
n_to_read: number, 
/**
 * What could not be had or read.
 */
problems: Array<UiProblem>, };

export type ScannerRow = { 
/**
 * How it is named as a source.
 */
source: string, 
/**
 * What it is.
 */
what: string, };

export type StartStateArgs = Record<symbol, never>;

export type EnrolArgs = { line: string, password: string, };

export type ReadEnrolFileArgs = { path: string, };

export type UnlockArgs = { seat: string, password: string, };

export type LockArgs = Record<symbol, never>;

export type ChangePasswordArgs = { old: string, new: string, };

export type ResetPasswordArgs = { seat: string, code: string, password: string, };

export type SetPreferencesArgs = { preferences: Preferences, };

export type SyncStatusArgs = Record<symbol, never>;

export type SyncNowArgs = Record<symbol, never>;

export type ListDocumentsArgs = { query: ListQuery, };

export type CountDocumentsArgs = { query: ListQuery, };

export type ListSearchFieldsArgs = Record<symbol, never>;

export type ExplainSearchArgs = { typed: string, language: string, };

export type SavedSearchesArgs = Record<symbol, never>;

export type SaveSearchArgs = { name: string, typed: string, };

export type ExportDocumentsArgs = { query: ListQuery, path: string, replace: boolean, };

export type WorkListCountsArgs = Record<symbol, never>;

export type ShowDocumentArgs = { document: string, };

export type NotRegisteredArgs = { subject: string, };

export type LeaveDocumentArgs = Record<symbol, never>;

export type RegisterDocumentArgs = { form: EntryForm, };

export type CorrectDocumentArgs = { document: string, changes: Array<TypedChange>, seen: DocumentDetail, reason: string, };

export type ListDeadlineRulesArgs = Record<symbol, never>;

export type CountDeadlineArgs = { document: string, typed: string, };

export type CancelDocumentArgs = { document: string, reason: string, };

export type AssignDocumentArgs = { document: string, seen_state: string, seen_unit: string | null, seen_person: string | null, unit: string | null, person: string | null, };

export type AssignDocumentsArgs = { documents: Array<string>, unit: string | null, person: string | null, };

export type AcceptDocumentsArgs = { documents: Array<string>, };

export type WithdrawDocumentsArgs = { documents: Array<string>, };

export type AcceptDocumentArgs = { document: string, };

export type RefuseDocumentArgs = { document: string, reason: string, };

export type WithdrawDocumentArgs = { document: string, };

export type UndoArgs = Record<symbol, never>;

export type ListClassesArgs = Record<symbol, never>;

export type ListCaseFilesArgs = { query: CaseFileQuery, };

export type CaseFileCountsArgs = Record<symbol, never>;

export type ShowCaseFileArgs = { case_file: string, };

export type FoundCaseFileArgs = { document: string, class: string, subject: string, };

export type InsertDocumentArgs = { document: string, case_file: string, seen: string | null, };

export type TakeOutDocumentArgs = { document: string, case_file: string, reason: string, };

export type SettleDocumentArgs = { document: string, way: string, note: string, reason: string, };

export type ReopenDocumentArgs = { document: string, reason: string, };

export type SettleCaseFileArgs = { case_file: string, way: string, note: string, reason: string, };

export type CloseCaseFileArgs = { case_file: string, trigger_year: string, };

export type ReopenCaseFileArgs = { case_file: string, reason: string, class: string | null, };

export type MoveCaseFileArgs = { case_file: string, seen: string, class: string, reason: string, };

export type CorrectCaseFileArgs = { case_file: string, seen: CaseFileFacts, wanted: CaseFileFacts, reason: string, };

export type NoteEventArgs = { case_file: string, seen: number | null, year: string, reason: string, };

export type AssignCaseFileArgs = { case_file: string, seen_unit: string | null, seen_person: string | null, unit: string | null, person: string | null, };

export type JoinCaseFilesArgs = { case_file: string, to: string, };

export type PartCaseFilesArgs = { case_file: string, from: string, reason: string, };

export type PrintCaseFileArgs = { case_file: string, what: string, to: PrintTarget, };

export type ListBatchesArgs = Record<symbol, never>;

export type ShowBatchArgs = { batch: string, };

export type KeepPastedArgs = { name: string, base64: string, };

export type BeginScanArgs = { form: ScanForm, };

export type ScanStateArgs = Record<symbol, never>;

export type StopScanArgs = Record<symbol, never>;

export type ListScannersArgs = Record<symbol, never>;

export type EditBatchArgs = { batch: string, edit: BatchEdit, };

export type UndoBatchArgs = { batch: string, };

export type RedoBatchArgs = { batch: string, };

export type ReopenBatchArgs = { batch: string, };

export type ReleaseBatchArgs = { batch: string, without_text: boolean, };

export type StopReleaseArgs = { batch: string, };

export type PrintSeparatorsArgs = { n: number, to: PrintTarget, };

export type AttachFileArgs = { document: string, path: string, output_of: string | null, };

export type FetchFileArgs = { component: string, };

export type SaveFileArgs = { component: string, path: string, };

export type OpenFileArgs = { component: string, };

export type ListPrintersArgs = Record<symbol, never>;

export type PrintLabelsArgs = { documents: Array<string>, first: number, to: PrintTarget, };

export type PrepareLetterArgs = { document: string, path: string, replace: boolean, };

export type PrintReceiptArgs = { document: string, to: PrintTarget, };

export type PrintRegisterBookArgs = { day: string, year: string, format: string, to: PrintTarget, };

export type SearchPartiesArgs = { typed: string, };

export type AddPartyArgs = { party: NewParty, };

export type ListUnitsArgs = Record<symbol, never>;

export type ListPeopleArgs = Record<symbol, never>;

export type ListEmergenciesArgs = Record<symbol, never>;

export type DeclareEmergencyArgs = { reason: string, };

export type EndEmergencyArgs = { register: string, afterwards: string, };

export type ReregisterDocumentArgs = { document: string, };

export type PrintEmergencyArgs = { register: string, format: string, to: PrintTarget, };

export type ListOfficesArgs = Record<symbol, never>;

export type DispatchDocumentArgs = { document: string, office: string, };

export type NoteSentArgs = { document: string, sent_on: string, way: string, note: string, corrects: SendingRow | null, };

export type NoteReturnedArgs = { document: string, why: string, note: string, };

export type ListSubstitutesArgs = Record<symbol, never>;

export type SetSubstituteArgs = { person: string, deputy: string | null, from: string, until: string, };

export type NewlyAssignedArgs = Record<symbol, never>;

export type NeedsYouArgs = Record<symbol, never>;

export type SettleArgs = { item: string, choice: string, };

export type ReadDateArgs = { typed: string, };

export type ReadTimeArgs = { typed: string, };

export type LoadDraftArgs = { name: string, };

export type SaveDraftArgs = { name: string, body: string, };

export type LastEntryArgs = Record<symbol, never>;

export const codes = [
  "sender_missing",
  "sender_unknown",
  "subject_missing",
  "text_too_long",
  "delivery_missing",
  "delivery_in_future",
  "date_not_understood",
  "deadline_rule_unknown",
  "deadline_out_of_range",
  "place_missing",
  "search_value_missing",
  "search_value_unknown",
  "search_too_long",
  "searches_full",
  "letter_not_own",
  "sent_not_own",
  "sent_to_nobody",
  "sent_in_future",
  "sent_before_made",
  "returned_not_own",
  "post_returned",
  "dispatch_waits",
  "office_unknown",
  "already_dispatched",
  "emergency_goes_on",
  "emergency_over",
  "emergency_unknown",
  "emergency_renumbered",
  "not_in_emergency",
  "only_in_emergency",
  "founded_on_restricted",
  "restricted_needs_person",
  "event_not_awaited",
  "centre_in_reach",
  "substitute_not_yours",
  "substitute_changed",
  "substitute_is_same",
  "substitute_days_wrong",
  "deadline_near",
  "deadline_over",
  "time_not_understood",
  "number_out_of_range",
  "company_number_wrong",
  "name_missing",
  "reason_missing",
  "recipient_missing",
  "file_page_unreadable",
  "page_unreadable",
  "batch_too_old",
  "batch_not_closed",
  "batch_closed",
  "batch_changed",
  "release_goes_on",
  "release_stopped",
  "scan_too_large",
  "batch_in_doubt",
  "batch_empty",
  "batch_unfinished",
  "pages_missing",
  "profile_unknown",
  "recognition_missing",
  "languages_missing",
  "scan_stopped",
  "scan_goes_on",
  "source_unknown",
  "scanner_certificate_changed",
  "scanner_unreachable",
  "scanner_busy",
  "scanner_program_missing",
  "scanner_not_understood",
  "scanner_gave_up",
  "scanner_one_sided",
  "file_grows",
  "feeder_empty",
  "feeder_jam",
  "feeder_open",
  "feeder_double",
  "content_missing",
  "nothing_changed",
  "field_not_correctable",
  "role_not_held",
  "role_not_enough",
  "not_found",
  "already_exists",
  "out_of_reach",
  "unit_closed",
  "unit_unknown",
  "person_left",
  "person_not_in_unit",
  "nobody_to_assign",
  "document_cancelled",
  "not_assigned_to_you",
  "already_accepted",
  "already_merged",
  "already_decided",
  "unit_code_taken",
  "unit_already_closed",
  "mask_wrong",
  "conflict",
  "earlier_failed",
  "relabel",
  "quarantined",
  "turned_down",
  "nothing_to_withdraw",
  "asks_for_sender",
  "asks_for_unit",
  "merge_proposed",
  "forked",
  "plan_empty",
  "class_mark_wrong",
  "class_mark_twice",
  "class_unknown",
  "class_in_cycle",
  "class_leaf_with_children",
  "class_without_retention",
  "class_period_too_long",
  "class_not_leaf",
  "class_closed",
  "already_in_case_file",
  "case_file_missing",
  "not_in_case_file",
  "case_file_closed",
  "case_file_not_settled",
  "already_settled",
  "open_documents",
  "number_pending",
  "output_format_missing",
  "files_on_their_way",
  "trigger_year_missing",
  "two_open_files",
  "joined_to_itself",
  "asks_for_case_file",
  "file_empty",
  "file_too_large",
  "file_unreadable",
  "file_vanished",
  "file_not_regular",
  "file_on_its_way",
  "file_damaged",
  "label_format_wrong",
  "label_too_small",
  "too_many_chosen",
  "printer_missing",
  "printer_gone",
  "disk_full",
  "disk_failed",
  "ending_unknown",
  "folder_watched",
  "folder_missing",
  "file_exists",
  "password_wrong",
  "password_wait",
  "password_too_short",
  "locked",
  "newer_version",
  "database_damaged",
  "desk_damaged",
  "desk_damaged_partly",
  "log_chain_broken",
  "no_desk",
  "several_desks",
  "desk_exists",
  "enrol_line_wrong",
  "code_not_valid",
  "code_used",
  "code_too_old",
  "too_many_tries",
  "centre_unreachable",
  "centre_needed",
  "centre_ailing",
  "centre_not_the_same",
  "answer_not_understood",
  "protocol_too_old",
  "too_large",
  "choice_unknown",
  "request_not_understood",
  "seat_unknown",
  "seat_revoked",
  "command_unknown",
  "command_not_understood",
  "command_changed",
  "page_hash_wrong",
  "clock_wrong",
  "tenant_unknown",
  "tenant_exists",
  "jid_prefix_taken",
  "table_wrong",
  "usage_wrong",
  "broken",
] as const;

export const api = {
  startState: () => call<StartState>("start_state", {}),
  enrol: (args: EnrolArgs) => call<OpenSeat>("enrol", args),
  readEnrolFile: (args: ReadEnrolFileArgs) => call<string>("read_enrol_file", args),
  unlock: (args: UnlockArgs) => call<OpenSeat>("unlock", args),
  lock: () => call<void>("lock", {}),
  changePassword: (args: ChangePasswordArgs) => call<void>("change_password", args),
  resetPassword: (args: ResetPasswordArgs) => call<OpenSeat>("reset_password", args),
  setPreferences: (args: SetPreferencesArgs) => call<void>("set_preferences", args),
  syncStatus: () => call<SyncStatus>("sync_status", {}),
  syncNow: () => call<void>("sync_now", {}),
  listDocuments: (args: ListDocumentsArgs) => call<DocumentPage>("list_documents", args),
  countDocuments: (args: CountDocumentsArgs) => call<number>("count_documents", args),
  listSearchFields: () => call<Array<SearchFieldRow>>("list_search_fields", {}),
  explainSearch: (args: ExplainSearchArgs) => call<string>("explain_search", args),
  savedSearches: () => call<Array<SavedSearch>>("saved_searches", {}),
  saveSearch: (args: SaveSearchArgs) => call<void>("save_search", args),
  exportDocuments: (args: ExportDocumentsArgs) => call<number>("export_documents", args),
  workListCounts: () => call<WorkListCounts>("work_list_counts", {}),
  showDocument: (args: ShowDocumentArgs) => call<DocumentDetail>("show_document", args),
  notRegistered: (args: NotRegisteredArgs) => call<string | null>("not_registered", args),
  leaveDocument: () => call<void>("leave_document", {}),
  registerDocument: (args: RegisterDocumentArgs) => call<Registered>("register_document", args),
  correctDocument: (args: CorrectDocumentArgs) => call<void>("correct_document", args),
  listDeadlineRules: () => call<Array<DeadlineRuleRow>>("list_deadline_rules", {}),
  countDeadline: (args: CountDeadlineArgs) => call<DeadlineRow | null>("count_deadline", args),
  cancelDocument: (args: CancelDocumentArgs) => call<void>("cancel_document", args),
  assignDocument: (args: AssignDocumentArgs) => call<void>("assign_document", args),
  assignDocuments: (args: AssignDocumentsArgs) => call<DoneMany>("assign_documents", args),
  acceptDocuments: (args: AcceptDocumentsArgs) => call<DoneMany>("accept_documents", args),
  withdrawDocuments: (args: WithdrawDocumentsArgs) => call<DoneMany>("withdraw_documents", args),
  acceptDocument: (args: AcceptDocumentArgs) => call<void>("accept_document", args),
  refuseDocument: (args: RefuseDocumentArgs) => call<void>("refuse_document", args),
  withdrawDocument: (args: WithdrawDocumentArgs) => call<void>("withdraw_document", args),
  undo: () => call<Undone | null>("undo", {}),
  listClasses: () => call<Array<ClassRow>>("list_classes", {}),
  listCaseFiles: (args: ListCaseFilesArgs) => call<CaseFilePage>("list_case_files", args),
  caseFileCounts: () => call<CaseFileCounts>("case_file_counts", {}),
  showCaseFile: (args: ShowCaseFileArgs) => call<CaseFileDetail>("show_case_file", args),
  foundCaseFile: (args: FoundCaseFileArgs) => call<string>("found_case_file", args),
  insertDocument: (args: InsertDocumentArgs) => call<void>("insert_document", args),
  takeOutDocument: (args: TakeOutDocumentArgs) => call<void>("take_out_document", args),
  settleDocument: (args: SettleDocumentArgs) => call<void>("settle_document", args),
  reopenDocument: (args: ReopenDocumentArgs) => call<void>("reopen_document", args),
  settleCaseFile: (args: SettleCaseFileArgs) => call<void>("settle_case_file", args),
  closeCaseFile: (args: CloseCaseFileArgs) => call<void>("close_case_file", args),
  reopenCaseFile: (args: ReopenCaseFileArgs) => call<void>("reopen_case_file", args),
  moveCaseFile: (args: MoveCaseFileArgs) => call<void>("move_case_file", args),
  correctCaseFile: (args: CorrectCaseFileArgs) => call<void>("correct_case_file", args),
  noteEvent: (args: NoteEventArgs) => call<void>("note_event", args),
  assignCaseFile: (args: AssignCaseFileArgs) => call<void>("assign_case_file", args),
  joinCaseFiles: (args: JoinCaseFilesArgs) => call<void>("join_case_files", args),
  partCaseFiles: (args: PartCaseFilesArgs) => call<void>("part_case_files", args),
  printCaseFile: (args: PrintCaseFileArgs) => call<void>("print_case_file", args),
  listBatches: () => call<Array<BatchRow>>("list_batches", {}),
  showBatch: (args: ShowBatchArgs) => call<BatchDetail>("show_batch", args),
  keepPasted: (args: KeepPastedArgs) => call<string>("keep_pasted", args),
  beginScan: (args: BeginScanArgs) => call<string>("begin_scan", args),
  scanState: () => call<ScanState | null>("scan_state", {}),
  stopScan: () => call<void>("stop_scan", {}),
  listScanners: () => call<Array<ScannerRow>>("list_scanners", {}),
  editBatch: (args: EditBatchArgs) => call<void>("edit_batch", args),
  undoBatch: (args: UndoBatchArgs) => call<void>("undo_batch", args),
  redoBatch: (args: RedoBatchArgs) => call<void>("redo_batch", args),
  reopenBatch: (args: ReopenBatchArgs) => call<void>("reopen_batch", args),
  releaseBatch: (args: ReleaseBatchArgs) => call<Array<ReleasedRow>>("release_batch", args),
  stopRelease: (args: StopReleaseArgs) => call<boolean>("stop_release", args),
  printSeparators: (args: PrintSeparatorsArgs) => call<void>("print_separators", args),
  attachFile: (args: AttachFileArgs) => call<void>("attach_file", args),
  fetchFile: (args: FetchFileArgs) => call<void>("fetch_file", args),
  saveFile: (args: SaveFileArgs) => call<void>("save_file", args),
  openFile: (args: OpenFileArgs) => call<string>("open_file", args),
  listPrinters: () => call<Array<string>>("list_printers", {}),
  printLabels: (args: PrintLabelsArgs) => call<PrintedLabels>("print_labels", args),
  prepareLetter: (args: PrepareLetterArgs) => call<void>("prepare_letter", args),
  printReceipt: (args: PrintReceiptArgs) => call<void>("print_receipt", args),
  printRegisterBook: (args: PrintRegisterBookArgs) => call<number>("print_register_book", args),
  searchParties: (args: SearchPartiesArgs) => call<Array<PartyRow>>("search_parties", args),
  addParty: (args: AddPartyArgs) => call<PartyRow>("add_party", args),
  listUnits: () => call<Array<UnitRow>>("list_units", {}),
  listPeople: () => call<Array<PersonRow>>("list_people", {}),
  listEmergencies: () => call<Array<EmergencyRow>>("list_emergencies", {}),
  declareEmergency: (args: DeclareEmergencyArgs) => call<void>("declare_emergency", args),
  endEmergency: (args: EndEmergencyArgs) => call<number>("end_emergency", args),
  reregisterDocument: (args: ReregisterDocumentArgs) => call<void>("reregister_document", args),
  printEmergency: (args: PrintEmergencyArgs) => call<number>("print_emergency", args),
  listOffices: () => call<Array<OfficeRow>>("list_offices", {}),
  dispatchDocument: (args: DispatchDocumentArgs) => call<void>("dispatch_document", args),
  noteSent: (args: NoteSentArgs) => call<void>("note_sent", args),
  noteReturned: (args: NoteReturnedArgs) => call<void>("note_returned", args),
  listSubstitutes: () => call<Substitutes>("list_substitutes", {}),
  setSubstitute: (args: SetSubstituteArgs) => call<void>("set_substitute", args),
  newlyAssigned: () => call<Array<DocumentRow>>("newly_assigned", {}),
  needsYou: () => call<Array<NeedsYouItem>>("needs_you", {}),
  settle: (args: SettleArgs) => call<void>("settle", args),
  readDate: (args: ReadDateArgs) => call<ReadDate>("read_date", args),
  readTime: (args: ReadTimeArgs) => call<string | null>("read_time", args),
  loadDraft: (args: LoadDraftArgs) => call<string | null>("load_draft", args),
  saveDraft: (args: SaveDraftArgs) => call<void>("save_draft", args),
  lastEntry: () => call<LastEntry>("last_entry", {}),
};
