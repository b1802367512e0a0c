//! Who has a desk open here, and how its sync stands.

use actions::Reach as ActionReach;
use values::{Problem, local_date};

use crate::problem::to_ui;
use crate::show;
use crate::types::*;
use crate::workstation::{Open, Workstation};

/// A clock may be off by this many seconds before anyone is told.
const CLOCK_TOLERANCE_S: i64 = 300;

impl Workstation {
    pub(crate) fn opened(&self, open: &Open) -> Result<OpenSeat, Problem> {
        let header = open.desk.folder().header()?;
        let (roles, is_complete) = open.desk.read(|tx| Ok((actions::held_roles(tx)?, tx.is_complete()?)))?;
        Ok(OpenSeat {
            seat: open.seat.clone(),
            person_id: header.person.to_string(),
            person: header.person_name,
            tenant: header.tenant_name,
            roles: roles.into_iter().map(str::to_owned).collect(),
            is_complete,
        })
    }

    pub(crate) fn substitutes(&self) -> Result<Substitutes, Problem> {
        let open = self.open()?;
        let today = local_date(open.desk.now());
        let read = open.desk.read(|tx| {
            let mut names = show::Names::default();
            let mut rows = Vec::new();
            for (person, it) in actions::substituted(tx)? {
                rows.push(SubstituteRow {
                    person_id: person.id.to_string(),
                    person: person.list_name(),
                    deputy_id: it.deputy.to_string(),
                    deputy: names.person(tx, Some(it.deputy))?,
                    from: it.from.to_string(),
                    until: it.until.to_string(),
                    is_on: it.is_on(today),
                });
            }
            let may_set_others = tx.hands()?.is_some_and(|it| actions::may_set_others(&it));
            Ok(Substitutes { rows, may_set_others })
        });
        Ok(read?)
    }

    pub(crate) fn start(&self) -> Result<StartState, Problem> {
        let seats = self.device.seats()?;
        let open = self.open().ok().map(|it| self.opened(&it)).transpose()?;
        Ok(StartState {
            seats: seats
                .into_iter()
                .map(|it| SeatRow { seat: it.seat, person: it.person, tenant: it.tenant })
                .collect(),
            open,
            preferences: self.preferences(),
            farewell: self.farewell().map(|it| to_ui(Problem::refused(it))),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    pub(crate) fn status(&self) -> Result<SyncStatus, Problem> {
        let open = self.open()?;
        let it = open.sync.status();
        open.desk
            .read(|tx| {
                let (files_up, bytes_up) = tx.uploads()?;
                let ahead_s = tx.clock_ahead_s()?;
                let (taken, ahead) = it.rows;
                let first_sync = (!tx.is_complete()?).then_some(Progress {
                    done: u32::try_from(tx.staging()?.n_staged.max(taken)).unwrap_or(u32::MAX),
                    total: u32::try_from(tx.staging()?.n_staged.max(taken) + ahead).unwrap_or(u32::MAX),
                });
                Ok(SyncStatus {
                    reach: match it.reach {
                        ActionReach::Unknown => Reach::Unknown,
                        ActionReach::Online => Reach::Online,
                        ActionReach::Offline => Reach::Offline,
                    },
                    trouble: it.trouble.clone().map(to_ui),
                    pending: tx.n_pending()?,
                    files_up,
                    bytes_up: bytes_up as f64,
                    last_exchange_at: tx.last_exchange_at()?.map(show::text),
                    first_sync,
                    clock_ahead_s: (ahead_s.abs() > CLOCK_TOLERANCE_S).then_some(ahead_s as f64),
                    needs_you: u32::try_from(actions::items(tx)?.len()).unwrap_or(u32::MAX),
                    emergency: tx.open_emergency()?.map(|it| it.name),
                    without_number_since_yesterday: tx.n_without_number_since_yesterday()?,
                })
            })
            .map_err(Problem::from)
    }
}
