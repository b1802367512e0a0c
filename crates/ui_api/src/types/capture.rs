//! Batches of scanned pages, as the station shows them.

super::ui_types! {
    /// A batch in the list.
    pub struct BatchRow {
        /// Its id.
        pub id: String,
        /// When it was begun.
        pub begun_at: String,
        /// Where its pages come from.
        pub source: String,
        /// What parts its documents: `labels`, `one-document`, `every-N`.
        pub profile: String,
        /// `open`, `ended`, `parked` or `released`.
        pub state: String,
        /// How many pages came.
        pub n_pages: u32,
        /// How many documents are in it still.
        pub n_documents: u32,
        /// How many of them a person must look at.
        pub n_doubtful: u32,
        /// The day until which the pages of an attached batch are kept.
        pub kept_until: Option<String>,
    }

    /// A batch with its documents.
    pub struct BatchDetail {
        /// As in the list.
        pub row: BatchRow,
        /// Why pages may be missing: `unfinished`, `interrupted` or `miscounted`; none when they may not.
        pub count_doubt: Option<String>,
        /// How many pages the device says it gave, where that is the doubt.
        pub n_said: Option<u32>,
        /// How many pages came of those; the batch may have more, of a pile before.
        pub n_came: Option<u32>,
        /// Why the device stopped; none while it has not.
        pub stopped: Option<String>,
        /// The documents in the order of their pages.
        pub documents: Vec<ScannedDocumentRow>,
        /// How far its release is; none while it is not being released.
        pub releasing: Option<ReleasingRow>,
        /// Whether there is an edit to take back.
        pub can_undo: bool,
        /// Whether there is one to do again.
        pub can_redo: bool,
    }

    /// How far the release of a batch is.
    pub struct ReleasingRow {
        /// Whether files are written already; before that pages are read.
        pub is_writing: bool,
        /// How many pages are read, or written.
        pub n_done: u32,
        /// How many are to be.
        pub n_pages: u32,
    }

    /// A document of a batch.
    pub struct ScannedDocumentRow {
        /// What its label says.
        pub jid: Option<String>,
        /// Whose scan it is, by number, sender and subject; none while that is not known.
        pub letter: Option<ScannedLetterRow>,
        /// How many sheets were scanned of it.
        pub n_sheets: u32,
        /// Whether its letter has it already, just as it is now: the batch was opened again, and nothing of it was changed.
        pub is_attached: bool,
        /// Whether all its pages are left out: nothing of it is attached.
        pub is_set_aside: bool,
        /// Why a person must look at it; empty when it can be released.
        pub doubts: Vec<DoubtRow>,
        /// Its pages, those left out among them.
        pub pages: Vec<ScannedPageRow>,
    }

    /// The letter a scan belongs to.
    pub struct ScannedLetterRow {
        /// Its id.
        pub id: String,
        /// Its JID.
        pub jid: String,
        /// Its reference number; none while it waits for one.
        pub reference: Option<String>,
        /// What it is about.
        pub subject: String,
        /// Who sent it.
        pub sender: String,
        /// How many sheets were registered.
        pub sheets: Option<u32>,
    }

    /// Why a person must look at a document.
    pub struct DoubtRow {
        /// Its name.
        pub code: String,
        /// What belongs to it: `text`, `jid`, `scanned`, `registered`.
        pub args: std::collections::BTreeMap<String, String>,
        /// Whether a person may say that it is all right.
        pub can_be_accepted: bool,
        /// The doubt itself, to be sent back when it is accepted.
        pub seen: String,
    }

    /// A page of a batch.
    pub struct ScannedPageRow {
        /// Its id.
        pub id: String,
        /// Whether it is the back of its sheet.
        pub is_back: bool,
        /// Whether it is left out.
        pub is_hidden: bool,
        /// Whether nothing stands on it.
        pub is_blank: bool,
        /// Whether it could not be read.
        pub is_unreadable: bool,
        /// By how many quarters it is turned, clockwise.
        pub quarter_turns: u8,
        /// Whether it is shown and archived straightened: its lines level, what lies beside its paper left out.
        pub is_straightened: bool,
        /// Whether a person wants it as it was scanned.
        pub is_as_scanned: bool,
        /// How sure the recognition is, from 0 to 100; 0 where it failed, none of what nobody has read yet, or has no words.
        pub confidence: Option<u8>,
        /// Whether that is so little that somebody should look.
        pub is_read_badly: bool,
        /// Whether it was read as it is turned now, also when no words were found.
        pub is_read: bool,
        /// What its barcodes say.
        pub codes: Vec<String>,
        /// Its bytes.
        #[ts(type = "number")]
        pub size_bytes: u64,
    }

    /// What is done to a batch; each can be taken back.
    pub struct BatchEdit {
        /// `split`, `merge`, `move`, `turn`, `hide`, `show`, `as_scanned`, `straight`, `assign`, `accept`, `accept_count`.
        pub kind: String,
        /// The page it is about; of a document the first. Empty with `accept_count` and `move`.
        pub page: String,
        /// With `move` the pages in their new order.
        pub pages: Vec<String>,
        /// With `move` the page they go before; none is the end.
        pub before: Option<String>,
        /// With `turn` by how many quarters.
        pub quarters: u8,
        /// With `assign` whose scan it is.
        pub document: Option<String>,
        /// With `accept` the doubts that were seen.
        pub seen: Vec<String>,
    }

    /// A document that was attached.
    pub struct ReleasedRow {
        /// Its letter.
        pub document: String,
        /// Its JID.
        pub jid: String,
        /// Its pages.
        pub n_pages: u32,
        /// Its file, in bytes.
        #[ts(type = "number")]
        pub size_bytes: u64,
    }

    /// What is asked to be scanned.
    pub struct ScanForm {
        /// `escl:http://HOST` or with https, `sane:DEVICE`, `folder:PATH` to watch a folder devices scan into, or nothing where files are taken.
        pub source: String,
        /// Whether another certificate than before is trusted: the scanner was replaced.
        pub trusts_anew: bool,
        /// Files instead.
        pub files: Vec<String>,
        /// What parts the documents.
        pub profile: String,
        /// Whether both sides of each sheet are scanned, whatever parts the documents.
        pub both_sides: bool,
        /// Pixels an inch asked of a scanner.
        pub dpi: u32,
        /// `grey`, `colour` or `text`: pages of text become black and white.
        pub colour: String,
        /// `a4`, `a3` or `a5`.
        pub size: String,
        /// What becomes of blank pages: `hide` or `keep`.
        pub blanks: String,
        /// The languages of the pages: `ces`, `ces+deu`.
        pub languages: String,
        /// How black and white is packed: `jbig2` or `fax_g4`.
        pub packing: String,
        /// The batch that goes on; none begins one.
        pub batch: Option<String>,
        /// The page of it that is scanned once more.
        pub replaces: Option<String>,
    }

    /// A scan that goes on, or the last one.
    pub struct ScanState {
        /// Its batch; of a watched folder that of the last file, empty before the first.
        pub batch: String,
        /// Where its pages come from.
        pub source: String,
        /// How many pages came.
        pub n_pages: u32,
        /// Whether a folder is watched.
        pub is_folder: bool,
        /// Whether it goes on.
        pub is_running: bool,
        /// Whether the device is waited for: it works for another computer, or says "not yet".
        pub is_waiting: bool,
        /// Whether what is written on pages is being recognised: on its own, or on those of a pile before it.
        pub is_reading: bool,
        /// How many of its pages were read.
        pub n_read: u32,
        /// How many there are to read; 0 where it is not known.
        pub n_to_read: u32,
        /// What could not be had or read.
        pub problems: Vec<super::UiProblem>,
    }

    /// A scanner that was seen.
    pub struct ScannerRow {
        /// How it is named as a source.
        pub source: String,
        /// What it is.
        pub what: String,
    }
}
