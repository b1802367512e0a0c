//! What the person did last and may undo.

use domain::Wish;
use values::{CommandId, DocumentId};

use crate::submit::document_of;
use crate::{Result, Tx};

/// How many steps back can be undone.
const MAX_STEPS: usize = 50;

impl Tx<'_> {
    /// Remembers a command that has an inverse.
    pub(crate) fn remember_undoable(&self, id: CommandId, wish: &Wish) -> Result<()> {
        let has_inverse = matches!(
            wish,
            Wish::CorrectDocument(_)
                | Wish::AssignDocument(_)
                | Wish::RefuseDocument(_)
                | Wish::WithdrawDocument(_)
                | Wish::InsertDocument(_)
                | Wish::TakeOutDocument(_)
                | Wish::SettleDocument(_)
        );
        let Some(document) = document_of(wish).filter(|_| has_inverse) else { return Ok(()) };
        let mut steps = self.undoable()?;
        steps.push((id, document));
        let n_old = steps.len().saturating_sub(MAX_STEPS);
        self.set_meta("undoable", &steps.split_off(n_old))
    }

    /// Takes the last command that can be undone.
    pub fn take_undoable(&self) -> Result<Option<(CommandId, DocumentId)>> {
        let mut steps = self.undoable()?;
        let last = steps.pop();
        if last.is_some() {
            self.set_meta("undoable", &steps)?;
        }
        Ok(last)
    }

    /// Forgets a step that is not to be undone in its turn.
    pub fn forget_step(&self, command: CommandId) -> Result<()> {
        let mut steps = self.undoable()?;
        let n_before = steps.len();
        steps.retain(|it| it.0 != command);
        if steps.len() < n_before { self.set_meta("undoable", &steps) } else { Ok(()) }
    }

    /// Forgets the steps about a document that was forgotten.
    pub(crate) fn forget_undoable(&self, document: uuid::Uuid) -> Result<()> {
        let mut steps = self.undoable()?;
        let n_before = steps.len();
        steps.retain(|it| it.1.0 != document);
        if steps.len() < n_before { self.set_meta("undoable", &steps) } else { Ok(()) }
    }

    fn undoable(&self) -> Result<Vec<(CommandId, DocumentId)>> {
        Ok(self.load_meta("undoable")?.unwrap_or_default())
    }
}
