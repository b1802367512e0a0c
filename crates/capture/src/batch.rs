//! A batch: the pages of a pile in their order, with what was found on them and what was done to them.

use std::collections::{BTreeMap, BTreeSet};

use values::{Code, ComponentId, DocumentId, PageId};

use crate::edits;
use crate::journal::{Attached, BatchEntry, Edit, StoredPage};
use crate::{Blanks, Doubt, Lie, PageLook, Profile, Side};

/// A batch, made from its journal.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// What it is scanned for; none before the first entry.
    pub profile: Option<Profile>,
    /// Where its pages come from.
    pub source: String,
    /// Where it stands.
    pub state: BatchState,
    /// Why the source stopped in the middle of a pile, by the code of the problem; none once it was asked again.
    pub stopped: Option<String>,
    /// Whether a source was asked and has neither ended nor stopped.
    is_asking: bool,
    /// What makes the number of pages doubtful, once it has happened.
    in_doubt: Option<CountDoubt>,
    /// The pages in the order in which they came.
    stored: Vec<StoredPage>,
    looks: BTreeMap<PageId, Option<PageLook>>,
    /// By how many quarters pages had to be turned to be read.
    turned: BTreeMap<PageId, u8>,
    done: Vec<Done>,
    undone: Vec<Done>,
    /// Whether what comes now was asked for in the place of another page.
    is_asking_again: bool,
    /// Pages that came so; each is left out unless an edit puts it in its place.
    again: BTreeSet<PageId>,
    /// What was released.
    gone: BTreeSet<PageId>,
    /// The files of what was released.
    components: Vec<ComponentId>,
    /// What they are made of. What is attached to a letter anew takes the place of what was before the batch was opened again.
    attached: Vec<AttachedFile>,
    n_reopened: u32,
}

/// An edit, and how many pages had come when it was made: it says nothing of those that come later. The end it moves pages to is the end
/// the person saw.
#[derive(Clone, Debug)]
struct Done {
    edit: Edit,
    n_stored: usize,
}

/// A file of the batch.
#[derive(Clone, Debug)]
struct AttachedFile {
    made_of: Attached,
    component: Option<ComponentId>,
    /// How often the batch had been opened again before.
    n_reopened: u32,
    /// Whether the letter has it no more: the centre refused it.
    is_lost: bool,
}

/// Why pages may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountDoubt {
    /// The source has not come to its end: it is scanned still, a device stopped, or the program did.
    Unfinished,
    /// A sheet may have gone through of which no page came: the program ended in the middle of the pile, a person stopped it, the line or the
    /// driver broke.
    Interrupted,
    /// The device says it gave another number of pages than came.
    Miscounted {
        /// How many it says it gave.
        said: u32,
        /// How many came.
        came: u32,
    },
}

/// Where a batch stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BatchState {
    /// Pages may still come.
    #[default]
    Open,
    /// Its source is at its end.
    Ended,
    /// A person released it as it is; what is left waits for its letters.
    Parked,
    /// All of it is attached.
    Released,
}

/// A page as it stands after every edit.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its bytes.
    pub stored: StoredPage,
    /// What was found on it; none while nobody has looked, or nothing could be read.
    pub look: Option<PageLook>,
    /// Whether it was looked at and could not be read.
    pub is_unreadable: bool,
    /// By how many quarters it is turned.
    pub quarter_turns: u8,
    /// Whether it stays as it was scanned.
    pub is_as_scanned: bool,
    /// Whether it is left out: a blank one and a separator sheet until somebody shows it.
    pub is_hidden: bool,
    /// Whether it came for the place of another page and does not stand there: it was taken back, or the program ended before. Left out, its
    /// label says nothing and it goes with no letter.
    pub is_spare: bool,
    /// Which sheet of the pile it is, counted from 1 since the pile began or since the separator sheet before it; none of a back, and of what was
    /// scanned again. Nothing that is done to pages changes it.
    pub nth_sheet: Option<u32>,
    /// Whether a person has turned it: then it lies as it is to lie.
    pub is_turned_by_hand: bool,
    /// Whether a person said that a document begins here, or does not.
    pub begins: Option<bool>,
    /// Whose scan the document is that begins here, said by a person.
    pub assigned: Option<DocumentId>,
    /// What a person accepted of the document that begins here.
    pub accepted: Vec<Accepted>,
}

/// Doubts a person found right: these and none that come later, as long as the document has no page that was not seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// What was seen.
    pub doubts: Vec<Doubt>,
    /// Of which pages; a version before this did not write them down, and then it holds of all.
    pub pages: Vec<PageId>,
}

impl Accepted {
    /// Returns whether it answers a doubt of a document of these pages: of those that are attached none is new, and of one that is set aside none
    /// at all.
    pub(crate) fn answers(&self, doubt: &Doubt, pages: &[Page]) -> bool {
        let matters = |it: &&Page| !it.is_spare && (!it.is_hidden || *doubt == Doubt::NoPages);
        let is_seen = |it: &Page| self.pages.is_empty() || self.pages.contains(&it.stored.page);
        self.doubts.contains(doubt) && pages.iter().filter(matters).all(is_seen)
    }
}

impl Page {
    /// Returns how it is made straight: not at all where a person said so, or nobody has looked.
    pub fn lie(&self) -> Lie {
        self.look.as_ref().filter(|_| !self.is_as_scanned).map(PageLook::lie).unwrap_or_default()
    }

    /// Returns its pixels an inch: what the file says, or what was asked of the device.
    pub fn dpi(&self) -> Option<u32> {
        self.look.as_ref().and_then(|it| it.dpi).or(self.stored.dpi)
    }
}

impl Batch {
    /// Makes a batch from its journal.
    pub fn from_journal<'a>(entries: impl IntoIterator<Item = &'a BatchEntry>) -> Self {
        let mut batch = Self::default();
        for entry in entries {
            batch.apply(entry);
        }
        batch
    }

    fn apply(&mut self, entry: &BatchEntry) {
        match entry {
            BatchEntry::Begun { profile, source } => {
                self.profile = Some(profile.clone());
                self.source.clone_from(source);
            }
            BatchEntry::Asked => {
                if self.is_asking {
                    self.in_doubt = self.in_doubt.or(Some(CountDoubt::Interrupted));
                }
                self.is_asking = true;
                self.is_asking_again = false;
                self.stopped = None;
                self.state = BatchState::Open;
                self.forget_counting();
            }
            BatchEntry::AskedAgain { .. } => self.is_asking_again = true,
            // Nothing of the pile itself has begun or ended.
            BatchEntry::Stopped { .. } | BatchEntry::Ended { .. } if self.is_asking_again => {
                self.is_asking_again = false
            }
            BatchEntry::Stopped { code, is_sheet_lost } => {
                self.is_asking = false;
                self.forget_counting();
                self.stopped = Some(code.clone());
                // A feeder runs on while it is stopped.
                if is_sheet_lost.unwrap_or(code == Code::ScanStopped.as_str()) {
                    self.in_doubt = self.in_doubt.or(Some(CountDoubt::Interrupted));
                }
            }
            BatchEntry::Stored(page) => {
                if self.is_asking_again {
                    self.again.insert(page.page);
                }
                self.stored.push(page.clone());
            }
            BatchEntry::Looked { page, look } => drop(self.looks.insert(*page, look.clone())),
            BatchEntry::Turned { page, quarters } => *self.turned.entry(*page).or_default() += quarters,
            BatchEntry::Ended { n_said, n_came } => {
                let miscounted = n_said.filter(|it| it != n_came);
                let miscounted = miscounted.map(|said| CountDoubt::Miscounted { said, came: *n_came });
                self.in_doubt = self.in_doubt.or(miscounted);
                self.is_asking = false;
                self.forget_counting();
                self.state = BatchState::Ended;
            }
            BatchEntry::Edited(edit) => {
                self.is_worked_on();
                self.done.push(Done { edit: edit.clone(), n_stored: self.stored.len() });
                self.undone.clear();
            }
            BatchEntry::Undone => {
                if let Some(last) = self.done.pop() {
                    self.is_worked_on();
                    self.undone.push(last);
                }
            }
            BatchEntry::Redone => {
                if let Some(last) = self.undone.pop() {
                    self.is_worked_on();
                    self.done.push(last);
                }
            }
            BatchEntry::Released { pages, components, attached } => {
                self.gone.extend(pages);
                self.components.extend(components);
                // Only what is made of the same pages: a letter may have two files of a batch.
                let is_new = |it: &Attached| attached.iter().any(|new| new.replaces(it));
                self.attached.retain(|it| it.n_reopened == self.n_reopened || !is_new(&it.made_of));
                self.attached.extend(attached.iter().enumerate().map(|(at, it)| AttachedFile {
                    made_of: it.clone(),
                    component: components.get(at).copied(),
                    n_reopened: self.n_reopened,
                    is_lost: false,
                }));
                let left = self.pages();
                let is_all = left.iter().all(|it| it.is_spare);
                if is_all {
                    self.gone.extend(left.iter().map(|it| it.stored.page));
                }
                self.state = if is_all { BatchState::Released } else { BatchState::Parked };
            }
            BatchEntry::Reopened => {
                self.gone.clear();
                self.n_reopened += 1;
                self.state = BatchState::Ended;
            }
        }
    }

    /// What was counted before says nothing of what comes now, or came while it was counted.
    fn forget_counting(&mut self) {
        self.done.retain(|it| it.edit != Edit::AcceptCount);
        self.undone.retain(|it| it.edit != Edit::AcceptCount);
    }

    /// What is changed of a released batch follows no letter before somebody releases it as it is now.
    fn is_worked_on(&mut self) {
        if self.state == BatchState::Parked {
            self.state = BatchState::Ended;
        }
    }

    /// Returns whether it is known what its files are made of; a version before this did not write it down.
    pub fn knows_what_is_attached(&self) -> bool {
        self.components.is_empty() || !self.attached.is_empty()
    }

    /// Returns whether the letter has a file of just these pages already, from a release before.
    pub fn is_attached(&self, it: &Attached) -> bool {
        self.attached.iter().any(|known| !known.is_lost && known.made_of == *it)
    }

    /// Returns whether the letter got a file of the batch since it was opened last: of pages that are not in it any more.
    pub(crate) fn has_attached_to(&self, letter: DocumentId) -> bool {
        let is_gone = |it: &&AttachedFile| it.n_reopened == self.n_reopened && !it.is_lost;
        self.attached.iter().filter(is_gone).any(|it| it.made_of.document == letter)
    }

    /// Asks of each file of the batch whether its letter has it still: the centre may have refused it since.
    ///
    /// # Errors
    /// Those of `has`.
    pub fn look_for_files<E>(&mut self, mut has: impl FnMut(ComponentId) -> Result<bool, E>) -> Result<(), E> {
        for file in &mut self.attached {
            file.is_lost = file.component.map(&mut has).transpose()? == Some(false);
        }
        Ok(())
    }

    /// Returns a page that came, also one that was released.
    pub fn stored(&self, page: PageId) -> Option<&StoredPage> {
        self.stored.iter().find(|it| it.page == page)
    }

    /// Returns whether a page is in it still: it came, and is not attached.
    pub fn has_page(&self, page: PageId) -> bool {
        self.stored(page).is_some() && !self.gone.contains(&page)
    }

    /// Returns the pages that came after the first `n`.
    pub fn stored_since(&self, n: usize) -> Vec<PageId> {
        self.stored.iter().skip(n).map(|it| it.page).collect()
    }

    /// Returns whether a source is at it now, or a program died while one was.
    pub fn is_asking(&self) -> bool {
        self.is_asking || self.is_asking_again
    }

    /// Returns the files of what was released.
    pub fn components(&self) -> &[ComponentId] {
        &self.components
    }

    /// Returns the files its letters have of it, or should have, each with its letter where that is known: what was attached anew takes the place
    /// of what was before.
    pub fn files(&self) -> Vec<(Option<DocumentId>, ComponentId)> {
        if self.attached.is_empty() {
            return self.components.iter().map(|it| (None, *it)).collect();
        }
        let of_letter = |it: &AttachedFile| it.component.map(|component| (Some(it.made_of.document), component));
        self.attached.iter().filter_map(of_letter).collect()
    }

    /// Returns how many pages came.
    pub fn n_stored(&self) -> usize {
        self.stored.len()
    }

    /// Returns how many pages of its pile came; pages scanned again in the place of others are none of it.
    pub fn n_of_pile(&self) -> usize {
        self.stored.len() - self.again.len()
    }

    /// Returns whether there is an edit to take back, and one to do again.
    pub fn can_undo_and_redo(&self) -> (bool, bool) {
        (!self.done.is_empty(), !self.undone.is_empty())
    }

    /// Returns the pages nobody has looked at, in the order in which they came.
    pub fn not_looked_at(&self) -> impl Iterator<Item = &StoredPage> {
        self.stored.iter().filter(|it| !self.looks.contains_key(&it.page))
    }

    /// Returns the pages that are still here in their order, after every edit.
    pub fn pages(&self) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::with_capacity(self.stored.len());
        let mut n_sheets = 0;
        let mut stored = self.stored.iter().map(|it| self.counted(self.page(it), &mut n_sheets));
        for done in &self.done {
            pages.extend(stored.by_ref().take(done.n_stored.saturating_sub(pages.len())));
            edits::change(&mut pages, &done.edit, self.hides_blanks());
        }
        pages.extend(stored);
        pages.retain(|it| !self.gone.contains(&it.stored.page));
        pages
    }

    /// Returns why pages may be missing, unless a person has counted them.
    pub fn count_in_doubt(&self) -> Option<CountDoubt> {
        let unfinished = (self.state == BatchState::Open).then_some(CountDoubt::Unfinished);
        self.in_doubt.or(unfinished).filter(|_| !self.done.iter().any(|it| it.edit == Edit::AcceptCount))
    }

    fn hides_blanks(&self) -> bool {
        self.profile.as_ref().is_none_or(|it| it.blanks == Blanks::Hide)
    }

    fn counted(&self, mut page: Page, n_sheets: &mut u32) -> Page {
        if page.is_spare {
            return page;
        }
        if page.stored.side == Side::Front {
            *n_sheets += 1;
            page.nth_sheet = Some(*n_sheets);
        }
        // The sheet itself is none of the document behind it.
        if page.look.as_ref().is_some_and(PageLook::is_separator) {
            *n_sheets = 0;
        }
        page
    }

    fn page(&self, stored: &StoredPage) -> Page {
        let looked = self.looks.get(&stored.page);
        let look = looked.cloned().flatten();
        Page {
            stored: stored.clone(),
            is_unreadable: looked.is_some_and(Option::is_none),
            quarter_turns: self.turned.get(&stored.page).map_or(0, |it| it % 4),
            is_as_scanned: false,
            // Flagged and left out, never thrown away: one key brings it back.
            is_hidden: self.again.contains(&stored.page)
                || look.as_ref().is_some_and(|it| self.hides_blanks() && it.is_blank() || it.is_separator()),
            look,
            is_spare: self.again.contains(&stored.page),
            nth_sheet: None,
            is_turned_by_hand: false,
            begins: None,
            assigned: None,
            accepted: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use values::Sha256;

    use super::*;
    use crate::AttachedPage;

    fn id(n: u128) -> PageId {
        PageId(Uuid::from_u128(n))
    }

    fn stored(n: u128) -> BatchEntry {
        let sha256 = Sha256::of(&n.to_be_bytes());
        BatchEntry::Stored(StoredPage { page: id(n), sha256, size_bytes: 1, side: Side::Front, dpi: None })
    }

    fn order(journal: &[BatchEntry]) -> Vec<u128> {
        Batch::from_journal(journal).pages().iter().map(|it| it.stored.page.0.as_u128()).collect()
    }

    fn moved(pages: &[u128], before: Option<u128>) -> BatchEntry {
        let pages = pages.iter().map(|it| id(*it)).collect();
        BatchEntry::Edited(Edit::Move { pages, before: before.map(id) })
    }

    #[test]
    fn pages_are_moved_and_none_is_lost() {
        let mut journal: Vec<BatchEntry> = (1..=4).map(stored).collect();
        journal.push(moved(&[4, 2], Some(1)));
        assert_eq!(order(&journal), [4, 2, 1, 3]);
        // Before one of the moved ones, twice the same, and one that is not there: at the end, once, and nothing.
        journal.push(moved(&[2, 2, 9, 1], Some(2)));
        assert_eq!(order(&journal), [4, 3, 2, 1]);
    }

    #[test]
    fn the_end_a_page_is_moved_to_is_the_end_of_what_had_come() {
        let mut journal: Vec<BatchEntry> = (1..=4).map(stored).collect();
        journal.push(moved(&[1], None));
        journal.extend([stored(5), stored(6), moved(&[2], None)]);
        assert_eq!(order(&journal), [3, 4, 1, 5, 6, 2]);
        journal.extend([BatchEntry::Undone, stored(7), BatchEntry::Redone]);
        assert_eq!(order(&journal), [3, 4, 1, 5, 6, 2, 7]);
    }

    #[test]
    fn a_file_its_letter_has_no_more_is_not_attached() {
        let (document, component) = (DocumentId(Uuid::from_u128(7)), ComponentId(Uuid::from_u128(8)));
        let made_of = Attached { document, pages: Vec::new() };
        let journal = [
            stored(1),
            BatchEntry::Released { pages: vec![id(1)], components: vec![component], attached: vec![made_of.clone()] },
            BatchEntry::Reopened,
        ];
        let mut batch = Batch::from_journal(&journal);
        let mut is_attached = |has: bool| {
            batch.look_for_files(|_| Ok::<_, ()>(has)).expect("it answers");
            (batch.is_attached(&made_of), batch.knows_what_is_attached())
        };
        assert_eq!([is_attached(true), is_attached(false)], [(true, true), (false, true)]);
    }

    #[test]
    fn of_two_files_of_one_letter_only_the_one_that_was_changed_is_attached_anew() {
        let made_of = |n: u128, quarter_turns: u8| {
            let page = AttachedPage { page: id(n), quarter_turns, is_as_scanned: false };
            Attached { document: DocumentId(Uuid::from_u128(7)), pages: vec![page] }
        };
        let released = |attached: Vec<Attached>, first: u128| {
            let components = (0..attached.len()).map(|it| ComponentId(Uuid::from_u128(first + it as u128))).collect();
            BatchEntry::Released { pages: vec![id(1), id(2)], components, attached }
        };
        let batch = Batch::from_journal(&[
            stored(1),
            stored(2),
            released(vec![made_of(1, 0), made_of(2, 0)], 20),
            BatchEntry::Reopened,
            released(vec![made_of(2, 1)], 30),
            BatchEntry::Reopened,
        ]);
        let is_attached = [made_of(1, 0), made_of(2, 0), made_of(2, 1)].map(|it| batch.is_attached(&it));
        assert_eq!(is_attached, [true, false, true]);
        let files: Vec<ComponentId> = batch.files().into_iter().map(|it| it.1).collect();
        assert_eq!(files, [20, 30].map(|it| ComponentId(Uuid::from_u128(it))));
    }

    #[test]
    fn a_page_scanned_again_stands_in_its_place_with_what_was_said_of_it() {
        let mut journal: Vec<BatchEntry> = (1..=3).map(stored).collect();
        journal.push(BatchEntry::Ended { n_said: Some(3), n_came: 3 });
        journal.push(BatchEntry::AskedAgain { page: id(2) });
        journal.extend([stored(4), stored(5), BatchEntry::Ended { n_said: None, n_came: 2 }]);
        let letter = DocumentId(Uuid::from_u128(7));
        journal.push(BatchEntry::Edited(Edit::SplitBefore(id(2))));
        journal.push(BatchEntry::Edited(Edit::Assign { page: id(2), document: letter }));
        let batch = Batch::from_journal(&journal);
        assert_eq!((batch.n_stored(), batch.n_of_pile()), (5, 3), "a file goes on behind the pages that are of it");
        let before = batch.pages();
        assert!(before[3].is_hidden && before[4].is_hidden, "what came again joins no letter by itself");
        assert_eq!(Batch::from_journal(&journal).state, BatchState::Ended, "the pile is as it was");
        journal.push(BatchEntry::Edited(Edit::Replace { page: id(2), by: vec![id(4), id(5)] }));
        assert_eq!(order(&journal), [1, 2, 4, 5, 3]);
        let pages = Batch::from_journal(&journal).pages();
        assert!(pages[1].is_hidden && pages[1].begins.is_none(), "the old one is left out, and not lost");
        assert_eq!((pages[2].begins, pages[2].assigned, pages[2].is_hidden), (Some(true), Some(letter), false));
        journal.push(BatchEntry::Undone);
        assert_eq!(Batch::from_journal(&journal).pages(), before);
    }

    #[test]
    fn every_edit_is_undone_and_done_again_and_a_new_one_ends_that() {
        let mut journal: Vec<BatchEntry> = (1..=3).map(stored).collect();
        let edits = [
            Edit::SplitBefore(id(2)),
            Edit::Turn { page: id(2), quarters: 3 },
            Edit::Turn { page: id(2), quarters: 2 },
            Edit::Hide(id(3)),
            Edit::Show(id(3)),
            Edit::AsScanned(id(2)),
            Edit::Straight(id(2)),
            Edit::AcceptCount,
            Edit::Accept { page: id(1), doubts: vec![Doubt::LabelOnBack], pages: vec![id(1)] },
            Edit::Assign { page: id(1), document: DocumentId(Uuid::from_u128(7)) },
            Edit::MergeBefore(id(2)),
            Edit::Move { pages: vec![id(3)], before: Some(id(1)) },
            Edit::Replace { page: id(1), by: vec![id(2)] },
        ];
        let mut states = vec![Batch::from_journal(&journal).pages()];
        for edit in edits {
            journal.push(BatchEntry::Edited(edit));
            states.push(Batch::from_journal(&journal).pages());
        }
        for (at, state) in states.iter().enumerate().rev().skip(1) {
            journal.push(BatchEntry::Undone);
            assert_eq!(&Batch::from_journal(&journal).pages(), state, "taken back to {at}");
        }
        assert_eq!(Batch::from_journal(&journal).can_undo_and_redo(), (false, true));
        // One more than there are does nothing.
        journal.push(BatchEntry::Undone);
        for (at, state) in states.iter().enumerate().skip(1) {
            journal.push(BatchEntry::Redone);
            assert_eq!(&Batch::from_journal(&journal).pages(), state, "done again up to {at}");
        }
        journal.push(BatchEntry::Undone);
        journal.push(BatchEntry::Edited(Edit::Hide(id(1))));
        assert_eq!(Batch::from_journal(&journal).can_undo_and_redo(), (true, false));
    }

    #[test]
    fn pages_that_may_be_missing_are_counted_by_a_person() {
        let doubt = |journal: &[BatchEntry]| Batch::from_journal(journal).count_in_doubt();
        let ended = |n_said, n_came| BatchEntry::Ended { n_said, n_came };
        let mut journal = vec![BatchEntry::Asked, stored(1)];
        assert_eq!(doubt(&journal), Some(CountDoubt::Unfinished));
        journal.push(BatchEntry::Edited(Edit::AcceptCount));
        assert_eq!(doubt(&journal), None);
        // Nor does a count of pages that came while they were counted.
        let meanwhile = [journal.clone(), vec![ended(Some(2), 1)]].concat();
        assert_eq!(doubt(&meanwhile), Some(CountDoubt::Miscounted { said: 2, came: 1 }));
        // The program died; the pile went on in another: what was counted before says nothing any more.
        journal.extend([BatchEntry::Asked, stored(2), ended(Some(1), 1)]);
        assert_eq!(doubt(&journal), Some(CountDoubt::Interrupted));
        journal.push(BatchEntry::Edited(Edit::AcceptCount));
        assert_eq!(doubt(&journal), None);
        // A count taken back before more pages came is not brought back after them.
        let mut journal = vec![BatchEntry::Asked, stored(1), BatchEntry::Edited(Edit::AcceptCount), BatchEntry::Undone];
        journal.extend([BatchEntry::Asked, stored(2), BatchEntry::Redone]);
        assert_eq!(doubt(&journal), Some(CountDoubt::Interrupted));
        let stopped = BatchEntry::Stopped { code: Code::ScanStopped.as_str().into(), is_sheet_lost: None };
        let journal = [BatchEntry::Asked, stored(1), stopped, BatchEntry::Asked, stored(2), ended(None, 1)];
        assert_eq!(doubt(&journal), Some(CountDoubt::Interrupted), "a feeder runs on while it is stopped");
        let stopped = BatchEntry::Stopped { code: Code::ScanStopped.as_str().into(), is_sheet_lost: Some(false) };
        let journal = [BatchEntry::Asked, stopped, BatchEntry::Asked, stored(1), ended(None, 1)];
        assert_eq!(doubt(&journal), None, "stopped before anything moved");
        let stopped = BatchEntry::Stopped { code: "feeder_jam".into(), is_sheet_lost: Some(false) };
        let journal = [BatchEntry::Asked, stored(1), stopped, BatchEntry::Asked, stored(2), ended(Some(1), 1)];
        assert_eq!(doubt(&journal), None, "a device that said why it stopped lost nothing");
        let stopped = BatchEntry::Stopped { code: "scanner_unreachable".into(), is_sheet_lost: Some(true) };
        let journal = [BatchEntry::Asked, stored(1), stopped, BatchEntry::Asked, stored(2), ended(Some(1), 1)];
        assert_eq!(
            doubt(&journal),
            Some(CountDoubt::Interrupted),
            "what broke off in the middle of a page lost its sheet"
        );
        let journal = [BatchEntry::Asked, stored(1), ended(Some(3), 1)];
        assert_eq!(doubt(&journal), Some(CountDoubt::Miscounted { said: 3, came: 1 }));
        assert_eq!(doubt(&[BatchEntry::Asked, ended(None, 0)]), None);
    }

    #[test]
    fn a_batch_that_waits_does_so_until_somebody_works_on_it() {
        let released = BatchEntry::Released { pages: vec![id(1)], components: Vec::new(), attached: Vec::new() };
        let state = |entries: &[BatchEntry]| {
            let journal = [vec![stored(1), stored(2), released.clone()], entries.to_vec()].concat();
            Batch::from_journal(&journal).state
        };
        assert_eq!(state(&[]), BatchState::Parked);
        assert_eq!(state(&[BatchEntry::Undone, BatchEntry::Redone]), BatchState::Parked, "there was nothing to undo");
        let turned = BatchEntry::Edited(Edit::Turn { page: id(2), quarters: 1 });
        assert_eq!(state(std::slice::from_ref(&turned)), BatchState::Ended);
        assert_eq!(state(&[turned, BatchEntry::Undone, released.clone()]), BatchState::Parked);
    }

    #[test]
    fn sheets_are_counted_as_they_came_and_from_a_separator_on() {
        let separator = |n| {
            let codes = vec![crate::FoundCode { kind: "DataMatrix".into(), text: crate::SEPARATOR.to_owned() }];
            BatchEntry::Looked { page: id(n), look: Some(PageLook { codes, ..PageLook::default() }) }
        };
        let mut journal: Vec<BatchEntry> = (1..=5).map(stored).collect();
        journal.extend([separator(3), BatchEntry::AskedAgain { page: id(2) }, stored(6)]);
        journal.push(BatchEntry::Edited(Edit::Replace { page: id(2), by: vec![id(6)] }));
        journal.push(moved(&[5], Some(1)));
        let counted: Vec<(u128, Option<u32>)> =
            Batch::from_journal(&journal).pages().iter().map(|it| (it.stored.page.0.as_u128(), it.nth_sheet)).collect();
        assert_eq!(counted, [(5, Some(2)), (1, Some(1)), (2, Some(2)), (6, None), (3, Some(3)), (4, Some(1))]);
    }

    #[test]
    fn a_page_that_joins_the_one_before_does_so_also_when_it_is_scanned_again() {
        let mut journal: Vec<BatchEntry> = (1..=2).map(stored).collect();
        journal.push(BatchEntry::Edited(Edit::MergeBefore(id(2))));
        journal.extend([BatchEntry::AskedAgain { page: id(2) }, stored(3)]);
        journal.push(BatchEntry::Edited(Edit::Replace { page: id(2), by: vec![id(3)] }));
        let begins: Vec<Option<bool>> = Batch::from_journal(&journal).pages().iter().map(|it| it.begins).collect();
        assert_eq!(begins, [None, Some(false), Some(false)], "the old one has a label, maybe");
    }

    #[test]
    fn a_blank_page_is_left_out_until_somebody_shows_it() {
        let look = Some(PageLook { width: 10, height: 10, ..PageLook::default() });
        let mut journal = vec![stored(1), BatchEntry::Looked { page: id(1), look }];
        assert!(Batch::from_journal(&journal).pages()[0].is_hidden);
        journal.push(BatchEntry::Edited(Edit::Show(id(1))));
        assert!(!Batch::from_journal(&journal).pages()[0].is_hidden);
    }
}
