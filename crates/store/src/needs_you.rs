//! "Vyžaduje vás": what was refused, is in conflict, or asks for a person. Nothing is dropped silently.

use domain::quarantine::{QuarantineState, Quarantined};
use domain::{FieldConflict, Wish};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;
use values::{Code, CommandId, DocumentId, Instant, Refusal};

use crate::outbox::{Queued, read_uuid};
use crate::problem::broken;
use crate::submit::document_of;
use crate::{Result, Tx};

/// Why something needs a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedKind {
    /// Somebody changed the same field.
    Conflict,
    /// A rule said no.
    Refused,
    /// It was carried out, but something was left out.
    Notice,
    /// A label must be printed again.
    Relabel,
    /// A command of this desk waits for a supervisor.
    QuarantinedMine,
    /// The folder of this desk was copied or restored.
    Forked,
}

impl NeedKind {
    const ALL: [(NeedKind, &'static str); 6] = [
        (Self::Conflict, "conflict"),
        (Self::Refused, "refused"),
        (Self::Notice, "notice"),
        (Self::Relabel, "relabel"),
        (Self::QuarantinedMine, "quarantined_mine"),
        (Self::Forked, "forked"),
    ];

    /// Returns the name as it is written.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|it| it.0 == self).map(|it| it.1).expect("every kind stands in the table")
    }
}

/// Something that needs a person.
#[derive(Clone, Debug)]
pub struct Need {
    /// Its id.
    pub id: Uuid,
    /// Why.
    pub kind: NeedKind,
    /// The wish, as far as this program can read it.
    pub wish: Option<Wish>,
    /// The wish's name.
    pub verb: String,
    /// The document.
    pub document: Option<DocumentId>,
    /// What the matter is.
    pub problem: Refusal,
    /// The fields in conflict.
    pub conflicts: Vec<FieldConflict>,
    /// The item that failed before and made this one fail.
    pub beneath: Option<Uuid>,
    /// When it came here.
    pub at: Instant,
}

impl Tx<'_> {
    pub(crate) fn add_need(
        &self,
        kind: NeedKind,
        queued: &Queued,
        problem: Refusal,
        conflicts: &[FieldConflict],
    ) -> Result<()> {
        let wire = &queued.wire;
        let document = Wish::from_bytes(&wire.kind, wire.version, &wire.data).ok().as_ref().and_then(document_of);
        // A failure about a document whose earlier change failed, too, hangs beneath that one.
        let earlier: Option<Uuid> = match (kind, document) {
            (NeedKind::Conflict | NeedKind::Refused, Some(document)) => self
                .db
                .query_row(
                    "SELECT id FROM need WHERE document = ?1 AND kind IN ('conflict', 'refused') AND beneath IS NULL
                     ORDER BY n LIMIT 1",
                    [document.0.as_bytes()],
                    |row| read_uuid(row, 0),
                )
                .optional()?,
            _ => None,
        };
        // One command may need a person for several reasons.
        let id = if kind == NeedKind::Notice || kind == NeedKind::Relabel {
            self.desk.with_randomness(|it| CommandId::new(it)).0
        } else {
            wire.id.0
        };
        let json = |it: serde_json::Result<String>| it.map_err(|why| broken(why.to_string()));
        let sql =
            "INSERT INTO need (id, kind, command, wish_kind, version, data, document, problem, conflicts, beneath, at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (id) DO NOTHING";
        self.db.execute(
            sql,
            params![
                id.as_bytes(),
                kind.name(),
                wire.id.0.as_bytes(),
                wire.kind,
                wire.version,
                wire.data.as_slice(),
                document.map(|it| *it.0.as_bytes()),
                json(serde_json::to_string(&problem))?,
                json(serde_json::to_string(conflicts))?,
                earlier.map(|it| *it.as_bytes()),
                self.desk.now().to_string(),
            ],
        )?;
        Ok(())
    }

    /// Notes how many branches the seat has, and says so once to each of them.
    pub(crate) fn note_branches(&self, n_branches: u32) -> Result<()> {
        let known: u32 = self.load_meta("branches")?.unwrap_or(1);
        if n_branches <= known {
            return Ok(());
        }
        self.set_meta("branches", &n_branches)?;
        let problem = serde_json::to_string(&Refusal::new(Code::Forked)).map_err(|why| broken(why.to_string()))?;
        let id = self.desk.with_randomness(|it| CommandId::new(it)).0;
        let sql = "INSERT INTO need (id, kind, wish_kind, version, data, problem, conflicts, at)
                   VALUES (?1, 'forked', '', 0, x'', ?2, '[]', ?3)";
        self.db.execute(sql, params![id.as_bytes(), problem, self.desk.now().to_string()])?;
        Ok(())
    }

    /// A supervisor has decided about a command of this desk: let through, its item goes; turned down, it is refused.
    pub(crate) fn note_decided(&self, it: &Quarantined) -> Result<()> {
        let command = it.command.0.as_bytes();
        match it.state {
            QuarantineState::Waiting => {}
            QuarantineState::Released => {
                let sql = "DELETE FROM need WHERE command = ?1 AND kind = 'quarantined_mine'";
                self.db.prepare_cached(sql)?.execute([command])?;
                if let Some(Wish::AttachFile(wish)) = it.wish()
                    && it.seat == self.identity()?.seat
                {
                    // The clerk may not see the document any more, and so nothing of the component comes here.
                    self.queue_held(wish.component, &wish.sha256, wish.size_bytes)?;
                }
            }
            QuarantineState::Rejected => {
                let said = serde_json::to_string(&Refusal::new(Code::TurnedDown));
                let said = said.map_err(|why| broken(why.to_string()))?;
                let sql = "UPDATE need SET kind = 'refused', problem = ?2
                           WHERE command = ?1 AND kind = 'quarantined_mine'";
                self.db.prepare_cached(sql)?.execute(params![command, said])?;
            }
        }
        Ok(())
    }

    /// Returns what needs this person, the oldest first.
    pub fn needs(&self) -> Result<Vec<Need>> {
        let sql =
            "SELECT id, kind, wish_kind, version, data, document, problem, conflicts, beneath, at FROM need ORDER BY n";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut needs = Vec::new();
        while let Some(row) = rows.next()? {
            needs.push(read_need(row)?);
        }
        Ok(needs)
    }

    /// Returns an item.
    pub fn need(&self, id: Uuid) -> Result<Option<Need>> {
        Ok(self.needs()?.into_iter().find(|it| it.id == id))
    }

    /// Drops an item that was settled; what hung beneath it stands for itself from now on.
    pub fn drop_need(&self, id: Uuid) -> Result<()> {
        self.db.execute("UPDATE need SET beneath = NULL WHERE beneath = ?1", [id.as_bytes()])?;
        self.db.execute("DELETE FROM need WHERE id = ?1", [id.as_bytes()])?;
        self.log(&format!("settled {id}"))
    }

    /// Returns how many items there are.
    pub fn n_needs(&self) -> Result<u32> {
        Ok(self.db.prepare_cached("SELECT count(*) FROM need")?.query_row([], |row| row.get(0))?)
    }
}

fn read_need(row: &rusqlite::Row<'_>) -> Result<Need> {
    let name: String = row.get(1)?;
    let kind =
        NeedKind::ALL.iter().find(|it| it.1 == name).map(|it| it.0).ok_or_else(|| broken("a need of unknown kind"))?;
    let verb: String = row.get(2)?;
    let (version, data): (u32, Vec<u8>) = (row.get(3)?, row.get(4)?);
    let (document, beneath): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(5)?, row.get(8)?);
    let uuid = |it: Option<Vec<u8>>| it.and_then(|it| Uuid::from_slice(&it).ok());
    let (problem, conflicts, at): (String, String, String) = (row.get(6)?, row.get(7)?, row.get(9)?);
    Ok(Need {
        id: read_uuid(row, 0)?,
        kind,
        wish: Wish::from_bytes(&verb, version, &data).ok(),
        verb,
        document: uuid(document).map(DocumentId),
        problem: serde_json::from_str(&problem).map_err(|why| broken(why.to_string()))?,
        conflicts: serde_json::from_str(&conflicts).map_err(|why| broken(why.to_string()))?,
        beneath: uuid(beneath),
        at: at.parse().map_err(|why: jiff::Error| broken(why.to_string()))?,
    })
}
