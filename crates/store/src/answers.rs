//! What the centre answered to commands.

use std::collections::BTreeSet;

use domain::FieldConflict;
use rusqlite::params;
use sync_protocol::Answer;
use values::{Code, CommandId, Refusal};

use crate::needs_you::NeedKind;
use crate::problem::broken;
use crate::{Result, Tx};

impl Tx<'_> {
    /// Takes answers to commands pushed under `branch`. Late and repeated answers change nothing.
    pub fn take_answers(&self, branch: u32, answers: &[(CommandId, Answer)]) -> Result<()> {
        let mut changed = BTreeSet::new();
        for (id, answer) in answers {
            let Some((n, queued)) = self.find_queued(*id)? else { continue };
            match answer {
                Answer::Applied { change, notices } => {
                    self.db
                        .prepare_cached("UPDATE outbox SET change = ?2 WHERE n = ?1")?
                        .execute(params![n, change])?;
                    for notice in notices {
                        let kind = if notice.code == Code::Relabel { NeedKind::Relabel } else { NeedKind::Notice };
                        self.add_need(kind, &queued, notice.clone(), &[])?;
                    }
                    continue;
                }
                Answer::Forked | Answer::OutOfOrder { .. } => {
                    if branch == self.identity()?.branch && self.fork_wanted()?.is_none() {
                        let request = self.desk.with_randomness(|it| CommandId::new(it)).0;
                        self.set_meta("fork_wanted", &request)?;
                    }
                    // Nothing after it was looked at.
                    break;
                }
                Answer::Refused(refusal) => self.add_need(NeedKind::Refused, &queued, refusal.clone(), &[])?,
                Answer::Conflict(bytes) => {
                    let conflicts: Vec<FieldConflict> =
                        serde_json::from_slice(bytes).map_err(|why| broken(format!("a conflict: {why}")))?;
                    self.add_need(NeedKind::Conflict, &queued, Refusal::new(Code::Conflict), &conflicts)?;
                }
                Answer::Quarantined(because) => {
                    let said = Refusal::new(Code::Quarantined).with("because", because);
                    self.add_need(NeedKind::QuarantinedMine, &queued, said, &[])?;
                }
                Answer::Broken(incident) => {
                    let said = Refusal::new(Code::Broken).with("incident", incident);
                    self.add_need(NeedKind::Refused, &queued, said, &[])?;
                }
            }
            self.log(&format!("answered {id} {}", answer_name(answer)))?;
            // What waits for a supervisor brings its bytes all the same: this desk may not be asked again.
            if queued.wire.kind == "attach_file"
                && !matches!(answer, Answer::Quarantined(_))
                && let Ok(domain::Wish::AttachFile(it)) =
                    domain::Wish::from_bytes(&queued.wire.kind, queued.wire.version, &queued.wire.data)
            {
                self.db.execute("DELETE FROM upload WHERE component = ?1", [it.component.0.as_bytes()])?;
            }
            changed.extend(self.drop_queued(*id)?);
        }
        changed.extend(self.drop_passed()?);
        if !changed.is_empty() {
            self.run_again(&changed)?;
        }
        Ok(())
    }
}

fn answer_name(answer: &Answer) -> &'static str {
    match answer {
        Answer::Applied { .. } => "applied",
        Answer::Refused(_) => "refused",
        Answer::Conflict(_) => "conflict",
        Answer::Quarantined(_) => "quarantined",
        Answer::Forked => "forked",
        Answer::OutOfOrder { .. } => "out of order",
        Answer::Broken(_) => "broken",
    }
}
