/** Offices of the nastiest data, to be looked at: long names, many rows, every state. */
import { aClass, aFile, aFileRow, aLabels, aRow, aSeat, aStart, aStatus, anItem, refused } from "./data";
import { Office } from "./office";

const LONG =
  "Žádost o vydání závazného stanoviska k záměru stavebních úprav, nástavby a změny užívání části objektu bývalé základní školy na pozemcích parc. č. 1234/5, 1234/6 a 1240 v k. ú. Hlučín, včetně přípojek";
const LONG_NAME = "Společenství vlastníků jednotek domu čp. 1245, 1246 a 1247 v ulici Československé armády, Hlučín-Darkovičky, se sídlem tamtéž";
const LONG_CLASS = "Územní plánování a stavební řád – závazná stanoviska, souhrnná vyjádření a koordinovaná závazná stanoviska dotčených orgánů";
const FILE_STATES = ["open", "open", "settled", "closed"];
const STATES = ["unassigned", "assigned", "in_hand", "returned", "settled", "cancelled"];

/** The office of that name; each shows one screen at its worst. */
export function sceneOf(name: string, theme: string, language: string): Office {
  const office = new Office();
  office.start = aStart({ preferences: { language, theme, list_width: 560, labels: aLabels({ format: "a4-3x7", first: 5 }), paper_printer: "" } });
  office.rows = Array.from({ length: 1250 }, (_, at) =>
    aRow(1250 - at, {
      subject: at % 4 === 0 ? LONG : `Oznámení o změně poplatníka č. ${at}`,
      sender: at % 5 === 0 ? LONG_NAME : "Říčařová Žofie Magdaléna",
      state: STATES[at % STATES.length]!,
      reference: at < 3 ? null : `HLUC/${String(1250 - at).padStart(5, "0")}/2026/OŽP/Nov`,
      is_pending: at < 3,
      case_file: at < 3 ? "s640" : null,
      restricted: at % 7 === 0,
      n_files: at % 3,
      origin: at % 11 === 10 ? "own" : "received",
      person: at % 2 ? "Šťastná-Příkopová Květoslava" : "Nováková Jana",
    }),
  );
  office.caseFiles = Array.from({ length: 640 }, (_, at) =>
    aFileRow(640 - at, {
      mark: at < 2 ? null : `S-HLUC/${String(640 - at).padStart(5, "0")}/2026/OŽP`,
      subject: at % 3 === 0 ? LONG : `Kácení dřevin na pozemcích města č. ${at}`,
      class_mark: "246.1.2.14",
      state: FILE_STATES[at % FILE_STATES.length]!,
      n_documents: (at * 7) % 130,
      restricted: at % 6 === 0,
      is_pending: at < 2,
      person: "Šťastná-Příkopová Květoslava",
    }),
  );
  office.classes = [aClass({ mark: "246.1.2.14", title: LONG_CLASS }), ...office.classes];
  office.fileDetails.set("s640", {
    class: aClass({ mark: "246.1.2.14", title: LONG_CLASS, needs_trigger_year: true }),
    numbering: "collecting_sheet",
    settled: { way: "otherwise", note: LONG, reason: LONG, at: "2026-11-21T09:05:00Z", by: "Šťastná-Příkopová Květoslava" },
    closed_at: "2026-11-22T09:05:00Z",
    due_year: 2032,
    documents: office.rows.slice(0, 8).map((document, at) => ({ order: at + 1, document })),
    joined: office.caseFiles.slice(2, 4),
    may: ["settle", "close", "reopen", "move", "join", "part"],
  });
  office.details.set("d1250", {
    order: 12,
    earlier_references: ["HLUC/01201/2026", "HLUC/01188/2026"],
    settled: { way: "forwarded", note: "krajskému úřadu", reason: "", at: "2026-11-21T09:05:00Z", by: "Šťastná-Příkopová Květoslava" },
    answers: office.rows[4]!,
    may: ["correct", "cancel", "assign", "accept", "refuse", "attach", "found", "insert", "take_out", "settle", "reopen"],
    other_count: 2,
    other_description: "vzorky zeminy v zapečetěném obalu",
    earlier_jid: "HLUC0100777K",
    files: [
      aFile({ id: "c1", name: "Projektová dokumentace – souhrnná technická zpráva včetně příloh a výkresů (revize 3).pdf" }),
      aFile({ id: "c4", name: "rozhodnutí.pdf", preview: "pdf" }),
      aFile({ id: "c5", name: "rozhodnutí – koncept k připomínkám.docx", is_output_format: false }),
      aFile({ id: "c6", name: "smlouva o dílo.odt", is_output_format: false }),
      aFile({ id: "c7", name: "smlouva o dílo.pdf", output_of: "c6" }),
      aFile({ id: "c2", name: "fotografie.jpg", place: "at_centre", preview: "image" }),
      aFile({ id: "c3", name: "sken_0001.tiff", place: "on_its_way", coming_from: "podatelna 2" }),
    ],
  });
  office.status = aStatus({ reach: "offline", pending: 2, files_up: 3, bytes_up: 45_000_000, needs_you: 3, without_number_since_yesterday: 5, clock_ahead_s: 420 });
  office.items = [
    anItem(1250, { beneath: ["n2"], conflicts: [{ field: "subject", mine: LONG, theirs: `${LONG}, a vodovodní přípojky` }, { field: "delivered_at", mine: "2026-11-20T08:05:00Z", theirs: "2026-11-19T07:00:00Z" }] }),
    anItem(2, { kind: "refused", problem: refused("earlier_failed"), conflicts: [], choices: ["dismiss"] }),
    anItem(3, { kind: "quarantined", problem: refused("quarantined"), document: null, conflicts: [], choices: ["release", "reject"] }),
  ];
  office.printers = ["Kyocera_TASKalfa_2554ci_podatelna_prizemi", "Zebra_ZD421_stitky"];
  if (name === "labels") office.start.preferences.labels = aLabels({ format: "custom", printer: "Zebra_ZD421_stitky" });
  if (name === "enrol") office.start = { ...office.start, seats: [], open: null };
  if (name === "unlock") {
    const seats = ["Nováková Jana", "Šťastná-Příkopová Květoslava"].map((person, at) => ({ seat: `s${at}`, person, tenant: "Město Hlučín" }));
    office.start = { ...office.start, seats, open: null };
  }
  if (name === "first-sync") {
    office.start = { ...office.start, open: aSeat({ is_complete: false }) };
    office.status = aStatus({ first_sync: { done: 41_250, total: 120_000 } });
  }
  // Taller than a web view lets an element be.
  if (name === "huge") office.rows = Array.from({ length: 400_000 }, (_, at) => aRow(400_000 - at));
  if (name === "empty") {
    office.rows = [];
    office.caseFiles = [];
  }
  return office;
}
