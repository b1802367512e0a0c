//! A clerk works with case files: founds, fills, joins, settles and closes them.

use domain::case_file::{
    AssignCaseFile, CaseFile, CaseFileState, CloseCaseFile, CorrectCaseFile, FoundCaseFile, InsertDocument,
    JoinCaseFiles, MoveCaseFile, NoteEvent, PartCaseFiles, ReopenCaseFile, SettleCaseFile, TakeOutDocument,
};
use domain::file_plan::{DisposalMark, FileClass, ImportPlan, NewClass, NumberingMode, RetentionRule, Trigger};
use domain::registry::{Field, FieldChange, ReopenDocument, SettleDocument, SettlementWay};
use domain::{Entity, EntityKind, Wish};
use store::Tx;
use testkit::Dice;
use values::{CaseFileId, ClassId, Date, FilePlanId, Randomness};

use super::wishes::{all, some_document, target};

/// A small plan: a class by the year's numbers, one of collecting sheets, one below another, one whose period waits for a
/// year from outside, one with the archive's permanent consent.
pub(crate) fn plan(randomness: &mut dyn Randomness, valid_from: Date) -> ImportPlan {
    let top = ClassId::new(randomness);
    let mut class = |mark: &str, parent, rule: Option<(DisposalMark, u16, Trigger)>, numbering| NewClass {
        id: if mark == "3" { top } else { ClassId::new(randomness) },
        parent,
        mark: mark.to_owned(),
        title: format!("Třída {mark}"),
        retention: rule.map(|(mark, period_years, trigger)| RetentionRule {
            mark,
            period_years,
            trigger,
            check_years: (trigger == Trigger::Event).then_some(2),
        }),
        numbering,
        permanent_consent: mark == "5",
    };
    let classes = vec![
        class("1", None, Some((DisposalMark::S, 5, Trigger::Closed)), NumberingMode::Period),
        class("2", None, Some((DisposalMark::A, 10, Trigger::Founded)), NumberingMode::CollectingSheet),
        class("3", None, None, NumberingMode::Period),
        class("3.1", Some(top), Some((DisposalMark::V, 3, Trigger::Settled)), NumberingMode::CollectingSheet),
        class("4", None, Some((DisposalMark::S, 5, Trigger::Event)), NumberingMode::Period),
        class("5", None, Some((DisposalMark::S, 1, Trigger::SubjectBorn)), NumberingMode::Period),
    ];
    ImportPlan { plan: FilePlanId::new(randomness), name: "Plán".to_owned(), valid_from, classes }
}

/// Some wish about case files; `None` where there is nothing to wish for.
pub(super) fn wish(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    match dice.below(20) {
        0..6 => found(tx, dice),
        6..10 => insert(tx, dice),
        10 => take_out(tx, dice),
        11 | 12 => settle_document(tx, dice),
        13 => reopen_document(tx, dice),
        14 | 15 => with_file(tx, dice, |it| {
            SettleCaseFile {
                case_file: it.id,
                way: SettlementWay::ByRecord,
                note: String::new(),
                reason: String::new(),
            }
            .into()
        }),
        16 => close(tx, dice),
        17 => reopen(tx, dice),
        18 if dice.percent(50) => move_file(tx, dice),
        18 => assign_file(tx, dice),
        19 if dice.percent(50) => correct_or_event(tx, dice),
        _ => join_or_part(tx, dice),
    }
}

/// Returns a file a new letter may go straight into, now and then.
pub(super) fn file_for_letter(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<CaseFileId>> {
    if dice.percent(80) {
        return Ok(None);
    }
    Ok(dice.pick(&files(tx)?).map(|it| it.id))
}

fn found(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let (Some(document), Some(class)) = (some_document(tx, dice)?, dice.pick(&leaves(tx)?).map(|it| it.id)) else {
        return Ok(None);
    };
    let case_file = tx.new_id(CaseFileId);
    let jid = tx.issue_jid()?;
    Ok(Some(FoundCaseFile { case_file, jid, document: document.id, class, subject: String::new() }.into()))
}

fn insert(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let (Some(document), Some(file)) = (some_document(tx, dice)?, dice.pick(&files(tx)?).map(|it| it.id)) else {
        return Ok(None);
    };
    let was = document.case_file.as_ref().map(|it| it.id);
    Ok(Some(InsertDocument { document: document.id, case_file: file, was }.into()))
}

fn take_out(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let Some(document) = some_document(tx, dice)? else { return Ok(None) };
    let wish = |case_file| TakeOutDocument { document: document.id, case_file, reason: "nepatří sem".to_owned() };
    Ok(document.case_file.as_ref().map(|it| wish(it.id).into()))
}

fn settle_document(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let way = [SettlementWay::Noted, SettlementWay::Otherwise][dice.below(2)];
    let reason = if dice.percent(80) { "dohodou".to_owned() } else { String::new() };
    Ok(some_document(tx, dice)?
        .map(|it| SettleDocument { document: it.id, way, note: format!("věc {}", dice.below(3)), reason }.into()))
}

fn reopen_document(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    Ok(some_document(tx, dice)?.map(|it| ReopenDocument { document: it.id, reason: "ještě ne".to_owned() }.into()))
}

/// Now and then with the year an outside event gave.
fn close(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let trigger_year = dice.percent(40).then_some(2025);
    with_file(tx, dice, |it| CloseCaseFile { case_file: it.id, trigger_year }.into())
}

/// Now and then into another class, as when its own was closed.
fn reopen(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let class = if dice.percent(30) { dice.pick(&leaves(tx)?).map(|it| it.id) } else { None };
    with_file(tx, dice, |it| ReopenCaseFile { case_file: it.id, reason: "omyl".to_owned(), class }.into())
}

fn leaves(tx: &Tx<'_>) -> store::Result<Vec<FileClass>> {
    all(tx, EntityKind::FileClass, |it| match it {
        Entity::FileClass(it) if it.is_leaf() => Some(*it),
        _ => None,
    })
}

fn move_file(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let classes: Vec<ClassId> = all(tx, EntityKind::FileClass, |it| match it {
        Entity::FileClass(it) => Some(it.id),
        _ => None,
    })?;
    let Some(class) = dice.pick(&classes).copied() else { return Ok(None) };
    with_file(tx, dice, |it| MoveCaseFile { case_file: it.id, was: it.class, class, reason: "jinam".to_owned() }.into())
}

/// Another subject, the restriction turned round, or what is known of the event a closed file waits for.
fn correct_or_event(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let (choice, year) = (dice.below(3), dice.percent(70).then_some(2024));
    with_file(tx, dice, |it| {
        let field = if choice == 0 { Field::Subject } else { Field::Restricted };
        if choice == 2 {
            let was = it.closed.as_ref().and_then(|it| it.trigger_year);
            return NoteEvent { case_file: it.id, was, year, reason: "smlouva skončila".to_owned() }.into();
        }
        let was = CorrectCaseFile::value(it, field).unwrap_or_default();
        let now = if choice == 0 { "Věc jinak".into() } else { (!it.restricted).into() };
        let reason = "oprava".to_owned();
        CorrectCaseFile { case_file: it.id, changes: vec![FieldChange { field, was, now }], reason }.into()
    })
}

fn assign_file(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let (unit, person) = target(tx, dice)?;
    with_file(tx, dice, |it| {
        let (was_unit, was_person) = (it.unit, it.person);
        AssignCaseFile { case_file: it.id, was_unit, was_person, unit, person }.into()
    })
}

fn join_or_part(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let known = files(tx)?;
    let (Some(file), Some(other)) = (dice.pick(&known), dice.pick(&known)) else { return Ok(None) };
    Ok(Some(match file.joined.first() {
        Some(from) => PartCaseFiles { case_file: file.id, from: *from, reason: "omyl".to_owned() }.into(),
        None => JoinCaseFiles { case_file: file.id, to: other.id }.into(),
    }))
}

fn with_file(tx: &Tx<'_>, dice: &mut Dice, make: impl FnOnce(&CaseFile) -> Wish) -> store::Result<Option<Wish>> {
    Ok(dice.pick(&files(tx)?).map(make))
}

/// Open files mostly, so that more comes together in them.
fn files(tx: &Tx<'_>) -> store::Result<Vec<CaseFile>> {
    let mut files: Vec<CaseFile> = all(tx, EntityKind::CaseFile, |it| match it {
        Entity::CaseFile(it) => Some(*it),
        _ => None,
    })?;
    let n_closed = files.iter().filter(|it| it.state == CaseFileState::Closed).count();
    if n_closed > 3 {
        files.retain(|it| it.state != CaseFileState::Closed || it.joined.is_empty());
    }
    Ok(files)
}
