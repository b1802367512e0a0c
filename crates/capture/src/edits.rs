//! What each edit does to the pages of a batch.

use std::collections::{BTreeMap, BTreeSet};

use values::PageId;

use crate::PageLook;
use crate::batch::{Accepted, Page};
use crate::journal::Edit;

/// Makes an edit. One of a page that is not there does nothing.
pub(crate) fn change(pages: &mut Vec<Page>, edit: &Edit, hides_blanks: bool) {
    if let Edit::Move { pages: moved, before } = edit {
        return move_pages(pages, moved, *before);
    }
    if let Edit::Replace { page, by } = edit {
        return replace(pages, *page, by, hides_blanks);
    }
    let (id, change): (PageId, &dyn Fn(&mut Page)) = match edit {
        Edit::Move { .. } | Edit::Replace { .. } | Edit::AcceptCount => return,
        Edit::SplitBefore(id) => (*id, &|it| it.begins = Some(true)),
        Edit::MergeBefore(id) => (*id, &|it| {
            it.begins = Some(false);
            it.assigned = None;
            it.accepted.clear();
        }),
        Edit::Turn { page, quarters } => (*page, &move |it| {
            it.quarter_turns = (it.quarter_turns + quarters) % 4;
            it.is_turned_by_hand = true;
        }),
        Edit::Hide(id) => (*id, &|it| it.is_hidden = true),
        Edit::Show(id) => (*id, &|it| (it.is_hidden, it.is_spare) = (false, false)),
        Edit::AsScanned(id) => (*id, &|it| it.is_as_scanned = true),
        Edit::Straight(id) => (*id, &|it| it.is_as_scanned = false),
        Edit::Assign { page, document } => (*page, &|it| {
            it.assigned = Some(*document);
            // What was found right of one letter says nothing of another.
            it.accepted.clear();
        }),
        Edit::Accept { page, doubts, pages } => (*page, &|it| {
            it.accepted.push(Accepted { doubts: doubts.clone(), pages: pages.clone() });
        }),
    };
    if let Some(page) = pages.iter_mut().find(|it| it.stored.page == id) {
        change(page);
    }
}

/// The new pages follow the old one, which is left out: where its label could be read and theirs cannot, they stay in its document. What a
/// person said of the old one holds for the first of the new.
fn replace(pages: &mut Vec<Page>, old: PageId, by: &[PageId], hides_blanks: bool) {
    let Some(at) = pages.iter().position(|it| it.stored.page == old) else { return };
    let next = pages[at + 1..].iter().map(|it| it.stored.page).find(|it| !by.contains(it));
    move_pages(pages, by, next);
    let Some(old) = pages.iter_mut().find(|it| it.stored.page == old) else { return };
    old.is_hidden = true;
    // Where it did not begin a document, it does not by its label either, now that it is left out.
    let begins = if old.begins == Some(false) { old.begins } else { old.begins.take() };
    let said = (begins, old.assigned.take(), std::mem::take(&mut old.accepted));
    let side = old.stored.side;
    for page in pages.iter_mut().filter(|it| by.contains(&it.stored.page)) {
        page.is_hidden = hides_blanks && page.look.as_ref().is_some_and(PageLook::is_blank);
        page.is_spare = false;
    }
    if let Some(first) = by.first().and_then(|id| pages.iter_mut().find(|it| it.stored.page == *id)) {
        (first.begins, first.assigned, first.accepted) = said;
        for it in first.accepted.iter_mut().filter(|it| !it.pages.is_empty()) {
            it.pages.extend(by);
        }
        // It is the same side of the same sheet, however it was scanned now.
        first.stored.side = side;
    }
}

/// A page that is not there is not moved; a place that is not there is the end. No page is ever lost by a move.
fn move_pages(pages: &mut Vec<Page>, moved: &[PageId], before: Option<PageId>) {
    let wanted: BTreeSet<PageId> = moved.iter().copied().collect();
    let (taken, mut rest): (Vec<Page>, Vec<Page>) = pages.drain(..).partition(|it| wanted.contains(&it.stored.page));
    let mut taken: BTreeMap<PageId, Page> = taken.into_iter().map(|it| (it.stored.page, it)).collect();
    let place = before.and_then(|id| rest.iter().position(|it| it.stored.page == id)).unwrap_or(rest.len());
    let in_order: Vec<Page> = moved.iter().filter_map(|id| taken.remove(id)).collect();
    rest.splice(place..place, in_order);
    *pages = rest;
}
