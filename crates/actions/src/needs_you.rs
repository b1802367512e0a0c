//! "Vyžaduje vás": everything that needs this person, from the outbox and from the registry.

use domain::authority::Role;
use domain::deadline::working_days_after;
use domain::name_register::ProposalState;
use domain::quarantine::{QuarantineState, Quarantined};
use domain::registry::{HistoryEntry, ReturnedPost};
use domain::{Entity, EntityKind, Wish};
use store::{Need, NeedKind, Tx};
use uuid::Uuid;
use values::{Code, Date, DocumentId, Instant, PartyId, Refusal, local_date};

use crate::Choice;
use crate::typed::shown_day;

/// How many working days before its end a deadline reminds.
const NEAR_WORKING_DAYS: u32 = 3;
/// How long a letter to another office may be on its way before somebody is told.
const DELIVERED_WITHIN: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);
/// More reminders than anybody goes through in a day; the work list has them all.
const MAX_REMINDERS: u32 = 200;

/// What an item is, and so how it is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// Something of this desk: see [`store::NeedKind`].
    Own(store::NeedKind),
    /// Two records of the name register look like one.
    Merge,
    /// A command of somebody waits for a supervisor.
    Quarantined,
    /// A deadline runs out, or has.
    Deadline,
    /// Post came back.
    Returned,
    /// What was handed to another office has not arrived there.
    OnItsWay,
}

/// The id of an item: `need:…`, `merge:…`, `quarantined:…`, `deadline:…`, `returned:…` or `on_its_way:…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemId {
    /// An item of this desk.
    Need(Uuid),
    /// A proposal.
    Merge(Uuid),
    /// A waiting command.
    Quarantined(Uuid),
    /// A document whose deadline runs out.
    Deadline(Uuid),
    /// A document whose post came back.
    Returned(Uuid),
    /// A document that does not arrive at another office.
    OnItsWay(Uuid),
}

impl std::fmt::Display for ItemId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Need(id) => write!(f, "need:{id}"),
            Self::Merge(id) => write!(f, "merge:{id}"),
            Self::Quarantined(id) => write!(f, "quarantined:{id}"),
            Self::Deadline(id) => write!(f, "deadline:{id}"),
            Self::Returned(id) => write!(f, "returned:{id}"),
            Self::OnItsWay(id) => write!(f, "on_its_way:{id}"),
        }
    }
}

impl std::str::FromStr for ItemId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "need:…, merge:…, quarantined:…, deadline:…, returned:… or on_its_way:…";
        let (kind, id) = text.split_once(':').ok_or(wrong)?;
        let id = id.parse().map_err(|_| wrong)?;
        match kind {
            "need" => Ok(Self::Need(id)),
            "merge" => Ok(Self::Merge(id)),
            "quarantined" => Ok(Self::Quarantined(id)),
            "deadline" => Ok(Self::Deadline(id)),
            "returned" => Ok(Self::Returned(id)),
            "on_its_way" => Ok(Self::OnItsWay(id)),
            _ => Err(wrong),
        }
    }
}

/// Something that needs this person.
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// What it is.
    pub kind: ItemKind,
    /// The item of this desk, if it is one.
    pub need: Option<Need>,
    /// The two records, of a proposal: the older first.
    pub parties: Option<(PartyId, PartyId)>,
    /// The waiting command.
    pub waiting: Option<Quarantined>,
    /// The last day of the deadline, and whether it has passed.
    pub due: Option<(Date, bool)>,
    /// The post that came back.
    pub returned: Option<ReturnedPost>,
    /// The office it does not arrive at.
    pub office: Option<String>,
    /// The document, if one is concerned.
    pub document: Option<DocumentId>,
    /// What was wished, as far as this program can read it.
    pub wish: Option<Wish>,
    /// Whether the document was forgotten here: then nothing of it is shown.
    pub is_forgotten: bool,
    /// The ways to settle it, the likeliest first.
    pub choices: &'static [Choice],
    /// The line of the history that put the value there which stands in a conflict.
    pub theirs: Option<HistoryEntry>,
    /// When it came here, if that is known.
    pub at: Option<Instant>,
}

impl Item {
    /// Returns what the matter is, in the words of a refusal.
    pub fn matter(&self) -> Refusal {
        if let Some(it) = &self.returned {
            let note = if it.note.is_empty() { String::new() } else { format!(", {}", it.note) };
            return Refusal::new(Code::PostReturned).with("why", it.why.name()).with("note", note);
        }
        if let Some(office) = &self.office {
            return Refusal::new(Code::DispatchWaits).with("office", office);
        }
        match (&self.need, &self.waiting, self.due) {
            (Some(need), _, _) => need.problem.clone(),
            (_, Some(waiting), _) => Refusal::new(Code::Quarantined).with("because", waiting.because),
            (_, _, Some((day, has_passed))) => {
                let code = if has_passed { Code::DeadlineOver } else { Code::DeadlineNear };
                Refusal::new(code).with("day", shown_day(day))
            }
            _ => Refusal::new(Code::MergeProposed),
        }
    }

    /// Returns what was wished, by the command's name; of a reminder it is the correction that moves the deadline.
    pub fn verb(&self) -> &str {
        match (&self.need, &self.waiting, self.kind) {
            (Some(need), _, _) => &need.verb,
            (_, Some(waiting), _) => &waiting.kind,
            (_, _, ItemKind::Deadline) => "correct_document",
            (_, _, ItemKind::Returned) => "note_returned",
            (_, _, ItemKind::OnItsWay) => "dispatch_document",
            _ => "merge_parties",
        }
    }
}

/// Returns everything that needs this person, what is of this desk first.
pub fn items(tx: &Tx<'_>) -> store::Result<Vec<Item>> {
    let mut items = Vec::new();
    for need in tx.needs()? {
        let theirs = match (need.document, need.conflicts.first()) {
            (Some(document), Some(conflict)) => who_changed(tx, document, &conflict.field)?,
            _ => None,
        };
        // A notice is about a letter that was registered.
        let failed = need.wish.as_ref().filter(|_| !matches!(need.kind, NeedKind::Notice | NeedKind::Relabel));
        let is_forgotten = is_forgotten(tx, need.document, failed)?;
        items.push(Item {
            wish: need.wish.clone(),
            is_forgotten,
            choices: choices(&need, is_forgotten),
            document: need.document,
            theirs,
            at: Some(need.at),
            ..bare(ItemId::Need(need.id), ItemKind::Own(need.kind), need.into())
        });
    }
    let Some(me) = tx.hands()? else { return Ok(items) };
    if me.holds(Role::FilingClerk) || me.holds(Role::Supervisor) {
        for entity in tx.list(EntityKind::MergeProposal)? {
            if let Entity::MergeProposal(it) = entity
                && it.state == ProposalState::Open
            {
                items.push(Item {
                    parties: Some((it.older, it.newer)),
                    choices: &[Choice::Merge, Choice::Apart],
                    ..bare(ItemId::Merge(it.id.0), ItemKind::Merge, None)
                });
            }
        }
    }
    if me.holds(Role::Supervisor) {
        for it in waiting(tx)? {
            let wish = it.wish();
            let document = wish.as_ref().and_then(store::document_of);
            let item = Item {
                is_forgotten: is_forgotten(tx, document, wish.as_ref())?,
                wish,
                document,
                choices: &[Choice::Release, Choice::Reject],
                ..bare(ItemId::Quarantined(it.id.0), ItemKind::Quarantined, None)
            };
            items.push(Item { waiting: Some(it), ..item });
        }
    }
    items.extend(returned(tx)?);
    items.extend(on_their_way(tx)?);
    items.extend(deadlines(tx)?);
    Ok(items)
}

/// Post of this person that came back.
fn returned(tx: &Tx<'_>) -> store::Result<Vec<Item>> {
    let mut items = Vec::new();
    for line in tx.returned_unseen(MAX_REMINDERS)? {
        let last = tx.document(line.id)?.and_then(|it| it.returns.last().cloned());
        items.push(Item {
            at: last.as_ref().map(|it| it.at),
            returned: last,
            document: Some(line.id),
            choices: &[Choice::Dismiss],
            ..bare(ItemId::Returned(line.id.0), ItemKind::Returned, None)
        });
    }
    Ok(items)
}

/// What was handed to another office more than a day ago and has not arrived: a file of it may never have come.
fn on_their_way(tx: &Tx<'_>) -> store::Result<Vec<Item>> {
    let mut items = Vec::new();
    for line in tx.stuck_on_their_way(tx.now() - DELIVERED_WITHIN, MAX_REMINDERS)? {
        if tx.is_reminder_away(reminder_of_way(line.id))? {
            continue;
        }
        let office = tx.document(line.id)?.and_then(|it| it.waiting_dispatch().map(|it| it.office.clone()));
        items.push(Item {
            office,
            document: Some(line.id),
            choices: &[Choice::Dismiss],
            ..bare(ItemId::OnItsWay(line.id.0), ItemKind::OnItsWay, None)
        });
    }
    Ok(items)
}

/// What the reminder is put away by: a document may have one of its deadline, too.
pub(crate) fn reminder_of_way(document: DocumentId) -> DocumentId {
    DocumentId(Uuid::from_u128(document.0.as_u128() ^ 1))
}

/// Deadlines of this person that have passed or end within [`NEAR_WORKING_DAYS`].
fn deadlines(tx: &Tx<'_>) -> store::Result<Vec<Item>> {
    let today = local_date(tx.now());
    let lines = tx.due_until(working_days_after(today, NEAR_WORKING_DAYS), MAX_REMINDERS)?;
    let item = |line: store::DocumentLine| {
        let due = line.due_on.map(|it| (it, it < today));
        let choices: &[Choice] = &[Choice::Dismiss];
        Item { due, document: Some(line.id), choices, ..bare(ItemId::Deadline(line.id.0), ItemKind::Deadline, None) }
    };
    Ok(lines.into_iter().map(item).collect())
}

/// Returns the commands that wait for a supervisor, in the order they were made: a letter before its file.
fn waiting(tx: &Tx<'_>) -> store::Result<Vec<Quarantined>> {
    let all = tx.list(EntityKind::Quarantined)?.into_iter();
    let mut waiting: Vec<Quarantined> = all
        .filter_map(|it| if let Entity::Quarantined(it) = it { Some(*it) } else { None })
        .filter(|it| it.state == QuarantineState::Waiting)
        .collect();
    waiting.sort_by_key(|it| it.made_at);
    Ok(waiting)
}

fn bare(id: ItemId, kind: ItemKind, need: Option<Need>) -> Item {
    let (parties, waiting, due, document, wish, theirs, at) = (None, None, None, None, None, None, None);
    Item {
        id,
        kind,
        need,
        parties,
        waiting,
        due,
        returned: None,
        office: None,
        document,
        wish,
        is_forgotten: false,
        choices: &[],
        theirs,
        at,
    }
}

/// A letter whose own registering failed was never here and is not forgotten: what the clerk wrote is all there is of it.
fn is_forgotten(tx: &Tx<'_>, document: Option<DocumentId>, failed: Option<&Wish>) -> store::Result<bool> {
    let registers = matches!(failed, Some(Wish::RegisterReceived(_) | Wish::RegisterOwn(_)));
    Ok(match document {
        Some(id) => !registers && tx.document(id)?.is_none(),
        None => false,
    })
}

fn choices(need: &Need, is_forgotten: bool) -> &'static [Choice] {
    match need.kind {
        // Values that went with a forgotten document cannot be compared, even when it has come back.
        NeedKind::Conflict if !is_forgotten && !need.conflicts.is_empty() => &[Choice::Mine, Choice::Theirs],
        NeedKind::Refused if !is_forgotten && need.wish.is_some() => &[Choice::Retry, Choice::Dismiss],
        _ => &[Choice::Dismiss],
    }
}

fn who_changed(tx: &Tx<'_>, document: DocumentId, field: &str) -> store::Result<Option<HistoryEntry>> {
    let lines = tx.history(document)?;
    let line =
        lines.into_iter().find(|(it, is_pending)| !is_pending && it.changes.iter().any(|it| it.field.name() == field));
    Ok(line.map(|it| it.0))
}
