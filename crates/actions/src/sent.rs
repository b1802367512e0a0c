//! Notes when and how an own document was sent.

use domain::registry::{NoteSent, SeenSending, SentWay};
use store::Desk;
use values::{DocumentId, Problem, local_date};

use crate::typed::read_day;

/// Notes a sending; `day` is as typed, an empty one is today. With `corrects` it takes the place of the one noted last, as it was seen.
///
/// Refuses a day that is none, and what the rules refuse.
pub fn note_sent(
    desk: &Desk,
    document: DocumentId,
    (day, way): (&str, SentWay),
    note: &str,
    corrects: Option<SeenSending>,
) -> Result<(), Problem> {
    desk.write(|tx| {
        let now = tx.now();
        let day = if day.trim().is_empty() { local_date(now) } else { read_day("sent_on", day, now)? };
        tx.submit(NoteSent { document, day, way, note: note.to_owned(), corrects })
    })?;
    Ok(())
}
