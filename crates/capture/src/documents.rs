//! Parts the pages of a batch into documents, and says what a person must look at.
//!
//! A label's id ends with its document and never reaches the next. A page without a label is never put silently to the letter before
//! it where another was expected: the sheets the letter was registered with tell.

use domain::numbering::Jid;
use serde::{Deserialize, Serialize};
use values::{DocumentId, PageId};

use crate::{Accepted, Batch, Page, PageLook, Separation, Side};

/// A letter of the register, as far as the scanning line asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLetter {
    /// Its id.
    pub document: DocumentId,
    /// Its JID.
    pub jid: Jid,
    /// The sheets it was registered with, its paper attachments not counted.
    pub sheets: Option<u32>,
    /// Whether it has paper attachments: then there may be more sheets.
    pub has_attachments: bool,
    /// Whether it was cancelled meanwhile.
    pub is_cancelled: bool,
    /// Whether a file may be attached to it here and now.
    pub takes_file: bool,
    /// Whether it has a scan that is none of this batch.
    pub is_scanned: bool,
}

/// The register, as the scanning line asks it.
pub trait Labels {
    /// What the office's JIDs begin with.
    fn prefix(&self) -> &str;
    /// Returns the letter with this label, if this desk knows it.
    fn by_label(&self, jid: &Jid) -> Option<KnownLetter>;
    /// Returns the letter a person named.
    fn by_id(&self, document: DocumentId) -> Option<KnownLetter>;
}

/// Why a person must look at a document before it is released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// It has no label of the office.
    NoLabel,
    /// Its label is the office's, and this desk does not know the letter yet: it attaches by itself once it does.
    NotKnownYet {
        /// What the label says.
        jid: Jid,
    },
    /// A page has the label of another office, or one whose check character does not fit.
    ForeignLabel {
        /// What it says.
        text: String,
    },
    /// A page has a label that cannot be read: torn, stained, written over.
    LabelUnreadable,
    /// Two labels are on one page.
    TwoLabels,
    /// The label is on the back of a sheet.
    LabelOnBack,
    /// Another document of the batch has the same letter or label, or had it until it was attached.
    LabelTwice,
    /// It has fewer sheets than were registered.
    FewerSheets {
        /// How many were scanned.
        scanned: u32,
        /// How many were registered.
        registered: u32,
    },
    /// It has more sheets than were registered.
    MoreSheets {
        /// How many were scanned.
        scanned: u32,
        /// How many were registered.
        registered: u32,
    },
    /// The letter was cancelled while its scan lay in the batch.
    Cancelled,
    /// Its letter takes no file now: it lies in a closed file, or belongs to somebody else.
    TakesNoFile,
    /// Its letter has a scan of another batch already.
    ScannedBefore,
    /// A page of it could not be read: it has no place in an archive file, and is left out or scanned again.
    PageUnreadable,
    /// Nobody has looked at all its pages yet.
    NotLookedAt,
    /// All its pages are left out. Accepted, they are set aside: nothing of them is attached.
    NoPages,
}

impl Doubt {
    /// Returns whether a person may say that it is all right; the others must be changed.
    pub fn can_be_accepted(&self) -> bool {
        matches!(
            self,
            Self::ForeignLabel { .. }
                | Self::LabelUnreadable
                | Self::LabelOnBack
                | Self::LabelTwice
                | Self::FewerSheets { .. }
                | Self::MoreSheets { .. }
                | Self::ScannedBefore
                | Self::NoPages
        )
    }
}

/// A document of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct ScannedDocument {
    /// Its pages, those left out among them.
    pub pages: Vec<Page>,
    /// The label it begins with.
    pub jid: Option<Jid>,
    /// Whose scan it is.
    pub letter: Option<KnownLetter>,
    /// What a person must look at; empty when it can be released.
    pub doubts: Vec<Doubt>,
    /// What would be doubtful, had a person not said that it is all right.
    pub accepted: Vec<Doubt>,
}

impl ScannedDocument {
    /// Its first page, by which edits name it.
    pub fn first(&self) -> PageId {
        self.pages[0].stored.page
    }

    /// The pages that say what a person said of the whole document: its first one, and as long as those are left out the next. What was said
    /// of a page that was moved behind them says nothing any more.
    fn head(&self) -> impl Iterator<Item = &Page> {
        let n_hidden = self.pages.iter().take_while(|it| it.is_hidden).count();
        self.pages.iter().take(n_hidden + 1)
    }

    /// Whether all its pages are left out: nothing of it is attached, once a person has said so.
    pub fn is_set_aside(&self) -> bool {
        self.shown().next().is_none()
    }

    /// The pages that are released.
    pub fn shown(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|it| !it.is_hidden)
    }

    /// How many sheets it has: those with a side that is released.
    pub fn n_sheets(&self) -> u32 {
        let mut n = 0;
        let mut is_counted = false;
        for page in &self.pages {
            if page.stored.side == Side::Front {
                is_counted = false;
            }
            if !page.is_hidden && !is_counted {
                n += 1;
                is_counted = true;
            }
        }
        n
    }
}

/// What the labels of a page say.
#[derive(Default)]
struct Read {
    own: Vec<Jid>,
    foreign: Vec<String>,
    is_broken: bool,
}

fn read(page: &Page, prefix: &str) -> Read {
    let mut read = Read::default();
    for code in page.look.iter().flat_map(|it| &it.codes) {
        match Jid::read(&code.text).filter(|it| it.as_str().starts_with(prefix)) {
            Some(jid) if !read.own.contains(&jid) => read.own.push(jid),
            Some(_) => {}
            // What looks like a label: the codes of senders on their letters are none of ours and no doubt.
            None if looks_like_label(&code.text, prefix) => read.foreign.push(code.text.clone()),
            None => {}
        }
    }
    read.is_broken = read.own.is_empty() && page.look.as_ref().is_some_and(|it| it.has_broken_label);
    read
}

/// Either a JID of another office, whose check fits, or ours with a check that does not.
fn looks_like_label(text: &str, prefix: &str) -> bool {
    Jid::read(text).is_some() || (text.starts_with(prefix) && (12..=50).contains(&text.len()))
}

/// Parts the pages of a batch into documents.
pub fn documents(batch: &Batch, labels: &dyn Labels) -> Vec<ScannedDocument> {
    let separation = batch.profile.as_ref().map_or(Separation::Labels, |it| it.separation);
    let prefix = labels.prefix();
    let mut documents: Vec<ScannedDocument> = Vec::new();
    for page in batch.pages() {
        // What stands nowhere parts nothing.
        let read = if page.is_spare { Read::default() } else { read(&page, prefix) };
        // A separator sheet begins a document, and what follows it goes on with that one, whatever its label says.
        let is_separated = documents.last().is_some_and(is_of_separators);
        let begins = page.begins.unwrap_or(match separation {
            _ if page.is_spare => false,
            // Also on a back: the sheet was put in upside down. Its front may have begun the document as one of so many.
            _ if is_separator(&page) => !is_separated && !documents.last().is_some_and(is_hidden_front),
            _ if is_separated => false,
            Separation::Labels => !read.own.is_empty() && !continues(&documents, &read),
            // By its place in the pile: what is done to one document moves no other.
            Separation::EverySheets(n) => page.nth_sheet.is_some_and(|it| it > 1 && (it - 1).is_multiple_of(n.max(1))),
            Separation::None => false,
        });
        // What stands nowhere is no document: at the very beginning it goes before the first one.
        if documents.last().is_none_or(|it| begins && !it.pages.iter().all(|it| it.is_spare)) {
            documents.push(ScannedDocument {
                pages: Vec::new(),
                jid: None,
                letter: None,
                doubts: Vec::new(),
                accepted: Vec::new(),
            });
        }
        let document = documents.last_mut().expect("one was begun above");
        note(document, &page, read);
        document.pages.push(page);
    }
    // One at the end of a pile parts nothing.
    if documents.len() > 1 && documents.last().is_some_and(is_of_separators) {
        let last = documents.pop().map(|it| it.pages).unwrap_or_default();
        if let Some(before) = documents.last_mut() {
            before.pages.extend(last);
        }
    }
    settle_letters(batch, &mut documents, labels);
    documents
}

fn is_separator(page: &Page) -> bool {
    page.look.as_ref().is_some_and(PageLook::is_separator)
}

/// Nothing but separator sheets, with their other sides.
fn is_of_separators(document: &ScannedDocument) -> bool {
    document.pages.iter().any(is_separator) && document.pages.iter().all(|it| is_separator(it) || it.is_hidden)
}

/// Nothing but the front of a sheet that is left out.
fn is_hidden_front(document: &ScannedDocument) -> bool {
    document.pages.len() == 1 && document.pages[0].is_hidden
}

/// A second page with the same label goes on with its document.
fn continues(documents: &[ScannedDocument], read: &Read) -> bool {
    let last = documents.last().and_then(|it| it.jid.as_ref());
    last.is_some_and(|last| read.own.iter().all(|it| it == last))
}

fn note(document: &mut ScannedDocument, page: &Page, read: Read) {
    let mut doubt = |it: Doubt| {
        if !document.doubts.contains(&it) {
            document.doubts.push(it);
        }
    };
    // What is left out may have been scanned again without the label that was too many.
    if read.own.len() > 1 && !page.is_hidden {
        doubt(Doubt::TwoLabels);
    }
    if !read.own.is_empty() && page.stored.side == Side::Back {
        doubt(Doubt::LabelOnBack);
    }
    if read.is_broken && page.stored.side == Side::Front && !page.is_hidden {
        doubt(Doubt::LabelUnreadable);
    }
    for text in read.foreign.into_iter().filter(|_| !page.is_hidden) {
        doubt(Doubt::ForeignLabel { text });
    }
    if page.is_hidden {
        // Nothing of it is attached.
    } else if page.is_unreadable {
        doubt(Doubt::PageUnreadable);
    } else if page.look.is_none() {
        doubt(Doubt::NotLookedAt);
    }
    if document.jid.is_none() {
        document.jid = read.own.into_iter().next();
    } else if read.own.iter().any(|it| Some(it) != document.jid.as_ref()) {
        doubt(Doubt::TwoLabels);
    }
}

fn settle_letters(batch: &Batch, documents: &mut [ScannedDocument], labels: &dyn Labels) {
    for document in documents.iter_mut() {
        let assigned = document.head().find_map(|it| it.assigned);
        document.letter = match (assigned, &document.jid) {
            (Some(id), _) => labels.by_id(id),
            (None, Some(jid)) => labels.by_label(jid),
            (None, None) => None,
        };
        if assigned.is_some() {
            // A person has said whose it is: what the labels say is answered.
            document.doubts.retain(|it| {
                !matches!(
                    it,
                    Doubt::TwoLabels | Doubt::ForeignLabel { .. } | Doubt::LabelUnreadable | Doubt::LabelOnBack
                )
            });
        }
        if document.is_set_aside() {
            // Nothing of it is attached, whatever its labels say.
            document.doubts = vec![Doubt::NoPages];
            continue;
        }
        document.doubts.extend(of_letter(document));
        if document.letter.as_ref().is_some_and(|it| !it.is_cancelled && it.is_scanned) {
            document.doubts.push(Doubt::ScannedBefore);
        }
    }
    let wholes: Vec<Option<Whose>> = documents.iter().map(whose).collect();
    for (at, document) in documents.iter_mut().enumerate() {
        let is_same = wholes.iter().enumerate().any(|(other, it)| other != at && it.is_some() && *it == wholes[at]);
        // The other one may have been attached before, when its letter came.
        let is_attached = matches!(wholes[at], Some(Whose::Letter(id)) if batch.has_attached_to(id));
        if is_same || is_attached {
            document.doubts.push(Doubt::LabelTwice);
        }
        // What was accepted before somebody said whose it is, was of another letter.
        let n_said = document.head().position(|it| it.assigned.is_some()).map_or(usize::MAX, |it| it + 1);
        let accepted: Vec<Accepted> = document.head().take(n_said).flat_map(|it| it.accepted.clone()).collect();
        let is_accepted =
            |doubt: &Doubt| doubt.can_be_accepted() && accepted.iter().any(|it| it.answers(doubt, &document.pages));
        (document.accepted, document.doubts) = document.doubts.drain(..).partition(is_accepted);
    }
}

/// Whose scan a document is, also while its letter is not known here.
#[derive(PartialEq)]
enum Whose {
    Letter(DocumentId),
    Label(Jid),
}

fn whose(document: &ScannedDocument) -> Option<Whose> {
    let letter = document.letter.as_ref().map(|it| Whose::Letter(it.document));
    letter.or_else(|| document.jid.clone().map(Whose::Label)).filter(|_| !document.is_set_aside())
}

fn of_letter(document: &ScannedDocument) -> Option<Doubt> {
    let Some(letter) = &document.letter else {
        return Some(document.jid.clone().map_or(Doubt::NoLabel, |jid| Doubt::NotKnownYet { jid }));
    };
    if letter.is_cancelled {
        return Some(Doubt::Cancelled);
    }
    if !letter.takes_file {
        return Some(Doubt::TakesNoFile);
    }
    let (scanned, registered) = (document.n_sheets(), letter.sheets?);
    if scanned < registered {
        return Some(Doubt::FewerSheets { scanned, registered });
    }
    // The sheets of attachments are not counted when a letter is registered (decree § 3(3)(d)).
    let is_more = scanned > registered && !letter.has_attachments;
    is_more.then_some(Doubt::MoreSheets { scanned, registered })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use values::Sha256;

    use super::*;
    use crate::{Attached, AttachedPage, BatchEntry, Edit, FoundCode, Profile, SEPARATOR, StoredPage};

    const A: &str = "HLUC";

    /// Letters by their labels.
    struct Register(Vec<KnownLetter>);

    impl Labels for Register {
        fn prefix(&self) -> &str {
            A
        }
        fn by_label(&self, jid: &Jid) -> Option<KnownLetter> {
            self.0.iter().find(|it| it.jid == *jid).cloned()
        }
        fn by_id(&self, document: DocumentId) -> Option<KnownLetter> {
            self.0.iter().find(|it| it.document == document).cloned()
        }
    }

    fn jid(n: u128) -> Jid {
        Jid::relabelled(A, Uuid::from_u128(n))
    }

    fn letter(n: u128, sheets: Option<u32>) -> KnownLetter {
        KnownLetter {
            document: DocumentId(Uuid::from_u128(n)),
            jid: jid(n),
            sheets,
            has_attachments: false,
            is_cancelled: false,
            takes_file: true,
            is_scanned: false,
        }
    }

    fn id(n: usize) -> PageId {
        PageId(Uuid::from_u128(n as u128))
    }

    #[test]
    fn a_separator_sheet_begins_a_document_and_is_left_out() {
        let (sheet, own) = (&[SEPARATOR.to_owned()], &[jid(1).to_string()]);
        for profile in ["labels", "one-document"] {
            let register = Register(vec![letter(1, Some(1))]);
            let pages: [&[String]; 6] = [&[], sheet, own, sheet, sheet, &[]];
            let found = documents(&Batch::from_journal(&batch(profile, &pages)), &register);
            let n_pages: Vec<(usize, usize)> = found.iter().map(|it| (it.pages.len(), it.shown().count())).collect();
            assert_eq!(n_pages, [(1, 1), (2, 1), (3, 1)], "{profile}: two sheets one after the other part once");
            assert_eq!(
                (found[1].n_sheets(), found[1].doubts.len()),
                (1, 0),
                "{profile}: the sheet is none of the letter"
            );
        }
    }

    #[test]
    fn a_separator_sheet_put_in_upside_down_parts_all_the_same() {
        let sheet = [SEPARATOR.to_owned()];
        let none: &[String] = &[];
        let sides = |code| [(Side::Front, none), (Side::Back, code)];
        let pages = [sides(none), sides(&sheet), sides(none)].concat();
        let mut journal = batch_of("one-document", &pages);
        // Both backs and the front of the sheet are blank.
        for n in [1, 2, 5] {
            let look = PageLook { width: 10, height: 10, ..PageLook::default() };
            journal.push(BatchEntry::Looked { page: id(n), look: Some(look) });
        }
        let found = documents(&Batch::from_journal(&journal), &Register(vec![]));
        assert_eq!(found.iter().map(ScannedDocument::n_sheets).collect::<Vec<_>>(), [1, 1]);
        // Two of them part once; and where every sheet is a document, the sheet between two is none.
        for (profile, pages, blank) in [
            ("one-document", [sides(none), sides(&sheet), sides(&sheet), sides(none)].concat(), vec![1, 2, 4, 7]),
            ("every-1", [sides(none), sides(&sheet), sides(none)].concat(), vec![1, 2, 5]),
        ] {
            let mut journal = batch_of(profile, &pages);
            for n in blank {
                let look = PageLook { width: 10, height: 10, ..PageLook::default() };
                journal.push(BatchEntry::Looked { page: id(n), look: Some(look) });
            }
            let found = documents(&Batch::from_journal(&journal), &Register(vec![]));
            let n_sheets: Vec<u32> = found.iter().map(ScannedDocument::n_sheets).collect();
            assert_eq!(n_sheets, [1, 1], "{profile}");
        }
    }

    /// A batch of pages with these codes, each on a front side.
    fn batch(profile: &str, pages: &[&[String]]) -> Vec<BatchEntry> {
        let sided: Vec<(Side, &[String])> = pages.iter().map(|it| (Side::Front, *it)).collect();
        batch_of(profile, &sided)
    }

    fn batch_of(profile: &str, pages: &[(Side, &[String])]) -> Vec<BatchEntry> {
        let profile = Profile::named(profile).expect("a profile");
        let mut journal = vec![BatchEntry::Begun { profile, source: "test".into() }];
        for (at, (side, codes)) in pages.iter().enumerate() {
            let page = StoredPage { page: id(at), sha256: Sha256::of(b"x"), size_bytes: 1, side: *side, dpi: None };
            journal.push(BatchEntry::Stored(page));
            let codes = codes.iter().map(|it| FoundCode { kind: "DataMatrix".into(), text: it.clone() }).collect();
            let look = PageLook { width: 10, height: 10, codes, ink_ppm: 50_000, ..PageLook::default() };
            journal.push(BatchEntry::Looked { page: id(at), look: Some(look) });
        }
        journal
    }

    fn parted(journal: &[BatchEntry], register: &Register) -> Vec<(usize, Vec<Doubt>)> {
        let documents = documents(&Batch::from_journal(journal), register);
        documents.into_iter().map(|it| (it.pages.len(), it.doubts)).collect()
    }

    fn label(n: u128) -> String {
        jid(n).to_string()
    }

    #[test]
    fn each_label_begins_its_letter_and_ends_with_it() {
        let register = Register(vec![letter(1, Some(2)), letter(2, Some(1)), letter(3, None)]);
        let journal = batch("labels", &[&[label(1)], &[], &[label(2)], &[label(3)], &[label(3)], &[]]);
        assert_eq!(parted(&journal, &register), [(2, vec![]), (1, vec![]), (3, vec![])]);
    }

    #[test]
    fn a_page_without_a_label_does_not_join_the_letter_before_unseen() {
        let register = Register(vec![letter(1, Some(1)), letter(2, Some(3))]);
        let journal = batch("labels", &[&[], &[label(1)], &[], &[label(2)], &[]]);
        assert_eq!(
            parted(&journal, &register),
            [
                (1, vec![Doubt::NoLabel]),
                (2, vec![Doubt::MoreSheets { scanned: 2, registered: 1 }]),
                (2, vec![Doubt::FewerSheets { scanned: 2, registered: 3 }]),
            ]
        );
    }

    #[test]
    fn a_label_not_known_yet_waits_and_is_known_when_its_letter_comes() {
        let journal = batch("labels", &[&[label(7)]]);
        assert_eq!(parted(&journal, &Register(vec![])), [(1, vec![Doubt::NotKnownYet { jid: jid(7) }])]);
        assert_eq!(parted(&journal, &Register(vec![letter(7, Some(1))])), [(1, vec![])]);
    }

    #[test]
    fn a_label_that_is_there_twice_is_a_doubt_before_its_letter_is_known_and_when_one_of_the_two_is_attached() {
        let not_known = Doubt::NotKnownYet { jid: jid(7) };
        // Another label between them, or they would be one document.
        let mut journal = batch("labels", &[&[label(7)], &[label(1)], &[label(7)]]);
        let twice = (1, vec![not_known, Doubt::LabelTwice]);
        assert_eq!(parted(&journal, &Register(vec![letter(1, None)])), [twice.clone(), (1, vec![]), twice]);
        let register = Register(vec![letter(1, None), letter(7, None)]);
        let accepted = Edit::Accept { page: id(0), doubts: vec![Doubt::LabelTwice], pages: vec![id(0)] };
        journal.push(BatchEntry::Edited(accepted));
        assert_eq!(parted(&journal, &register), [(1, vec![]), (1, vec![]), (1, vec![Doubt::LabelTwice])]);
        let document = letter(7, None).document;
        let page = AttachedPage { page: id(0), quarter_turns: 0, is_as_scanned: false };
        let attached = vec![Attached { document, pages: vec![page] }];
        journal.push(BatchEntry::Released { pages: vec![id(0)], components: vec![], attached });
        // Nobody has said that this one is right, too.
        assert_eq!(parted(&journal, &register), [(1, vec![]), (1, vec![Doubt::LabelTwice])]);
    }

    #[test]
    fn labels_of_others_torn_ones_and_two_at_once_are_doubts() {
        let register = Register(vec![letter(1, None), letter(2, None)]);
        let foreign = Jid::relabelled("OPAV", Uuid::from_u128(9)).to_string();
        let mut torn = label(2);
        torn.replace_range(6..7, if torn.as_bytes()[6] == b'0' { "1" } else { "0" });
        let invoice = "SPD*1.0*ACC:CZ5855000000001265098001".to_owned();
        let pages: [&[String]; 3] = [&[label(1), foreign.clone()], &[torn.clone(), invoice], &[label(1), label(2)]];
        let doubts = vec![Doubt::ForeignLabel { text: foreign }, Doubt::ForeignLabel { text: torn }];
        assert_eq!(
            parted(&batch("labels", &pages), &register),
            [(2, [doubts, vec![Doubt::LabelTwice]].concat()), (1, vec![Doubt::TwoLabels, Doubt::LabelTwice])]
        );
    }

    #[test]
    fn a_label_on_a_back_side_begins_its_letter_and_is_a_doubt() {
        let register = Register(vec![letter(1, Some(1)), letter(2, None)]);
        let none: &[String] = &[];
        let pages =
            [(Side::Front, &[label(1)][..]), (Side::Back, none), (Side::Front, none), (Side::Back, &[label(2)][..])];
        assert_eq!(
            parted(&batch_of("labels", &pages), &register),
            [(3, vec![Doubt::MoreSheets { scanned: 2, registered: 1 }]), (1, vec![Doubt::LabelOnBack])]
        );
    }

    #[test]
    fn a_person_splits_merges_assigns_and_accepts() {
        let register = Register(vec![letter(1, Some(1)), letter(2, Some(1))]);
        let mut journal = batch("labels", &[&[label(1)], &[]]);
        let edit = |journal: &mut Vec<BatchEntry>, it| journal.push(BatchEntry::Edited(it));
        edit(&mut journal, Edit::SplitBefore(id(1)));
        assert_eq!(parted(&journal, &register), [(1, vec![]), (1, vec![Doubt::NoLabel])]);
        edit(&mut journal, Edit::Assign { page: id(1), document: DocumentId(Uuid::from_u128(2)) });
        assert_eq!(parted(&journal, &register), [(1, vec![]), (1, vec![])]);
        edit(&mut journal, Edit::MergeBefore(id(1)));
        assert_eq!(parted(&journal, &register), [(2, vec![Doubt::MoreSheets { scanned: 2, registered: 1 }])]);
        let seen = vec![Doubt::MoreSheets { scanned: 2, registered: 1 }];
        edit(&mut journal, Edit::Accept { page: id(0), doubts: seen, pages: Vec::new() });
        assert_eq!(parted(&journal, &register), [(2, vec![])]);
        // A third sheet put to it later is a doubt of its own.
        let mut more = batch("labels", &[&[label(1)], &[], &[]]);
        edit(&mut more, Edit::SplitBefore(id(2)));
        let seen = vec![Doubt::MoreSheets { scanned: 2, registered: 1 }];
        edit(&mut more, Edit::Accept { page: id(0), doubts: seen, pages: Vec::new() });
        assert_eq!(parted(&more, &register), [(2, vec![]), (1, vec![Doubt::NoLabel])]);
        edit(&mut more, Edit::MergeBefore(id(2)));
        assert_eq!(parted(&more, &register), [(3, vec![Doubt::MoreSheets { scanned: 3, registered: 1 }])]);
        edit(&mut journal, Edit::Hide(id(0)));
        edit(&mut journal, Edit::Hide(id(1)));
        assert_eq!(parted(&journal, &register), [(2, vec![Doubt::NoPages])], "whatever its label says");
        let seen = vec![Doubt::NoPages];
        edit(&mut journal, Edit::Accept { page: id(0), doubts: seen, pages: vec![id(0), id(1)] });
        assert_eq!(parted(&journal, &register), [(2, vec![])], "set aside");
    }

    #[test]
    fn what_was_accepted_holds_of_what_was_seen() {
        let scanned = |n| KnownLetter { is_scanned: true, ..letter(n, None) };
        let register = Register(vec![scanned(1), scanned(2)]);
        let mut journal = batch("labels", &[&[label(1)], &[label(2)], &[]]);
        let edit = |journal: &mut Vec<BatchEntry>, it| journal.push(BatchEntry::Edited(it));
        let before = || (1, vec![Doubt::ScannedBefore]);
        let two = || (2, vec![Doubt::ScannedBefore]);
        edit(&mut journal, Edit::Accept { page: id(0), doubts: vec![Doubt::ScannedBefore], pages: vec![id(0)] });
        assert_eq!(parted(&journal, &register), [(1, vec![]), two()]);
        edit(&mut journal, Edit::Move { pages: vec![id(2)], before: Some(id(1)) });
        assert_eq!(parted(&journal, &register), [two(), before()], "a page more than was seen");
        journal.push(BatchEntry::Undone);
        edit(&mut journal, Edit::Move { pages: vec![id(2)], before: Some(id(1)) });
        edit(&mut journal, Edit::Hide(id(2)));
        assert_eq!(parted(&journal, &register)[0], (2, vec![]), "what is left out is not attached");
        for _ in 0..2 {
            journal.push(BatchEntry::Undone);
        }
        edit(&mut journal, Edit::Assign { page: id(0), document: DocumentId(Uuid::from_u128(2)) });
        edit(&mut journal, Edit::Hide(id(1)));
        edit(&mut journal, Edit::Hide(id(2)));
        assert_eq!(parted(&journal, &register)[0], before(), "another letter than was seen");
        // The same where the page was scanned again before.
        let mut journal = batch("labels", &[&[label(1)], &[label(1)]]);
        edit(&mut journal, Edit::Accept { page: id(0), doubts: vec![Doubt::ScannedBefore], pages: vec![id(0)] });
        edit(&mut journal, Edit::Replace { page: id(0), by: vec![id(1)] });
        assert_eq!(parted(&journal, &register), [(2, vec![])]);
        edit(&mut journal, Edit::Assign { page: id(0), document: DocumentId(Uuid::from_u128(2)) });
        assert_eq!(parted(&journal, &register), [(2, vec![Doubt::ScannedBefore])]);
    }

    #[test]
    fn whose_scan_a_page_was_goes_with_it_into_no_other_letter() {
        let register = Register(vec![letter(1, None), letter(2, None)]);
        let mut journal = batch("labels", &[&[], &[label(1)], &[]]);
        let assign = Edit::Assign { page: id(0), document: DocumentId(Uuid::from_u128(2)) };
        journal.push(BatchEntry::Edited(assign));
        let letters = |journal: &[BatchEntry]| -> Vec<u128> {
            let documents = documents(&Batch::from_journal(journal), &register);
            documents.iter().filter_map(|it| it.letter.as_ref()).map(|it| it.document.0.as_u128()).collect()
        };
        assert_eq!(letters(&journal), [2, 1]);
        journal.push(BatchEntry::Edited(Edit::Move { pages: vec![id(0)], before: Some(id(2)) }));
        assert_eq!(letters(&journal), [1], "its label says whose it is");
    }

    #[test]
    fn a_page_scanned_again_and_taken_back_parts_nothing() {
        let register = Register(vec![letter(1, None), letter(2, None)]);
        let mut journal = batch("labels", &[&[label(1)], &[label(2)]]);
        let again = batch("labels", &[&[], &[], &[label(1)]]);
        journal.push(BatchEntry::AskedAgain { page: id(0) });
        journal.extend(again[5..].iter().cloned());
        journal.push(BatchEntry::Ended { n_said: None, n_came: 1 });
        assert_eq!(parted(&journal, &register), [(1, vec![]), (2, vec![])], "as a crash leaves it");
        journal.push(BatchEntry::Edited(Edit::Replace { page: id(0), by: vec![id(2)] }));
        assert_eq!(parted(&journal, &register), [(2, vec![]), (1, vec![])]);
        journal.push(BatchEntry::Undone);
        assert_eq!(parted(&journal, &register), [(1, vec![]), (2, vec![])]);
        let released = |pages: &[usize]| BatchEntry::Released {
            pages: pages.iter().map(|it| id(*it)).collect(),
            components: Vec::new(),
            attached: Vec::new(),
        };
        journal.push(BatchEntry::Edited(Edit::Move { pages: vec![id(2)], before: Some(id(0)) }));
        journal.push(released(&[0]));
        assert_eq!(parted(&journal, &register), [(2, vec![])], "it is no document of its own");
        journal.push(released(&[1]));
        let batch = Batch::from_journal(&journal);
        assert_eq!((batch.state, batch.pages().len()), (crate::BatchState::Released, 0), "and holds up nothing");
    }

    #[test]
    fn two_documents_of_one_letter_and_a_cancelled_one_wait_for_a_person() {
        let register = Register(vec![letter(1, None), KnownLetter { is_cancelled: true, ..letter(2, None) }]);
        let journal = batch("labels", &[&[label(1)], &[label(2)], &[label(1)]]);
        let twice = (1, vec![Doubt::LabelTwice]);
        assert_eq!(parted(&journal, &register), [twice.clone(), (1, vec![Doubt::Cancelled]), twice]);
    }

    #[test]
    fn what_a_letter_takes_and_has_is_asked_before_anything_is_attached() {
        let none = KnownLetter { takes_file: false, ..letter(1, None) };
        let scanned = KnownLetter { is_scanned: true, ..letter(2, None) };
        let mut journal = batch("labels", &[&[label(1)], &[label(2)]]);
        let register = Register(vec![none, scanned]);
        let expected = [(1, vec![Doubt::TakesNoFile]), (1, vec![Doubt::ScannedBefore])];
        assert_eq!(parted(&journal, &register), expected);
        for (page, doubt) in [(0, Doubt::TakesNoFile), (1, Doubt::ScannedBefore)] {
            journal.push(BatchEntry::Edited(Edit::Accept { page: id(page), doubts: vec![doubt], pages: Vec::new() }));
        }
        let documents = documents(&Batch::from_journal(&journal), &register);
        let said: Vec<_> = documents.iter().map(|it| (it.doubts.clone(), it.accepted.clone())).collect();
        let expected = [(vec![Doubt::TakesNoFile], vec![]), (vec![], vec![Doubt::ScannedBefore])];
        assert_eq!(said, expected, "the one can be accepted, the other cannot");
    }

    #[test]
    fn a_page_that_is_left_out_raises_no_doubt_of_its_own() {
        let register = Register(vec![letter(1, None)]);
        let mut journal = batch("labels", &[&[label(1)], &["HLUC0000000000X".to_owned()], &[], &[]]);
        let look = PageLook { width: 10, height: 10, ink_ppm: 50_000, has_broken_label: true, ..PageLook::default() };
        journal.push(BatchEntry::Looked { page: id(2), look: Some(look) });
        journal.push(BatchEntry::Looked { page: id(3), look: None });
        let foreign = Doubt::ForeignLabel { text: "HLUC0000000000X".into() };
        assert_eq!(parted(&journal, &register), [(4, vec![foreign, Doubt::LabelUnreadable, Doubt::PageUnreadable])]);
        journal.extend((1..4).map(|it| BatchEntry::Edited(Edit::Hide(id(it)))));
        assert_eq!(parted(&journal, &register), [(4, vec![])]);
    }

    #[test]
    fn every_so_many_sheets_are_a_document() {
        let register = Register(vec![]);
        let none: &[String] = &[];
        let pages: Vec<(Side, &[String])> =
            (0..10).map(|it| (if it % 2 == 0 { Side::Front } else { Side::Back }, none)).collect();
        let sizes: Vec<usize> = parted(&batch_of("every-2", &pages), &register).iter().map(|it| it.0).collect();
        assert_eq!(sizes, [4, 4, 2]);
        // What is done to one moves no other: its second sheet is one by itself, or joins the one before.
        let done = |edit: Edit| {
            let journal = [batch_of("every-2", &pages), vec![BatchEntry::Edited(edit)]].concat();
            parted(&journal, &register).iter().map(|it| it.0).collect::<Vec<usize>>()
        };
        assert_eq!(done(Edit::SplitBefore(id(2))), [2, 2, 4, 2]);
        assert_eq!(done(Edit::MergeBefore(id(4))), [8, 2]);
        assert_eq!(done(Edit::Hide(id(1))), [4, 4, 2]);
    }
}
