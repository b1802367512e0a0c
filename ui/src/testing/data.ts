/** Builders of what the desk answers; each test says only what matters to it. */
import type { BatchDetail, CaseFileDetail, CaseFileRow, ClassRow, DocumentDetail, DocumentRow, EmergencyRow, FileRow, LabelSettings, NeedsYouItem, OpenSeat, PartyRow, ScannedPageRow, StartState, SyncStatus, UiProblem } from "@/api/generated/api";

export const refused = (code: string, field: string | null = null, args: Record<string, string> = {}): UiProblem => ({ kind: "refused", code, field, args });

export function aRow(n: number, part: Partial<DocumentRow> = {}): DocumentRow {
  return {
    id: `d${n}`,
    jid: `HLUC01${String(n).padStart(5, "0")}X`,
    reference: `HLUC/${String(n).padStart(5, "0")}/2026`,
    origin: "received",
    subject: `Žádost o povolení č. ${n}`,
    sender: "Novák Jan",
    addressee: "",
    delivered_at: "2026-11-20T08:05:00Z",
    captured_at: "2026-11-20T08:15:00Z",
    unit: "OŽP",
    person: "Nováková Jana",
    state: "assigned",
    case_file: null,
    file_mark: "",
    restricted: false,
    due_on: null,
    is_sent: false,
    is_pending: false,
    n_files: 0,
    ...part,
  };
}

export function aDetail(row: DocumentRow, part: Partial<DocumentDetail> = {}): DocumentDetail {
  return {
    row,
    sender_id: "p1",
    addressee_id: null,
    sender_address: "Mírové náměstí 23, 748 01 Hlučín",
    sender_reference: "Zn. 12/2026",
    delivery_method: "post",
    sheets: 2,
    paper_attachments: 1,
    other_count: 0,
    other_description: "",
    copies: null,
    unopened: false,
    envelope: "",
    emergency: null,
    unit_id: "u1",
    unit_name: "Odbor životního prostředí a komunálních služeb",
    person_id: "o1",
    refused_because: "",
    registered_by: "Dvořáková Marie",
    registered_at: "2026-11-20T08:15:02Z",
    cancelled_because: null,
    earlier_jid: null,
    earlier_references: [],
    order: null,
    deadline: null,
    settled: null,
    answers: null,
    replies: [],
    dispatches: [],
    source: null,
    sendings: [],
    returns: [],
    files: [],
    history: [
      { at: "2026-11-20T08:20:00Z", by: "Dvořáková Marie", in_place_of: "", on: "podatelna 1", verb: "assign_document", changes: [{ field: "unit", was: "", now: "OŽP" }], reason: "", is_pending: false },
      { at: "2026-11-20T08:15:00Z", by: "Dvořáková Marie", in_place_of: "", on: "podatelna 1", verb: "register_received", changes: [], reason: "", is_pending: false },
    ],
    may: ["correct", "cancel", "assign", "accept", "refuse", "attach"],
    ...part,
  };
}

export const aFile = (part: Partial<FileRow> = {}): FileRow => ({
  id: "c1",
  name: "žádost.pdf",
  size_bytes: 1_234_567,
  media_type: "application/pdf",
  place: "here",
  coming_from: "",
  preview: "",
  output_of: null,
  is_output_format: true,
  ...part,
});

export const aClass = (part: Partial<ClassRow> = {}): ClassRow => ({
  id: "k1",
  mark: "246.1",
  title: "Ochrana přírody – kácení dřevin",
  retention: "S5",
  numbering: "period",
  needs_trigger_year: false,
  ...part,
});

export function aFileRow(n: number, part: Partial<CaseFileRow> = {}): CaseFileRow {
  return {
    id: `s${n}`,
    jid: `HLUC02${String(n).padStart(5, "0")}X`,
    mark: `S-HLUC/${n}/2026`,
    subject: `Kácení dřevin č. ${n}`,
    class_mark: "246.1",
    state: "open",
    unit: "OŽP",
    person: "Nováková Jana",
    founded_at: "2026-11-20T08:30:00Z",
    n_documents: 2,
    restricted: false,
    is_pending: false,
    ...part,
  };
}

export function aFileDetail(row: CaseFileRow, part: Partial<CaseFileDetail> = {}): CaseFileDetail {
  return {
    row,
    class: aClass(),
    numbering: "period",
    unit_id: null,
    person_id: null,
    founded_by: "Nováková Jana",
    settled: null,
    closed_at: null,
    is_of_event: false,
    trigger_year: null,
    ask_on: null,
    due_year: null,
    documents: [
      { order: 1, document: aRow(1, { case_file: row.id, file_mark: row.mark ?? "" }) },
      { order: 2, document: aRow(2, { case_file: row.id, file_mark: row.mark ?? "", origin: "own", sender: "" }) },
    ],
    joined: [],
    history: [{ at: row.founded_at, by: "Nováková Jana", in_place_of: "", on: "", verb: "found_case_file", changes: [], reason: "", is_pending: false }],
    may: ["settle", "move", "join"],
    ...part,
  };
}

export const aParty = (n: number, part: Partial<PartyRow> = {}): PartyRow => ({
  id: `p${n}`,
  name: "Novák Jan",
  kind: "natural",
  company_number: "",
  address: "Mírové náměstí 23, 748 01 Hlučín",
  ...part,
});

export const aSeat = (part: Partial<OpenSeat> = {}): OpenSeat => ({
  seat: "s1",
  person_id: "o1",
  person: "Nováková Jana",
  tenant: "Město Hlučín",
  roles: ["filing_clerk"],
  is_complete: true,
  ...part,
});

export const aLabels = (part: Partial<LabelSettings> = {}): LabelSettings => ({
  format: "roll-62x29",
  custom: { page_width: 210, page_height: 297, columns: 3, rows: 8, width: 70, height: 37, left: 0, top: 0.5, gap_across: 0, gap_down: 0 },
  code: "data_matrix",
  printer: "",
  first: 1,
  on_registering: false,
  ...part,
});

export const aStart = (part: Partial<StartState> = {}): StartState => ({
  seats: [{ seat: "s1", person: "Nováková Jana", tenant: "Město Hlučín" }],
  open: aSeat(),
  preferences: { language: "cs", theme: "light", list_width: 550, labels: aLabels(), paper_printer: "" },
  farewell: null,
  version: "0.1.0",
  ...part,
});

export const anEmergency = (part: Partial<EmergencyRow> = {}): EmergencyRow => ({
  id: "e1",
  name: "NE-01/2026-01",
  reason: "Výpadek proudu po vichřici",
  begun_at: "2026-11-20T08:00:00Z",
  begun_by: "Dvořák Petr",
  ended_at: null,
  ended_by: "",
  afterwards: "",
  is_here: true,
  n_documents: 4,
  n_waiting: 4,
  last: 4,
  ...part,
});

export const aStatus = (part: Partial<SyncStatus> = {}): SyncStatus => ({
  reach: "online",
  trouble: null,
  pending: 0,
  files_up: 0,
  bytes_up: 0,
  last_exchange_at: "2026-11-22T09:05:00Z",
  first_sync: null,
  clock_ahead_s: null,
  needs_you: 0,
  emergency: null,
  without_number_since_yesterday: 0,
  ...part,
});

export function anItem(n: number, part: Partial<NeedsYouItem> = {}): NeedsYouItem {
  return {
    id: `n${n}`,
    kind: "conflict",
    document: aRow(n),
    verb: "correct_document",
    problem: refused("conflict"),
    conflicts: [{ field: "subject", mine: "Žádost o kácení lípy", theirs: "Žádost o kácení dvou lip" }],
    wished: [],
    at: "2026-11-22T09:00:00Z",
    who: "Dvořáková Marie",
    who_at: "2026-11-22T08:50:00Z",
    choices: ["mine", "theirs", "edit"],
    beneath: [],
    ...part,
  };
}

/** A batch of two documents: the first complete, the second without a label; the second page of the first is blank. */
export function aBatch(part: Partial<BatchDetail> = {}): BatchDetail {
  const page = (n: number, of: Partial<ScannedPageRow> = {}): ScannedPageRow => ({
    id: `g${n}`,
    is_back: false,
    is_hidden: false,
    is_blank: false,
    is_unreadable: false,
    quarter_turns: 0,
    confidence: null,
    is_straightened: false,
    is_as_scanned: false,
    is_read_badly: false,
    is_read: true,
    codes: [],
    size_bytes: 400_000,
    ...of,
  });
  return {
    row: { id: "b1", begun_at: "2026-11-22T08:00:00Z", source: "Podatelna", profile: "labels", state: "ended", n_pages: 4, n_documents: 2, n_doubtful: 1, kept_until: null },
    count_doubt: null,
    n_said: null,
    n_came: null,
    stopped: null,
    documents: [
      {
        jid: "HLUC0100001X",
        letter: { id: "d1", jid: "HLUC0100001X", reference: "HLUC/00001/2026", subject: "Žádost o povolení", sender: "Novák Jan", sheets: 1 },
        n_sheets: 1,
        is_attached: false,
        is_set_aside: false,
        doubts: [],
        pages: [page(1, { codes: ["HLUC0100001X"] }), page(2, { is_hidden: true, is_blank: true })],
      },
      {
        jid: null,
        letter: null,
        n_sheets: 2,
        is_attached: false,
        is_set_aside: false,
        doubts: [{ code: "no_label", args: {}, can_be_accepted: false, seen: '"no_label"' }],
        pages: [page(3), page(4)],
      },
    ],
    releasing: null,
    can_undo: false,
    can_redo: false,
    ...part,
  };
}
