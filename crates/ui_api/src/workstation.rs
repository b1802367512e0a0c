//! The workstation behind the window: which desk is open, and who is told what changed.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use actions::{Device, News, SyncWorker};
use domain::EntityKind;
use store::Desk;
use uuid::Uuid;
use values::{Code, Problem};

use crate::station::Station;
use crate::types::{LabelSettings, Preferences};

/// Tells the window which of its queries are spoilt: documents, case_files, classes, parties, authority, emergencies,
/// needs_you, status, files, batches.
pub type Tell = Arc<dyn Fn(&[&str]) + Send + Sync>;

/// The workstation of one device.
pub struct Workstation {
    pub(crate) device: Device,
    open: Mutex<Option<Arc<Open>>>,
    /// What is to be said on the first screen of a desk that is no more.
    farewell: Mutex<Option<Code>>,
    tell: Tell,
}

/// An open desk with its background sync.
pub(crate) struct Open {
    pub(crate) seat: String,
    pub(crate) desk: Arc<Desk>,
    pub(crate) sync: SyncWorker,
    /// What is scanned at it.
    pub(crate) station: Station,
    /// The document or case file that was opened last.
    shown: Mutex<Option<Uuid>>,
}

impl Open {
    /// Remembers what is shown, with none once it was left, and does `opened` when it is newly shown: whether it noted that
    /// somebody looked at something. A failure is not remembered.
    pub(crate) fn show(&self, id: Option<Uuid>, opened: impl FnOnce() -> Result<bool, Problem>) -> Result<(), Problem> {
        let mut shown = self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if id.is_some() && *shown != id && opened()? {
            self.sync.poke();
        }
        *shown = id;
        Ok(())
    }
}

impl Workstation {
    /// The workstation whose data lie in `folder`.
    pub fn new(folder: &Path, tell: Tell) -> Self {
        let workstation =
            Self { device: Device::new(folder), open: Mutex::new(None), farewell: Mutex::default(), tell };
        // A program that was killed had no time for it.
        workstation.forget_opened_files();
        workstation
    }

    /// Returns the open desk, or says that it is locked.
    pub(crate) fn open(&self) -> Result<Arc<Open>, Problem> {
        let open = self.slot().clone().ok_or_else(|| Problem::refused(Code::Locked))?;
        if open.sync.is_wiped() {
            // Said before the desk is gone, so that no first screen comes without it.
            open.station.close();
            *self.farewell() = Some(Code::SeatRevoked);
            self.forget_opened_files();
            let mut slot = self.slot();
            let wiped = slot.take_if(|it| Arc::ptr_eq(it, &open));
            drop(slot);
            drop((wiped, open));
            return Err(Problem::refused(Code::Locked));
        }
        Ok(open)
    }

    /// Locks: removes what other programs were shown of the desk, and closes it.
    pub(crate) fn end(&self) {
        self.forget_opened_files();
        self.close();
    }

    /// The program ends: what other programs were shown goes. Nothing is waited for: the background sync may be cut off
    /// anywhere.
    pub fn leave(&self) {
        self.forget_opened_files();
    }

    /// Tells the window what changed.
    pub(crate) fn tell(&self) -> &Tell {
        &self.tell
    }

    pub(crate) fn farewell(&self) -> MutexGuard<'_, Option<Code>> {
        self.farewell.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn forget_opened_files(&self) {
        // A program may still hold one open; the next lock tries again.
        let _ = std::fs::remove_dir_all(self.opened_files());
    }

    /// Opens a desk for the window and begins to sync.
    pub(crate) fn set_open(&self, seat: String, desk: Desk) -> Result<Arc<Open>, Problem> {
        let desk = Arc::new(desk);
        // What a crash left half-written an hour ago is nobody's any more.
        desk.remove_parts(3600)?;
        actions::empty_bin(&desk)?;
        let tell = self.tell.clone();
        let sync = SyncWorker::start(desk.clone(), Box::new(move |news| tell(&tags(&news))))?;
        let open = Arc::new(Open { seat, desk, sync, station: Station::default(), shown: Mutex::default() });
        *self.slot() = Some(open.clone());
        *self.farewell() = None;
        (self.tell)(ALL_TAGS);
        Ok(open)
    }

    /// Closes the desk.
    pub(crate) fn close(&self) {
        // Dropped outside the lock: the background sync ends first.
        let open = self.slot().take();
        if let Some(open) = &open {
            open.station.close();
        }
        drop(open);
    }

    /// Does something that changes the desk; the window hears of it and the centre soon, too.
    pub(crate) fn change<T>(&self, f: impl FnOnce(&Desk) -> Result<T, Problem>) -> Result<T, Problem> {
        let open = self.open()?;
        let result = f(&open.desk)?;
        open.sync.poke();
        (self.tell)(&[
            "documents",
            "case_files",
            "parties",
            "authority",
            "emergencies",
            "needs_you",
            "status",
            "files",
        ]);
        Ok(result)
    }

    /// Returns the bytes of a file held here and its media type, for the window's own scheme.
    pub fn file_bytes(&self, component: &str) -> Result<(Vec<u8>, String), Problem> {
        let open = self.open()?;
        let id = crate::read::id(component)?;
        let it = open.desk.read(|tx| tx.component(id))?.ok_or_else(|| Problem::refused(Code::NotFound))?;
        let mut reader = open.desk.open_file(&it.sha256)?;
        let mut bytes = Vec::new();
        for place in 0..reader.n_pieces() {
            bytes.extend_from_slice(&reader.piece(place)?);
            if bytes.len() > MAX_PREVIEW_BYTES {
                return Err(Problem::refused(Code::TooLarge));
            }
        }
        Ok((bytes, it.media_type))
    }

    /// Returns where files opened by other programs are put, outside the encrypted folder, emptied at each lock.
    pub(crate) fn opened_files(&self) -> PathBuf {
        self.device.folder().join("opened")
    }

    pub(crate) fn preferences(&self) -> Preferences {
        let bytes = std::fs::read(self.preferences_path()).unwrap_or_default();
        let mut preferences = serde_json::from_slice(&bytes).unwrap_or(Preferences {
            language: "cs".to_owned(),
            theme: "system".to_owned(),
            list_width: 520,
            labels: LabelSettings::default(),
            paper_printer: String::new(),
        });
        // How wide the list is belongs to the person; language and look are needed before one is known.
        if let Some(open) = self.slot().as_ref()
            && let Ok(Some(width)) = open.desk.read(|tx| tx.load_meta("list_width"))
        {
            preferences.list_width = width;
        }
        preferences
    }

    pub(crate) fn preferences_path(&self) -> PathBuf {
        self.device.folder().join("preferences.json")
    }

    fn slot(&self) -> MutexGuard<'_, Option<Arc<Open>>> {
        self.open.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The largest file shown in the window; larger ones are opened by the system's program.
const MAX_PREVIEW_BYTES: usize = 64 * 1024 * 1024;

const ALL_TAGS: &[&str] = &[
    "documents",
    "case_files",
    "classes",
    "parties",
    "authority",
    "emergencies",
    "needs_you",
    "status",
    "files",
    "batches",
];

fn tags(news: &News) -> Vec<&'static str> {
    match news {
        News::Everything | News::Wiped => ALL_TAGS.to_vec(),
        News::Status => vec!["status", "needs_you", "documents"],
        News::Entities(kinds) => {
            let mut tags = vec!["status", "needs_you"];
            for kind in kinds {
                tags.push(match kind {
                    EntityKind::Party | EntityKind::MergeProposal => "parties",
                    EntityKind::Tenant | EntityKind::Unit | EntityKind::Person | EntityKind::Office => "authority",
                    EntityKind::EmergencyRegister => "emergencies",
                    EntityKind::Component => "files",
                    EntityKind::CaseFile => "case_files",
                    EntityKind::FilePlan | EntityKind::FileClass => "classes",
                    EntityKind::Document
                    | EntityKind::RecognisedText
                    | EntityKind::HistoryEntry
                    | EntityKind::Quarantined => "documents",
                });
            }
            // A name of a person or a sender stands in the list, too.
            tags.push("documents");
            tags.push("case_files");
            tags.sort_unstable();
            tags.dedup();
            tags
        }
    }
}
