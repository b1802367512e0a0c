//! `sync`: one round with the centre.

use std::collections::BTreeSet;

use actions::sync_once;
use sentences::Language;
use serde_json::json;
use store::{Desk, NeedKind};
use sync_client::{Counts, HttpTransport};
use uuid::Uuid;
use values::{Code, Problem};

use crate::output::Said;
use crate::words::own;

/// Plays a round and says what it did. Refusals and conflicts are those that came with it; they stand in
/// `needs-you`.
pub(crate) fn sync(desk: &Desk, language: Language) -> Result<Said, Problem> {
    let before: BTreeSet<Uuid> = desk.read(|tx| tx.needs())?.into_iter().map(|it| it.id).collect();
    let counts = round(desk)?;
    let (needs, pending) = desk.read(|tx| Ok((tx.needs()?, tx.n_pending()?)))?;
    let count = |kind| needs.iter().filter(|it| it.kind == kind && !before.contains(&it.id)).count();
    let (refused, conflicts) = (count(NeedKind::Refused), count(NeedKind::Conflict));
    let text = own(
        "synced",
        &[
            ("pushed", &counts.pushed),
            ("pulled", &counts.pulled),
            ("refused", &refused),
            ("conflicts", &conflicts),
            ("pending", &pending),
            ("files_up", &counts.files_up),
            ("files_down", &counts.files_down),
        ],
        language,
    );
    Ok(Said {
        text,
        json: json!({
            "pushed": counts.pushed, "pulled": counts.pulled, "refused": refused, "conflicts": conflicts,
            "pending": pending, "files_up": counts.files_up, "files_down": counts.files_down,
        }),
    })
}

/// Plays a round. A revoked desk that has handed over all it had forgets everything.
pub(crate) fn round(desk: &Desk) -> Result<Counts, Problem> {
    let header = desk.folder().header().map_err(Problem::from)?;
    let transport = HttpTransport::new(&header.address, &header.pin)?;
    let result = sync_once(desk, &transport);
    if result.as_ref().is_err_and(|it| it.code() == Code::SeatRevoked) && desk.read(|tx| tx.n_unanswered())? == 0 {
        desk.folder().wipe().map_err(Problem::from)?;
    }
    result
}
