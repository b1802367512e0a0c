//! Takes commands: each decided on the confirmed state, each with an answer of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::authority::Role;
use domain::quarantine::{DecideQuarantined, QuarantineState, Quarantined};
use domain::{Actor, Changes, Command, Decision, Entity, EntityKey, EntityKind, Stop, Wish, decide};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::Value;
use sync_protocol::{Answer, Push, PushReply, WireCommand};
use values::{Code, CommandId, Instant, Problem, QuarantinedId, Refusal, Sha256};

use super::apply::apply;
use super::view::{CentreView, find_entity};
use super::{CallerFacts, TenantStore};
use crate::problem::Fault;
use crate::{Faults, Result, broken};

/// The most commands of one push.
const MAX_COMMANDS: usize = 2_000;

impl TenantStore {
    /// Decides a batch in one transaction, each command in its own savepoint.
    ///
    /// After a command that is out of order or forked nothing of the batch is looked at: the desk has to take a
    /// step of its own first.
    pub fn push(&mut self, push: &Push, caller: CallerFacts, now: Instant) -> Result<PushReply> {
        if push.commands.len() > MAX_COMMANDS {
            return Err(Refusal::new(Code::TooLarge).into());
        }
        let faults = self.faults;
        let mut tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut answers = Vec::with_capacity(push.commands.len());
        for wire in &push.commands {
            if wire.branch != caller.branch {
                answers.push((wire.id, Answer::Forked));
                break;
            }
            if let Some(known) = known_answer(&tx, wire)?
                && !faults.no_idempotency
            {
                answers.push((wire.id, known));
                continue;
            }
            let last = last_place(&tx, caller)?;
            if wire.sequence <= last && !faults.no_fork_detection {
                answers.push((wire.id, Answer::Forked));
                break;
            }
            if wire.sequence > last + 1 {
                answers.push((wire.id, Answer::OutOfOrder { expected: last + 1 }));
                break;
            }
            let savepoint = tx.savepoint()?;
            let answer = match answer_one(&savepoint, wire, caller, faults, now) {
                Ok(answer) => {
                    savepoint.commit()?;
                    answer
                }
                Err(fault) => {
                    // Dropping the savepoint takes back what the command had written.
                    drop(savepoint);
                    broken_answer(wire, Problem::from(fault))?
                }
            };
            keep_answer(&tx, wire, caller, &answer)?;
            answers.push((wire.id, answer));
        }
        tx.commit()?;
        Ok(PushReply { answers })
    }

    /// Carries out a wish of the centre itself or of its admin at the shell.
    ///
    /// Refuses with what the rules say; nothing is written then.
    pub fn command(&mut self, wish: Wish, id: CommandId, now: Instant) -> Result<Changes> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let command = Command { id, role: Role::Admin, made_at: now, wish };
        let changes = decide_here(&tx, &command, Actor::CENTRE, now)?.map_err(stopped)?;
        apply(&tx, &command, Actor::CENTRE, changes.clone(), now)?;
        tx.commit()?;
        Ok(changes)
    }

    /// Carries out several wishes of the admin, all or none. Refuses with what the rules say of the first one they stop
    /// at; `nth` is its place, from 0.
    pub fn commands(&mut self, wishes: Vec<(CommandId, Wish)>, now: Instant) -> Result<()> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (nth, (id, wish)) in wishes.into_iter().enumerate() {
            let command = Command { id, role: Role::Admin, made_at: now, wish };
            let changes = decide_here(&tx, &command, Actor::CENTRE, now)?.map_err(|stop| match stopped(stop) {
                Fault::Problem(Problem::Refused(it)) => it.with("nth", nth).into(),
                other => other,
            })?;
            apply(&tx, &command, Actor::CENTRE, changes, now)?;
        }
        tx.commit()?;
        Ok(())
    }
}

fn stopped(stop: Stop) -> Fault {
    match stop {
        Stop::Refused(refusal) => refusal.into(),
        Stop::Conflict(_) => Refusal::new(Code::Conflict).into(),
    }
}

fn known_answer(db: &Connection, wire: &WireCommand) -> Result<Option<Answer>> {
    let known: Option<(Vec<u8>, Vec<u8>)> = db
        .prepare_cached("SELECT hash, answer FROM answer WHERE command = ?1")?
        .query_row([wire.id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match known {
        None => Ok(None),
        Some((hash, answer)) if hash == wire.hash().0 => {
            rmp_serde::from_slice(&answer).map(Some).map_err(|why| broken(format!("a kept answer: {why}")))
        }
        Some(_) => Ok(Some(Answer::Refused(Refusal::new(Code::CommandChanged)))),
    }
}

fn last_place(db: &Connection, caller: CallerFacts) -> Result<u64> {
    let sql = "SELECT last FROM place WHERE seat = ?1 AND branch = ?2";
    let params = params![caller.seat.0.as_bytes(), caller.branch];
    Ok(db.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()?.unwrap_or(0))
}

fn keep_answer(db: &Connection, wire: &WireCommand, caller: CallerFacts, answer: &Answer) -> Result<()> {
    let bytes = rmp_serde::to_vec_named(answer).map_err(|why| broken(why.to_string()))?;
    let sql = "INSERT INTO answer (command, hash, seat, branch, sequence, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (command) DO NOTHING";
    db.prepare_cached(sql)?.execute(params![
        wire.id.0.as_bytes(),
        wire.hash().0,
        caller.seat.0.as_bytes(),
        wire.branch,
        wire.sequence,
        bytes,
    ])?;
    let sql = "INSERT INTO place (seat, branch, last) VALUES (?1, ?2, ?3)
               ON CONFLICT (seat, branch) DO UPDATE SET last = max(last, ?3)";
    db.prepare_cached(sql)?.execute(params![caller.seat.0.as_bytes(), wire.branch, wire.sequence])?;
    Ok(())
}

/// Decides one command inside its savepoint.
fn answer_one(
    db: &Connection,
    wire: &WireCommand,
    caller: CallerFacts,
    faults: Faults,
    now: Instant,
) -> Result<Answer> {
    if wire.data.len() > domain::MAX_WISH_BYTES {
        return Ok(Answer::Refused(Refusal::new(Code::TooLarge)));
    }
    let command = match read(wire) {
        Ok(command) => command,
        Err(refusal) => return Ok(Answer::Refused(refusal)),
    };
    if caller.is_revoked {
        return quarantine(db, wire, command.role, caller, Code::SeatRevoked, now);
    }
    let actor = Actor::at_seat(caller.person, caller.seat);
    match decide_safely(&command, actor, db, faults, now)? {
        Err(incident) => Ok(Answer::Broken(incident)),
        // What was recognised is the whole letter: it is not kept for somebody who has lost it. It can be read from the file again.
        Ok(Err(Stop::Refused(Refusal { code: code @ (Code::RoleNotHeld | Code::OutOfReach), .. })))
            if !matches!(command.wish, Wish::NoteText(_)) =>
        {
            quarantine(db, wire, command.role, caller, code, now)
        }
        Ok(Err(Stop::Refused(refusal))) => Ok(Answer::Refused(refusal)),
        Ok(Err(Stop::Conflict(conflicts))) => {
            let bytes = serde_json::to_vec(&conflicts).map_err(|why| broken(why.to_string()))?;
            Ok(Answer::Conflict(bytes.into()))
        }
        Ok(Ok(changes)) => {
            let notices = changes.notices.clone();
            let change = apply(db, &command, actor, changes, now)?;
            if let Wish::DecideQuarantined(DecideQuarantined { quarantined, release: true }) = command.wish
                && let Some((change, notices)) = release(db, quarantined, faults, now)?
            {
                return Ok(Answer::Applied { change, notices });
            }
            Ok(Answer::Applied { change, notices })
        }
    }
}

fn decide_here(db: &Connection, command: &Command, actor: Actor, now: Instant) -> Result<Decision> {
    let view = CentreView::new(db);
    let decision = decide(command, actor, &view, now);
    view.failure().map(|()| decision)
}

/// A rule that panics costs its own command, not the batch; a disk that cannot be read takes the batch back.
fn decide_safely(
    command: &Command,
    actor: Actor,
    db: &Connection,
    faults: Faults,
    now: Instant,
) -> Result<std::result::Result<Decision, String>> {
    let view = CentreView::new(db);
    let decided = catch_unwind(AssertUnwindSafe(|| {
        assert!(!(faults.panicking_rule && matches!(command.wish, Wish::RefuseDocument(_))), "a rule that panics");
        decide(command, actor, &view, now)
    }));
    view.failure()?;
    Ok(decided.map_err(|_| {
        let incident = incident_id(command.id);
        tracing::error!(%incident, kind = command.wish.kind(), "a rule panicked");
        incident
    }))
}

fn broken_answer(wire: &WireCommand, problem: Problem) -> Result<Answer> {
    match problem {
        // A full or failing disk is no answer: the whole batch is taken back and sent again.
        Problem::Unavailable(_) | Problem::Damaged(_) => Err(problem.into()),
        Problem::Refused(refusal) => Ok(Answer::Refused(refusal)),
        Problem::Broken(why) => {
            let incident = incident_id(wire.id);
            tracing::error!(%incident, kind = wire.kind, "{why}");
            Ok(Answer::Broken(incident))
        }
    }
}

fn incident_id(command: CommandId) -> String {
    Sha256::of(command.0.as_bytes()).to_string()[..8].to_uppercase()
}

fn read(wire: &WireCommand) -> std::result::Result<Command, Refusal> {
    let role = wire.role.parse().map_err(|_| Refusal::new(Code::CommandNotUnderstood).with("kind", &wire.kind))?;
    let wish = Wish::from_bytes(&wire.kind, wire.version, &wire.data)?;
    Ok(Command { id: wire.id, role, made_at: wire.made_at, wish })
}

/// Puts a command where a supervisor finds it.
fn quarantine(
    db: &Connection,
    wire: &WireCommand,
    role: Role,
    caller: CallerFacts,
    because: Code,
    now: Instant,
) -> Result<Answer> {
    let data: Value = serde_json::from_slice(&wire.data).map_err(|why| broken(why.to_string()))?;
    let waiting = Quarantined {
        id: QuarantinedId(wire.id.0),
        command: wire.id,
        kind: wire.kind.clone(),
        version: wire.version,
        role,
        made_at: wire.made_at,
        data,
        person: caller.person,
        seat: caller.seat,
        because,
        state: QuarantineState::Waiting,
        extra: Default::default(),
    };
    let command = read(wire)?;
    // What may just be read is too deep one level further in: kept, no supervisor could read it, nor the check.
    let entity = Entity::from(waiting);
    let kind = entity.key().kind;
    if Entity::from_bytes(kind, kind.version(), &entity.to_bytes()).is_err() {
        return Ok(Answer::Refused(Refusal::new(Code::CommandNotUnderstood).with("kind", &wire.kind)));
    }
    apply(db, &command, Actor::CENTRE, Changes::new().entity(entity), now)?;
    Ok(Answer::Quarantined(because))
}

/// Carries a released command out with the supervisor's authority, in the name of who made it.
///
/// Returns its change number and what it left out: whoever let it through sees to that.
fn release(db: &Connection, id: QuarantinedId, faults: Faults, now: Instant) -> Result<Option<(u64, Vec<Refusal>)>> {
    let key = EntityKey { kind: EntityKind::Quarantined, id: id.0 };
    let Some(Entity::Quarantined(waiting)) = find_entity(db, key)? else { return Ok(None) };
    let wish = waiting.wish().ok_or_else(|| Refusal::new(Code::CommandNotUnderstood).with("kind", &waiting.kind))?;
    let command = Command { id: waiting.command, role: waiting.role, made_at: waiting.made_at, wish };
    // Rights were the supervisor's to judge; the rest of the rules still holds.
    let actor = Actor { is_released: true, ..Actor::at_seat(waiting.person, waiting.seat) };
    let decision = decide_safely(&command, actor, db, faults, now)?;
    let changes = decision.map_err(|incident| broken(format!("a released command: {incident}")))?.map_err(stopped)?;
    let notices = changes.notices.clone();
    Ok(Some((apply(db, &command, actor, changes, now)?, notices)))
}
