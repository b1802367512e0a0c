//! The entries of a batch's journal.

use serde::{Deserialize, Serialize};
use values::{ComponentId, DocumentId, PageId, Sha256};

use crate::{Doubt, PageLook, Profile, Side};

/// What happened to a batch; written before the next thing happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchEntry {
    /// It was begun, before its first page came.
    Begun {
        /// What it is scanned for.
        profile: Profile,
        /// Where its pages come from, in words.
        source: String,
    },
    /// A source was asked for pages. Whoever finds this at the end of a journal knows that a program died or another one is at it.
    Asked,
    /// A source was asked for a page once more, to stand in the place of another one. What comes is left out until an edit puts it there.
    AskedAgain {
        /// The page that is scanned again.
        page: PageId,
    },
    /// A page is safe on this disk.
    Stored(StoredPage),
    /// A page was looked at.
    Looked {
        /// Which.
        page: PageId,
        /// What was found; none when it could not be read.
        look: Option<PageLook>,
    },
    /// A page was read badly the way it lay, and well turned so: what the program found, and no edit of anybody.
    Turned {
        /// Which.
        page: PageId,
        /// By how many quarters it is turned clockwise, besides those a person turned it by.
        quarters: u8,
    },
    /// The source has no more pages.
    Ended {
        /// How many it says it gave, where it counts.
        n_said: Option<u32>,
        /// How many came this time; the batch may have more, of a pile before.
        n_came: u32,
    },
    /// A device stopped in the middle of a pile.
    Stopped {
        /// Why, by the code of the problem.
        code: String,
        /// Whether a sheet may have gone through of which no page came. A version before this did not write it down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is_sheet_lost: Option<bool>,
    },
    /// A person changed something.
    Edited(Edit),
    /// The last edit was taken back.
    Undone,
    /// The last edit taken back was done again.
    Redone,
    /// Documents were attached, all in one step with this entry. What is left waits for its letter, and follows by itself.
    Released {
        /// Every page that has gone, those left out of the documents among them.
        pages: Vec<PageId>,
        /// The files they are in now.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        components: Vec<ComponentId>,
        /// What each of these files is made of; a version before this wrote none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attached: Vec<Attached>,
    },
    /// It was taken out of the bin: all of its pages are there again, and what is changed now is attached once more.
    Reopened,
}

/// What was attached to a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// The letter.
    pub document: DocumentId,
    /// The pages of its file in their order.
    pub pages: Vec<AttachedPage>,
}

impl Attached {
    /// Returns whether both are files of one letter with a page in common: one takes the place of the other.
    pub(crate) fn replaces(&self, other: &Self) -> bool {
        let is_mine = |it: &AttachedPage| self.pages.iter().any(|mine| mine.page == it.page);
        self.document == other.document && other.pages.iter().any(is_mine)
    }
}

/// A page as it was attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedPage {
    /// Which.
    pub page: PageId,
    /// By how many quarters it was turned.
    pub quarter_turns: u8,
    /// Whether it was left as it was scanned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_as_scanned: bool,
}

/// A page whose bytes are safe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPage {
    /// Its own id: two equal pages are two pages.
    pub page: PageId,
    /// What its bytes are called.
    pub sha256: Sha256,
    /// How many they are.
    pub size_bytes: u64,
    /// Which side of its sheet it is.
    pub side: Side,
    /// Pixels an inch asked of the device, where the file does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpi: Option<u32>,
}

/// What a person does to a batch; each can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// A document begins with this page.
    SplitBefore(PageId),
    /// The document that begins with this page belongs to the one before.
    MergeBefore(PageId),
    /// Pages go elsewhere: before another, or to the end.
    Move {
        /// Which, in their new order.
        pages: Vec<PageId>,
        /// Before which; none is the end.
        before: Option<PageId>,
    },
    /// A page is turned by quarters, clockwise.
    Turn {
        /// Which.
        page: PageId,
        /// How far, from 1 to 3.
        quarters: u8,
    },
    /// A page is left out of what is released; it stays in the batch.
    Hide(PageId),
    /// A page that was left out is there again.
    Show(PageId),
    /// A page stays as it was scanned: its lines are not made level, and nothing beside its paper is left out.
    AsScanned(PageId),
    /// A page that was to stay as it was scanned is made straight after all.
    Straight(PageId),
    /// The document that begins with this page is the scan of a registered letter.
    Assign {
        /// The first page.
        page: PageId,
        /// Whose scan.
        document: DocumentId,
    },
    /// A person has looked at what was doubtful in the document that begins with this page, and finds it right.
    Accept {
        /// The first page.
        page: PageId,
        /// What they saw; a doubt that comes later is none of these.
        doubts: Vec<Doubt>,
        /// The pages they saw: with one more it is asked anew. A version before this did not write them down.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pages: Vec<PageId>,
    },
    /// A page was scanned once more: the new ones stand in its place, and it is left out.
    Replace {
        /// Which.
        page: PageId,
        /// By which, in their order.
        by: Vec<PageId>,
    },
    /// A person has counted: there are as many pages as came, whatever the device says.
    AcceptCount,
}
