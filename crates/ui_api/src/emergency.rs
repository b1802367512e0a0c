//! The substitute register as the window shows it.

use domain::emergency::Afterwards;
use values::{EmergencyRegisterId, Problem};

use crate::read::{code, code_text, id};
use crate::show;
use crate::types::EmergencyRow;
use crate::workstation::Workstation;

impl Workstation {
    pub(crate) fn emergencies(&self) -> Result<Vec<EmergencyRow>, Problem> {
        let open = self.open()?;
        let rows = open.desk.read(|tx| {
            let mut names = show::Names::default();
            let mut rows = Vec::new();
            for it in actions::emergencies(tx)? {
                let end = it.register.end.as_ref();
                rows.push(EmergencyRow {
                    id: it.register.id.to_string(),
                    name: it.register.name.clone(),
                    reason: it.register.reason.clone(),
                    begun_at: show::text(it.register.begun_at),
                    begun_by: names.person(tx, it.register.begun_by)?,
                    ended_at: end.map(|it| show::text(it.at)),
                    ended_by: names.person(tx, end.and_then(|it| it.by))?,
                    afterwards: end.map(|it| code_text(&it.afterwards)).unwrap_or_default(),
                    is_here: it.is_here,
                    n_documents: u32::try_from(it.n_documents).unwrap_or(u32::MAX),
                    n_waiting: u32::try_from(it.n_waiting).unwrap_or(u32::MAX),
                    last: it.last,
                });
            }
            Ok(rows)
        })?;
        Ok(rows)
    }

    pub(crate) fn declare(&self, reason: &str) -> Result<(), Problem> {
        let status = self.open()?.sync.status();
        // A desk that ails in another way has not lost its connection.
        let reach = if status.trouble.is_some() { actions::Reach::Unknown } else { status.reach };
        self.change(|desk| actions::declare_emergency(desk, reason, reach)).map(drop)
    }

    pub(crate) fn end_emergency(&self, register: &str, afterwards: &str) -> Result<u32, Problem> {
        let register: EmergencyRegisterId = id(register)?;
        let afterwards: Afterwards = code("afterwards", afterwards)?;
        let n = self.change(|desk| actions::end_emergency(desk, register, afterwards))?;
        Ok(u32::try_from(n).unwrap_or(u32::MAX))
    }
}
