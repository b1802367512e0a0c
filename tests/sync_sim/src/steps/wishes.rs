//! A clerk does something: every kind of wish a desk can have.

use actions::{Choice, ItemId, Reach, settle};
use domain::authority::{Person, SetSubstitute, Substitute, Unit};
use domain::deadline::{Deadline, deadline_rules};
use domain::emergency::{Afterwards, EmergencyRegister, ReregisterDocument};
use domain::name_register::{AddParty, KeepApart, MergeParties, MergeProposal, Party, ProposalState};
use domain::quarantine::{DecideQuarantined, QuarantineState, Quarantined};
use domain::registry::{
    AcceptDocument, AssignDocument, AttachFile, CancelDocument, Component, CorrectDocument, DispatchDocument, Document,
    EnvelopeKept, Field, FieldChange, NoteReturned, NoteSent, NoteText, RefuseDocument, ReturnReason, SeenSending,
    SentWay, ViewDocument, WithdrawDocument,
};
use domain::{Entity, EntityKind, Wish};
use jiff::Span;
use serde_json::json;
use store::{Desk, Tx};
use sync_protocol::WireCommand;
use testkit::{Dice, letter, own_document, party};
use values::{ComponentId, DispatchId, PartyId, Problem, local_date};

use super::case_files;
use crate::ledger::Promise;
use crate::seat::comes_of;
use crate::{Violation, World};

/// More than any outbox of a simulation holds.
const ALL: usize = 1_000_000;
const SURNAMES: [&str; 4] = ["Novák", "Nováková", "Svoboda", "Dvořáková"];
const SUBJECTS: [&str; 5] = ["Žádost o kácení", "Stížnost", "Faktura", "Oznámení", "Dotaz"];

impl World {
    /// A clerk does one thing, or a few in a row.
    pub(crate) fn wishes(&mut self, at: usize) -> Result<(), Violation> {
        let n = 1 + self.dice.below(4);
        (0..n).try_for_each(|_| self.wish(at))
    }

    /// A clerk makes a wish; one the rules refuse is none.
    pub(crate) fn wish(&mut self, at: usize) -> Result<(), Violation> {
        let kind = self.dice.below(100);
        self.act(at, &format!("wish {kind}"), |desk, dice| match kind {
            0..16 => submit(desk, dice, register),
            16..20 => submit(desk, dice, register_own),
            20..36 => submit(desk, dice, case_files::wish),
            36..45 => submit(desk, dice, correct),
            45..56 => submit(desk, dice, assign),
            56..63 => submit(desk, dice, accept),
            63..66 => submit(desk, dice, refuse),
            66..67 => submit(desk, dice, cancel),
            67..68 => submit(desk, dice, withdraw),
            68..69 => actions::undo(desk).map(drop),
            69..82 => attach(desk, dice),
            82..88 => submit(desk, dice, add_party),
            88..91 => submit(desk, dice, merge),
            91..93 => submit(desk, dice, keep_apart),
            93..96 => submit(desk, dice, decide_quarantined),
            96..97 => submit(desk, dice, set_substitute),
            97..98 => submit(desk, dice, look_at),
            98 => match dice.below(4) {
                0 => emergency(desk, dice),
                1 => submit(desk, dice, dispatch),
                2 => submit(desk, dice, note_sent),
                _ => submit(desk, dice, note_returned),
            },
            _ => want_file(desk, dice),
        })
    }

    /// A clerk settles an item of "Needs you".
    pub(crate) fn settle(&mut self, at: usize) -> Result<(), Violation> {
        let before = self.needs(at)?;
        let chosen = self.dice.pick(&before).copied();
        let Some(item) = chosen else { return Ok(()) };
        let choice = if self.dice.percent(60) { Choice::Mine } else { Choice::Theirs };
        self.act(at, &format!("settles {choice:?}"), |desk, _| settle(desk, ItemId::Need(item), choice))?;
        let after = self.needs(at)?;
        self.desks[at].settled.extend(before.into_iter().filter(|it| !after.contains(it)));
        Ok(())
    }

    fn needs(&self, at: usize) -> Result<Vec<uuid::Uuid>, Violation> {
        let needs = self.desks[at].desk().read(|tx| tx.needs());
        Ok(needs.map_err(|fault| Violation(format!("desk {at}: {fault}")))?.into_iter().map(|it| it.id).collect())
    }

    /// Does something at a desk. What is in the outbox afterwards, and was not before, is promised.
    fn act(
        &mut self,
        at: usize,
        what: &str,
        f: impl FnOnce(&Desk, &mut Dice) -> Result<(), Problem>,
    ) -> Result<(), Violation> {
        let desk = self.desks[at].desk.as_ref().expect("open between two steps");
        let outbox = |desk: &Desk| desk.read(|tx| tx.commands_to_push(ALL, ALL));
        let before = outbox(desk).map_err(|fault| Violation(format!("desk {at}: {fault}")))?;
        let done = f(desk, &mut self.dice);
        let after = match (done, outbox(desk)) {
            (Err(Problem::Refused(refusal)), _) => {
                self.note(format!("desk {at} {what}: {}", refusal.code.as_str()));
                return Ok(());
            }
            (Err(problem), _) => return self.survive_desk(at, &problem),
            (Ok(()), Err(fault)) => return self.survive_desk(at, &fault.into()),
            (Ok(()), Ok(after)) => after,
        };
        let new = after.iter().filter(|it| !before.iter().any(|old| old.id == it.id));
        let promises: Vec<Promise> = new.filter_map(promise).collect();
        let words: Vec<String> = promises.iter().map(|it| format!("{} {}", it.wish.kind(), it.command)).collect();
        self.note(format!("desk {at} {what}: {}", words.join(", ")));
        self.ledger.tried.extend(promises.iter().filter_map(|it| comes_of(&it.wish)));
        self.desks[at].promises.extend(promises);
        Ok(())
    }
}

fn promise(wire: &WireCommand) -> Option<Promise> {
    let wish = Wish::from_bytes(&wire.kind, wire.version, &wire.data).ok()?;
    Some(Promise { command: wire.id, wish, is_at_risk: false })
}

fn submit(
    desk: &Desk,
    dice: &mut Dice,
    make: impl FnOnce(&Tx<'_>, &mut Dice) -> store::Result<Option<Wish>>,
) -> Result<(), Problem> {
    Ok(desk.write(|tx| {
        if let Some(wish) = make(tx, dice)? {
            tx.submit(wish)?;
        }
        Ok(())
    })?)
}

fn register(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let known = parties(tx)?;
    let sender = match dice.pick(&known) {
        Some(it) if dice.percent(60) => it.id,
        _ => {
            let id = tx.new_id(PartyId);
            tx.submit(AddParty { party: party(id, SURNAMES[dice.below(SURNAMES.len())]) })?;
            id
        }
    };
    let (unit, person) = target(tx, dice)?;
    let now = tx.last_exchange_at()?.unwrap_or_else(|| "2026-12-31T08:00:00Z".parse().expect("an instant"));
    let it = letter(SUBJECTS[dice.below(SUBJECTS.len())]).from(sender).delivered_at(now);
    let mut wish = it.restricted(dice.percent(15)).to(unit, person).received(tx)?;
    wish.entry.case_file = case_files::file_for_letter(tx, dice)?;
    wish.entry.copies = dice.percent(10).then(|| 1 + dice.below(5) as u32);
    wish.entry.unopened = dice.percent(10);
    wish.entry.envelope = dice.percent(10).then(|| EnvelopeKept::ALL[dice.below(EnvelopeKept::ALL.len())]);
    Ok(Some(wish.into()))
}

fn register_own(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let me = tx.identity()?.person;
    let person = dice.percent(70).then_some(me);
    let it = own_document(SUBJECTS[dice.below(SUBJECTS.len())]).restricted(dice.percent(15)).to(None, person);
    let mut wish = it.own(tx)?;
    if dice.percent(40) {
        wish.entry.addressee = dice.pick(&parties(tx)?).map(|it| it.id);
    }
    if dice.percent(40) {
        wish.entry.answers = some_document(tx, dice)?.map(|it| it.id);
    }
    Ok(Some(wish.into()))
}

fn correct(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let Some(document) = some_document(tx, dice)? else { return Ok(None) };
    let n_fields = 1 + dice.below(2);
    let mut changes: Vec<FieldChange> = Vec::new();
    for _ in 0..n_fields {
        let (field, now) = match dice.below(6) {
            0 | 1 => (Field::Subject, json!(format!("{} {}", SUBJECTS[dice.below(5)], dice.below(10)))),
            2 => (Field::SenderReference, json!(format!("Č. {}", dice.below(10)))),
            3 => (Field::Sheets, json!(dice.below(20))),
            4 => (Field::Deadline, json!(deadline(tx, dice))),
            _ => (Field::Restricted, json!(dice.percent(50))),
        };
        if !changes.iter().any(|it| it.field == field) {
            changes.push(FieldChange { field, was: field.get(&document), now });
        }
    }
    Ok(Some(CorrectDocument { document: document.id, changes, reason: String::new() }.into()))
}

fn deadline(tx: &Tx<'_>, dice: &mut Dice) -> Option<Deadline> {
    let today = local_date(tx.now());
    let rule = &deadline_rules()[dice.below(deadline_rules().len())];
    Deadline::counted(&rule.id, today, 0).ok().filter(|_| dice.percent(80))
}

fn assign(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let Some(document) = some_document(tx, dice)? else { return Ok(None) };
    let (unit, person) = target(tx, dice)?;
    Ok(Some(AssignDocument::seen(document.id, &document.handling, unit, person).into()))
}

fn accept(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    Ok(some_document(tx, dice)?.map(|it| AcceptDocument { document: it.id }.into()))
}

fn refuse(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    Ok(some_document(tx, dice)?.map(|it| RefuseDocument { document: it.id, reason: "nepatří k nám".into() }.into()))
}

fn withdraw(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    Ok(some_document(tx, dice)?.map(|it| WithdrawDocument { document: it.id }.into()))
}

/// People stand in for each other from about today on, for a day or a few.
fn set_substitute(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let people = tx.present_people()?;
    let me = tx.identity()?.person;
    let (Some(absent), Some(deputy)) = (dice.pick(&people), dice.pick(&people)) else { return Ok(None) };
    let absent = if dice.percent(50) { absent.id } else { me };
    let from = local_date(tx.now()).saturating_add(Span::new().days(dice.below(3) as i64 - 1));
    let until = from.saturating_add(Span::new().days(1 + dice.below(3) as i64));
    let now = dice.percent(80).then(|| Substitute::new(deputy.id, from, until));
    let was = tx.person(absent)?.and_then(|it| it.substitute);
    Ok(Some(SetSubstitute { person: absent, was, now }.into()))
}

/// A supervisor declares an emergency, or ends one; what was not registered again with it may be later.
fn emergency(desk: &Desk, dice: &mut Dice) -> Result<(), Problem> {
    let (open, kept) = desk.read(|tx| {
        let open = tx.emergency_registers()?.into_iter().find(EmergencyRegister::is_open);
        let kept = some_document(tx, dice)?.filter(|it| it.emergency.is_some());
        Ok((open, kept))
    })?;
    match (open, kept) {
        (Some(it), _) if dice.percent(60) => {
            let afterwards = if dice.percent(50) { Afterwards::Reregister } else { Afterwards::Keep };
            actions::end_emergency(desk, it.id, afterwards).map(drop)
        }
        (_, Some(it)) if dice.percent(60) => actions::submit(desk, ReregisterDocument { document: it.id }).map(drop),
        _ => actions::declare_emergency(desk, "výpadek", Reach::Offline).map(drop),
    }
}

fn dispatch(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let offices = actions::offices(tx)?;
    let (Some(document), Some(office)) = (some_document(tx, dice)?, dice.pick(&offices)) else { return Ok(None) };
    Ok(Some(DispatchDocument { dispatch: tx.new_id(DispatchId), document: document.id, to: office.id }.into()))
}

fn note_sent(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let (way, is_correction) = (SentWay::ALL[dice.below(SentWay::ALL.len())], dice.percent(30));
    let day = values::local_date(tx.now());
    let sent = |it: Document| {
        let corrects = it.sendings.last().filter(|_| is_correction).map(SeenSending::of);
        NoteSent { document: it.id, day, way, note: String::new(), corrects }.into()
    };
    Ok(some_document(tx, dice)?.map(sent))
}

fn note_returned(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let why = ReturnReason::ALL[dice.below(4)];
    Ok(some_document(tx, dice)?.map(|it| NoteReturned { document: it.id, why, note: String::new() }.into()))
}

fn look_at(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    Ok(some_document(tx, dice)?.filter(|it| it.restricted).map(|it| ViewDocument { document: it.id }.into()))
}

fn cancel(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    Ok(some_document(tx, dice)?.map(|it| CancelDocument { document: it.id, reason: "omyl".into() }.into()))
}

fn attach(desk: &Desk, dice: &mut Dice) -> Result<(), Problem> {
    let mut writer = desk.new_file()?;
    // Small files, and now and then two with the same bytes.
    writer.write(&vec![b'x'; 1 + dice.below(300)])?;
    let stored = desk.finish_file(writer, "dopis.txt")?;
    Ok(desk.write(|tx| {
        let Some(document) = some_document(tx, dice)? else { return Ok(()) };
        let of_document: Vec<ComponentId> = all(tx, EntityKind::Component, |it| match it {
            Entity::Component(it) if it.document == document.id => Some(it.id),
            _ => None,
        })?;
        let output_of = if dice.percent(40) { dice.pick(&of_document).copied() } else { None };
        tx.hold_file(&stored.sha256, stored.size_bytes)?;
        let component = tx.new_id(ComponentId);
        tx.submit(AttachFile {
            component,
            document: document.id,
            name: "dopis.txt".to_owned(),
            sha256: stored.sha256,
            size_bytes: stored.size_bytes,
            media_type: stored.media_type.clone(),
            output_of,
        })?;
        if dice.percent(30) {
            let (document, text) = (document.id, format!("rozpoznáno {}", dice.below(9)));
            tx.submit(NoteText { document, component, text, confidence: Some(80) })?;
        }
        Ok(())
    })?)
}

fn add_party(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let id = tx.new_id(PartyId);
    Ok(Some(AddParty { party: party(id, SURNAMES[dice.below(SURNAMES.len())]) }.into()))
}

fn merge(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    if let Some(it) = some_proposal(tx, dice)? {
        return Ok(Some(MergeParties { keep: it.older, merge: it.newer, proposal: Some(it.id) }.into()));
    }
    let known = parties(tx)?;
    let (Some(keep), Some(merge)) = (dice.pick(&known), dice.pick(&known)) else { return Ok(None) };
    Ok(Some(MergeParties { keep: keep.id, merge: merge.id, proposal: None }.into()))
}

fn keep_apart(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    Ok(some_proposal(tx, dice)?.map(|it| KeepApart { proposal: it.id }.into()))
}

fn decide_quarantined(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Wish>> {
    let waiting: Vec<Quarantined> = all(tx, EntityKind::Quarantined, |it| match it {
        Entity::Quarantined(it) if it.state == QuarantineState::Waiting => Some(*it),
        _ => None,
    })?;
    let release = dice.percent(70);
    Ok(dice.pick(&waiting).map(|it| DecideQuarantined { quarantined: it.id, release }.into()))
}

fn want_file(desk: &Desk, dice: &mut Dice) -> Result<(), Problem> {
    Ok(desk.write(|tx| {
        let components: Vec<Component> = all(tx, EntityKind::Component, |it| match it {
            Entity::Component(it) => Some(*it),
            _ => None,
        })?;
        dice.pick(&components).map_or(Ok(()), |it| tx.want_file(it.id))
    })?)
}

/// Most wishes are about few documents, so that people get in each other's way.
pub(super) fn some_document(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<Document>> {
    let documents: Vec<Document> = all(tx, EntityKind::Document, |it| match it {
        Entity::Document(it) => Some(*it),
        _ => None,
    })?;
    let n = if dice.percent(60) { documents.len().min(4) } else { documents.len() };
    Ok(dice.pick(&documents[..n]).cloned())
}

fn some_proposal(tx: &Tx<'_>, dice: &mut Dice) -> store::Result<Option<MergeProposal>> {
    let open: Vec<MergeProposal> = all(tx, EntityKind::MergeProposal, |it| match it {
        Entity::MergeProposal(it) if it.state == ProposalState::Open => Some(*it),
        _ => None,
    })?;
    Ok(dice.pick(&open).cloned())
}

pub(super) fn target(
    tx: &Tx<'_>,
    dice: &mut Dice,
) -> store::Result<(Option<values::UnitId>, Option<values::PersonId>)> {
    let units: Vec<Unit> = all(tx, EntityKind::Unit, |it| match it {
        Entity::Unit(it) => Some(*it),
        _ => None,
    })?;
    let people: Vec<Person> = all(tx, EntityKind::Person, |it| match it {
        Entity::Person(it) => Some(*it),
        _ => None,
    })?;
    let unit = dice.pick(&units).map(|it| it.id);
    let person = dice.pick(&people).map(|it| it.id);
    Ok(match dice.below(3) {
        0 => (unit, None),
        1 => (None, person),
        _ => (None, None),
    })
}

fn parties(tx: &Tx<'_>) -> store::Result<Vec<Party>> {
    all(tx, EntityKind::Party, |it| match it {
        Entity::Party(it) => Some(*it),
        _ => None,
    })
}

pub(super) fn all<T>(tx: &Tx<'_>, kind: EntityKind, pick: impl Fn(Entity) -> Option<T>) -> store::Result<Vec<T>> {
    Ok(tx.list(kind)?.into_iter().filter_map(pick).collect())
}
