//! Founds a case file, and does what is done to one: each a wish of its own, decided by its rule.

use domain::Wish;
use domain::case_file::FoundCaseFile;
use store::Desk;
use values::{CaseFileId, ClassId, DocumentId, Problem};

/// Founds a case file on a document; an empty subject is the document's.
pub fn found_case_file(
    desk: &Desk,
    document: DocumentId,
    class: ClassId,
    subject: &str,
) -> Result<CaseFileId, Problem> {
    Ok(desk.write(|tx| {
        let case_file = tx.new_id(CaseFileId);
        let jid = tx.issue_jid()?;
        tx.submit(FoundCaseFile { case_file, jid, document, class, subject: subject.to_owned() })?;
        Ok(case_file)
    })?)
}

/// Submits a wish that needs nothing made for it: settling, closing, putting in and taking out, joining.
pub fn submit(desk: &Desk, wish: impl Into<Wish>) -> Result<(), Problem> {
    desk.write(|tx| tx.submit(wish))?;
    Ok(())
}
