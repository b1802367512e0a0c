/** An invented office that answers in the place of the desk, and remembers what it was asked. */
import type { BatchDetail, CaseFileDetail, CaseFileQuery, CaseFileRow, ClassRow, DocumentDetail, DocumentRow, DoneMany, EmergencyRow, EntryForm, LastEntry, ListQuery, NeedsYouItem, PartyRow, SavedSearch, ScannerRow, ScanState, StartState, SubstituteRow, SyncStatus, UiProblem, Undone } from "@/api/generated/api";
import { fold } from "@/lib/fold";
import { labelsOnPage } from "@/lib/labels";
import { readDay } from "./calendar";
import { aClass, aDetail, anEmergency, aFileDetail, aParty, aRow, aSeat, aStart, aStatus, refused } from "./data";

export interface Asked {
  name: string;
  args: Record<string, unknown>;
}

export class Office {
  start: StartState = aStart();
  status: SyncStatus = aStatus();
  rows: DocumentRow[] = [];
  details = new Map<string, Partial<DocumentDetail>>();
  caseFiles: CaseFileRow[] = [];
  fileDetails = new Map<string, Partial<CaseFileDetail>>();
  classes: ClassRow[] = [
    aClass(),
    aClass({ id: "k2", mark: "246.2", title: "Ochrana přírody – žádosti a stížnosti", retention: "V5" }),
    aClass({ id: "k3", mark: "118", title: "Osobní spisy zaměstnanců", retention: "S50", numbering: "collecting_sheet", needs_trigger_year: true }),
  ];
  batches: BatchDetail[] = [];
  scan: ScanState | null = null;
  scanners: ScannerRow[] = [];
  parties: PartyRow[] = [aParty(1), aParty(2, { name: "Nováček Petr", address: "Opavská 1, Kravaře" })];
  items: NeedsYouItem[] = [];
  /** The searches that are kept. */
  searches: SavedSearch[] = [];
  /** What she was not told of yet. */
  newlyAssigned: DocumentRow[] = [];
  /** The substitute registers, the newest first. */
  emergencies: EmergencyRow[] = [];
  /** Who stands in for whom. */
  substitutes: SubstituteRow[] = [];
  drafts = new Map<string, string>();
  /** Answers that come only when these are kept. */
  held = new Map<string, Promise<void>>();
  /** The day it is there. */
  today = "22. 11. 2026";
  printers: string[] = [];
  /** What can be undone, the last first. */
  undoable: Undone[] = [];
  last: LastEntry = { form: null, sender: null };
  /** What is refused for some of many documents. */
  refusedOfMany: Record<string, UiProblem> = {};
  /** What the next call of that name is refused with. */
  refusals = new Map<string, UiProblem>();
  asked: Asked[] = [];
  /** Tells the window what changed. */
  tell: (tags: string[]) => void = () => {};

  /** Everything asked under that name, in order. */
  calls(name: string): Record<string, unknown>[] {
    return this.asked.filter((it) => it.name === name).map((it) => it.args);
  }

  async answer(name: string, args: Record<string, unknown>): Promise<unknown> {
    this.asked.push({ name, args });
    const refusal = this.refusals.get(name);
    if (refusal) {
      this.refusals.delete(name);
      throw refusal;
    }
    await this.held.get(name);
    const known = this.answers[name];
    if (!known) throw refused("command_unknown", null, { kind: name });
    return structuredClone(known(args as never));
  }

  /** As the desk does it: told before it is answered. */
  private toldOf(tag: string): null {
    this.tell([tag]);
    return null;
  }

  private doneMany({ documents }: { documents: string[] }): DoneMany {
    const refused = this.rows.filter((it) => documents.includes(it.id) && this.refusedOfMany[it.id]);
    return { n_done: documents.length - refused.length, refused: refused.map((document) => ({ document, problem: this.refusedOfMany[document.id]! })) };
  }

  private answers: Record<string, (args: never) => unknown> = {
    start_state: () => this.start,
    sync_status: () => this.status,
    sync_now: () => null,
    set_preferences: ({ preferences }: Pick<StartState, "preferences">) => void (this.start = { ...this.start, preferences }),
    lock: () => void (this.start = { ...this.start, open: null }),
    unlock: () => this.open(),
    reset_password: () => this.open(),
    enrol: () => this.open(),
    change_password: () => null,
    read_enrol_file: () => "tajemnik-enrol-line",
    list_documents: ({ query }: { query: ListQuery }) => this.list(query),
    count_documents: ({ query }: { query: ListQuery }) => this.found(query).length,
    list_search_fields: () => [
      { name: "subject", czech: "vec", kind: "text", values: [] },
      { name: "delivered", czech: "doruceno", kind: "day", values: [] },
      { name: "unit", czech: "utvar", kind: "unit", values: [] },
      { name: "state", czech: "stav", kind: "code", values: [{ name: "settled", czech: "vyrizeno" }, { name: "in_hand", czech: "vyrizuje" }] },
    ],
    explain_search: ({ typed }: { typed: string }) => (typed === "" ? "" : `Hledá se ${typed}.`),
    saved_searches: () => this.searches,
    save_search: ({ name, typed }: { name: string; typed: string }) => {
      this.searches = [...this.searches.filter((it) => it.name !== name), ...(typed === "" ? [] : [{ name, typed }])];
      return null;
    },
    export_documents: ({ query }: { query: ListQuery }) => this.found(query).length,
    case_file_counts: () => {
      const of = (state: string) => this.caseFiles.filter((it) => it.state === state).length;
      return { all: this.caseFiles.length, open: of("open"), mine: of("open"), settled: of("settled"), closed: of("closed"), to_ask: 0 };
    },
    work_list_counts: () => ({ all: this.rows.length, today: 12, without_number: 2, unassigned: 4, returned_to_me: 1, assigned_to_me: 1250, with_deadline: 3 }),
    show_document: ({ document }: { document: string }) => {
      const row = this.rows.find((it) => it.id === document);
      if (!row) throw refused("not_found");
      return aDetail(row, this.details.get(document));
    },
    register_document: ({ form }: { form: EntryForm }) => this.register(form),
    correct_document: () => null,
    list_deadline_rules: () => [
      { id: "decision", days: 30, max_more_days: 30, law: "§ 71 odst. 3 zákona č. 500/2004 Sb." },
      { id: "complaint", days: 60, max_more_days: 0, law: "§ 175 odst. 5 zákona č. 500/2004 Sb." },
    ],
    count_deadline: ({ typed }: { typed: string }) => this.countDeadline(typed),
    cancel_document: () => null,
    assign_document: () => null,
    assign_documents: (args: { documents: string[] }) => this.doneMany(args),
    accept_documents: (args: { documents: string[] }) => this.doneMany(args),
    withdraw_documents: (args: { documents: string[] }) => this.doneMany(args),
    accept_document: () => null,
    refuse_document: () => null,
    withdraw_document: () => null,
    list_classes: () => this.classes,
    list_case_files: ({ query }: { query: CaseFileQuery }) => this.listFiles(query),
    show_case_file: ({ case_file }: { case_file: string }) => {
      const row = this.caseFiles.find((it) => it.id === case_file);
      if (!row) throw refused("not_found");
      return aFileDetail(row, this.fileDetails.get(case_file));
    },
    found_case_file: () => "s99",
    insert_document: () => null,
    take_out_document: () => null,
    settle_document: () => null,
    reopen_document: () => null,
    settle_case_file: () => null,
    close_case_file: () => null,
    reopen_case_file: () => null,
    move_case_file: () => null,
    correct_case_file: () => null,
    note_event: () => null,
    assign_case_file: () => null,
    join_case_files: () => null,
    part_case_files: () => null,
    print_case_file: () => null,
    list_batches: () => this.batches.map((it) => it.row),
    show_batch: ({ batch }: { batch: string }) => {
      const found = this.batches.find((it) => it.row.id === batch);
      if (!found) throw refused("not_found");
      return found;
    },
    scan_state: () => this.scan,
    list_scanners: () => this.scanners,
    keep_pasted: ({ name }: { name: string }) => `/tmp/vloženo/${name}`,
    begin_scan: () => this.batches[0]?.row.id ?? "b1",
    stop_scan: () => null,
    edit_batch: () => this.toldOf("batches"),
    undo_batch: () => this.toldOf("batches"),
    reopen_batch: () => this.toldOf("batches"),
    print_separators: () => null,
    redo_batch: () => this.toldOf("batches"),
    release_batch: (args: { batch: string }) => {
      const documents = this.batches.find((it) => it.row.id === args.batch)?.documents ?? [];
      const attached = documents.filter((it) => it.letter !== null && !it.is_attached);
      return attached.map((it) => ({ document: it.letter!.id, jid: it.jid ?? "", n_pages: it.pages.length, size_bytes: 100_000 }));
    },
    stop_release: () => true,
    undo: () => this.undoable.shift() ?? null,
    attach_file: () => null,
    fetch_file: () => null,
    save_file: () => null,
    open_file: () => "/tmp/file",
    list_printers: () => this.printers,
    print_labels: ({ documents, first }: { documents: string[]; first: number }) => this.printLabels(documents.length, first),
    print_receipt: () => null,
    prepare_letter: ({ path }: { path: string }) => {
      if (path.trim() === "") throw refused("place_missing", "path");
      return null;
    },
    print_register_book: () => this.rows.length,
    search_parties: ({ typed }: { typed: string }) => this.parties.filter((it) => fold(it.name).includes(fold(typed))),
    add_party: ({ party }: { party: { surname: string; company: string; kind: string } }) => {
      const made = aParty(this.parties.length + 1, { name: party.company || party.surname, kind: party.kind });
      this.parties.push(made);
      return made;
    },
    list_units: () => [
      { id: "u1", code: "OŽP", name: "Odbor životního prostředí a komunálních služeb" },
      { id: "u2", code: "OSVVS", name: "Odbor sociálních věcí a všeobecné správy" },
    ],
    list_people: () => [
      { id: "o1", name: "Nováková Jana", unit_ids: ["u1"] },
      { id: "o2", name: "Šťastná-Příkopová Květoslava", unit_ids: ["u2"] },
    ],
    leave_document: () => null,
    not_registered: ({ subject }: { subject: string }) => (fold(subject).startsWith("letak") ? "§ 9 odst. 3 vyhlášky č. 259/2012 Sb." : null),
    list_emergencies: () => this.emergencies,
    declare_emergency: ({ reason }: { reason: string }) => this.declareEmergency(reason),
    end_emergency: ({ register, afterwards }: { register: string; afterwards: string }) => this.endEmergency(register, afterwards),
    reregister_document: () => null,
    print_emergency: () => 4,
    list_offices: () => [
      { id: "t2", name: "Obec Bohuslavice" },
      { id: "t3", name: "Základní škola Hlučín" },
    ],
    dispatch_document: ({ office }: { office: string }) => {
      if (office === "") throw refused("office_unknown", "office");
      return null;
    },
    note_sent: ({ sent_on }: { sent_on: string }) => {
      if (sent_on === "zítra") throw refused("sent_in_future", "sent_on");
      return null;
    },
    note_returned: ({ why, note }: { why: string; note: string }) => {
      if (why === "otherwise" && note.trim() === "") throw refused("reason_missing", "note");
      return null;
    },
    list_substitutes: () => ({ rows: this.substitutes, may_set_others: this.start.open?.roles.includes("supervisor") ?? false }),
    set_substitute: (wish: { person: string; deputy: string | null; from: string; until: string }) => this.setSubstitute(wish),
    newly_assigned: () => this.newlyAssigned.splice(0),
    needs_you: () => this.items,
    settle: ({ item }: { item: string }) => void (this.items = this.items.filter((it) => it.id !== item)),
    read_time: ({ typed }: { typed: string }) => (/^\d{1,2}(:\d\d)?$/.test(typed) ? (typed.includes(":") ? typed : `${typed}:00`) : null),
    read_date: ({ typed }: { typed: string }) => readDay(typed, this.today),
    load_draft: ({ name }: { name: string }) => this.drafts.get(name) ?? null,
    save_draft: ({ name, body }: { name: string; body: string }) => void (body === "" ? this.drafts.delete(name) : this.drafts.set(name, body)),
    last_entry: () => this.last,
  };

  private open() {
    this.start = { ...this.start, open: aSeat(), seats: aStart().seats };
    return this.start.open;
  }

  private declareEmergency(reason: string) {
    if (reason.trim() === "") throw refused("reason_missing", "reason");
    if (this.status.reach === "online") throw refused("centre_in_reach");
    this.emergencies.unshift(anEmergency({ id: "e9", name: "NE-01/2026-09", reason }));
    this.status = { ...this.status, emergency: "NE-01/2026-09" };
    return null;
  }

  private endEmergency(register: string, afterwards: string) {
    const ended = { ended_at: "2026-11-22T12:00:00Z", ended_by: "Dvořák Petr", is_here: false, afterwards };
    this.emergencies = this.emergencies.map((it) => (it.id === register ? { ...it, ...ended } : it));
    this.status = { ...this.status, emergency: null };
    return afterwards === "reregister" ? 4 : 0;
  }

  private setSubstitute({ person, deputy, from, until }: { person: string; deputy: string | null; from: string; until: string }) {
    this.substitutes = this.substitutes.filter((it) => it.person_id !== person);
    if (deputy === null) return null;
    if (until === "") throw refused("date_not_understood", "until");
    const name = (id: string) => (id === "o1" ? "Nováková Jana" : "Šťastná-Příkopová Květoslava");
    const day = (typed: string) => readDay(typed || "dnes", this.today).date;
    this.substitutes.push({ person_id: person, person: name(person), deputy_id: deputy, deputy: name(deputy), from: day(from), until: day(until), is_on: true });
    return null;
  }

  /** Remembers which label is free then, as the desk does. */
  private printLabels(n: number, first: number) {
    const { preferences } = this.start;
    const next_first = ((first - 1 + n) % labelsOnPage(preferences.labels)) + 1;
    this.start = { ...this.start, preferences: { ...preferences, labels: { ...preferences.labels, first: next_first } } };
    return { n_labels: n, next_first };
  }

  /** Pages by the place where the last one ended, as the desk does. */
  private list(query: ListQuery) {
    const found = this.found(query);
    const ordered = query.descending ? found : [...found].reverse();
    return pageOf(ordered, query);
  }

  private found({ search }: ListQuery) {
    return search === "" ? this.rows : this.rows.filter((it) => fold(`${it.subject} ${it.sender} ${it.reference} ${it.jid}`).includes(fold(search)));
  }

  /** Knows one rule and one day: what is shown of it matters here, not the counting. */
  private countDeadline(typed: string) {
    const [rule = "", day = "", more = ""] = typed.split("\t");
    if (rule === "") return null;
    if (rule === "own" && day === "") throw refused("date_not_understood", "due_on");
    const due_on = rule === "own" ? "2026-12-03" : more === "" ? "2026-12-28" : "2027-01-25";
    return { rule, starts_on: "2026-11-25", more_days: Number(more), due_on, is_moved: due_on === "2026-12-28" };
  }

  private listFiles(query: CaseFileQuery) {
    const listed = this.caseFiles.filter((it) => query.list === "all" || it.state === query.list || (query.list === "mine" && it.person === "Nováková Jana"));
    return pageOf(listed.filter((it) => fold(`${it.mark} ${it.jid} ${it.subject}`).includes(fold(query.search))), query);
  }

  private register(form: EntryForm) {
    if (form.origin === "received" && form.sender === null) throw refused("sender_missing", "sender");
    if (form.subject.trim() === "") throw refused("subject_missing", "subject");
    const sender = this.parties.find((it) => it.id === form.sender) ?? null;
    const row = aRow(this.rows.length + 1, { subject: form.subject, sender: sender?.name ?? "", reference: null, is_pending: true, origin: form.origin });
    this.rows.unshift(row);
    this.last = { form, sender };
    return { id: row.id, jid: row.jid };
  }
}

function pageOf<R>(rows: R[], { after, limit }: { after: string | null; limit: number }) {
  const from = after === null ? 0 : Number(after);
  const to = from + limit;
  return { rows: rows.slice(from, to), next: to < rows.length ? String(to) : null, total: rows.length };
}
