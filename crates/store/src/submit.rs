//! The one door for a clerk's wishes, and the running again of those that wait.

use std::collections::BTreeSet;

use domain::registry::AttachFile;
use domain::{Actor, Command, EntityKey, EntityKind, LogEvent, MAX_WISH_BYTES, Stop, View, Wish, decide, roles_for};
use rusqlite::params;
use values::{Code, CommandId, Instant, Refusal};

use crate::entities::DeskView;
use crate::outbox::Queued;
use crate::problem::broken;
use crate::{Result, Tx};

impl Tx<'_> {
    /// Decides a wish on what this desk knows, and queues it.
    ///
    /// Refuses what a rule refuses; nothing is written then. A wish that changes nothing is not queued.
    pub fn submit(&self, wish: impl Into<Wish>) -> Result<CommandId> {
        let id = self.desk.new_id(CommandId);
        self.submit_as(id, wish.into())
    }

    /// As [`Tx::submit`], with an id that was made before.
    pub fn submit_as(&self, id: CommandId, wish: Wish) -> Result<CommandId> {
        let roles = self.hands()?.map(|it| roles_for(&it, &wish)).unwrap_or_default();
        let (first, others) = roles.split_first().ok_or_else(|| Refusal::new(Code::RoleNotEnough))?;
        let mut command = Command { id, role: *first, made_at: self.desk.now(), wish };
        let mut decided = self.decide_pending(&command)?;
        for role in others {
            // Another role she holds, or was lent, may reach further.
            if !matches!(&decided, Err(Stop::Refused(it)) if is_of_role(it.code)) {
                break;
            }
            command.role = *role;
            decided = self.decide_pending(&command)?;
        }
        let touched = decided.map_err(|stop| match stop {
            Stop::Refused(refusal) => refusal,
            // The form was filled from a state that is gone; nothing was lost, the form still stands.
            Stop::Conflict(conflicts) => {
                let field = conflicts.first().map(|it| it.field.clone()).unwrap_or_default();
                Refusal::new(Code::Conflict).at(&field)
            }
        })?;
        if touched.is_empty() {
            return Ok(id);
        }
        let data = command.wish.to_bytes();
        if data.len() > MAX_WISH_BYTES {
            return Err(Refusal::new(Code::TooLarge).into());
        }
        self.log(&format!("{} {id} {}", command.wish.kind(), self.salted(&data)?))?;
        if let Wish::AttachFile(it) = &command.wish {
            self.queue_upload(it)?;
        }
        self.queue(&command, data)?;
        self.set_touched(id, &touched)?;
        self.remember_undoable(id, &command.wish)?;
        self.project(&touched)?;
        Ok(id)
    }

    /// Decides a command and writes what it changes beside the confirmed state.
    fn decide_pending(&self, command: &Command) -> Result<std::result::Result<BTreeSet<EntityKey>, Stop>> {
        let identity = self.identity()?;
        let view = DeskView(self);
        let view: &dyn View = &view;
        let now: Instant = self.desk.now();
        let changes = match decide(command, Actor::at_seat(identity.person, identity.seat), view, now) {
            Ok(changes) => changes,
            Err(stop) => return Ok(Err(stop)),
        };
        let mut touched = BTreeSet::new();
        for entity in &changes.entities {
            let key = entity.key();
            touched.insert(key);
            let sql = "INSERT INTO pending (kind, id, version, parent, body) VALUES (?1, ?2, ?3, ?4, ?5)
                       ON CONFLICT (kind, id) DO UPDATE SET version = ?3, parent = ?4, body = ?5";
            self.db.prepare_cached(sql)?.execute(params![
                key.kind.number(),
                key.id.as_bytes(),
                key.kind.version(),
                entity.parent().map(|it| *it.id.as_bytes()),
                entity.to_bytes(),
            ])?;
        }
        // What it looked at, too: when that changes, the command is decided again.
        touched.extend(changes.events.iter().map(|it: &LogEvent| it.object));
        Ok(Ok(touched))
    }

    /// Runs the waiting commands about these entities again, on the state as it is now.
    ///
    /// Only those, and what hangs together with them through a common entity: ten thousand waiting letters do not
    /// make one answer dear.
    pub(crate) fn run_again(&self, about: &BTreeSet<EntityKey>) -> Result<()> {
        let mut keys = about.clone();
        let mut open: Vec<EntityKey> = about.iter().copied().collect();
        let mut commands: BTreeSet<(i64, CommandId)> = BTreeSet::new();
        while let Some(key) = open.pop() {
            for found in self.commands_touching(key)? {
                if commands.insert(found) {
                    for more in self.touched_by(found.1)? {
                        if keys.insert(more) {
                            open.push(more);
                        }
                    }
                }
            }
        }
        for key in &keys {
            self.db
                .prepare_cached("DELETE FROM pending WHERE kind = ?1 AND id = ?2")?
                .execute(params![key.kind.number(), key.id.as_bytes()])?;
        }
        for (n, id) in commands {
            let queued = self.queued(n)?.ok_or_else(|| broken("a command vanished from the outbox"))?;
            let Some(command) = read_queued(&queued) else { continue };
            // What a rule refuses now may be allowed again later, and the centre decides for good: the command
            // stays, without an effect to be seen, and keeps what it touched.
            if let Ok(touched) = self.decide_pending(&command)? {
                keys.extend(touched.iter().copied());
                let mut all = self.touched_by(id)?;
                all.extend(touched);
                self.set_touched(id, &all)?;
            }
        }
        self.project(&keys)
    }

    fn queue_upload(&self, it: &AttachFile) -> Result<()> {
        let sql = "INSERT INTO upload (component, sha256, size, sent) VALUES (?1, ?2, ?3, 0) ON CONFLICT DO NOTHING";
        self.db.prepare_cached(sql)?.execute(params![it.component.0.as_bytes(), it.sha256.0, it.size_bytes])?;
        Ok(())
    }
}

/// Whether a refusal says that the role does not reach so far.
fn is_of_role(code: Code) -> bool {
    matches!(code, Code::NotAssignedToYou | Code::SubstituteNotYours)
}

/// Returns the queued command as the rules know it; `None` for one only a newer program wrote.
pub(crate) fn read_queued(queued: &Queued) -> Option<Command> {
    let wire = &queued.wire;
    let wish = Wish::from_bytes(&wire.kind, wire.version, &wire.data).ok()?;
    Some(Command { id: wire.id, role: wire.role.parse().ok()?, made_at: wire.made_at, wish })
}

/// Returns the document a wish is about.
pub fn document_of(wish: &Wish) -> Option<values::DocumentId> {
    match wish {
        Wish::RegisterReceived(it) => Some(it.document),
        Wish::RegisterOwn(it) => Some(it.document),
        Wish::CorrectDocument(it) => Some(it.document),
        Wish::CancelDocument(it) => Some(it.document),
        Wish::AssignDocument(it) => Some(it.document),
        Wish::AcceptDocument(it) => Some(it.document),
        Wish::RefuseDocument(it) => Some(it.document),
        Wish::WithdrawDocument(it) => Some(it.document),
        Wish::AttachFile(it) => Some(it.document),
        Wish::NoteText(it) => Some(it.document),
        Wish::SettleDocument(it) => Some(it.document),
        Wish::ReopenDocument(it) => Some(it.document),
        Wish::ViewDocument(it) => Some(it.document),
        Wish::DispatchDocument(it) => Some(it.document),
        Wish::NoteReturned(it) => Some(it.document),
        Wish::NoteSent(it) => Some(it.document),
        Wish::ReregisterDocument(it) => Some(it.document),
        Wish::FoundCaseFile(it) => Some(it.document),
        Wish::InsertDocument(it) => Some(it.document),
        Wish::TakeOutDocument(it) => Some(it.document),
        _ => None,
    }
}

pub(crate) fn kind_from(number: u8) -> Result<EntityKind> {
    EntityKind::from_number(number).ok_or_else(|| broken("an entity of unknown kind"))
}
