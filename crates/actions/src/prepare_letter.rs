//! Prepares the letter of an own document, to be written on in a word processor.

use std::io::Write;
use std::path::Path;

use documents::{LetterFacts, letter};
use domain::registry::Origin;
use store::Desk;
use values::{Code, DocumentId, Problem, Refusal};

use crate::write_file::{disk, with_ending, write_file};

/// Writes it to `path` as DOCX, under that ending where the name has none. Refuses what the office did not make itself.
pub fn prepare_letter(desk: &Desk, document: DocumentId, path: &Path) -> Result<(), Problem> {
    let bytes = desk.read(|tx| {
        let document = tx.document(document)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        if document.origin != Origin::Own {
            return Err(Refusal::new(Code::LetterNotOwn).into());
        }
        let tenant = tx.tenant()?;
        let answered = document.answers.map(|it| tx.document(it)).transpose()?.flatten();
        let to = document.addressee.or(answered.as_ref().and_then(|it| it.sender));
        let addressee = to
            .map(|it| tx.party(it))
            .transpose()?
            .flatten()
            .map(|it| vec![it.list_name(), it.address])
            .unwrap_or_default();
        let handler = document.handling.person.or(document.registered_by);
        let handler = handler.map(|it| tx.person(it)).transpose()?.flatten();
        let contact = handler.as_ref().map(|it| it.contact.clone()).unwrap_or_default();
        let handler = handler.map(|it| format!("{} {}", it.name, it.surname)).unwrap_or_default();
        let file = document.case_file.as_ref().map(|it| tx.case_file(it.id)).transpose()?.flatten();
        let class = file.as_ref().map(|it| tx.class(it.class)).transpose()?.flatten();
        // A number made from the mark says it already (decree § 16).
        let is_said = document.reference.as_ref().is_some_and(|it| it.order.is_some());
        let file_mark = file.and_then(|it| it.mark).filter(|_| !is_said).map(|it| it.text).unwrap_or_default();
        Ok(letter(&LetterFacts {
            office: tenant.as_ref().map(|it| it.name.as_str()).unwrap_or_default(),
            address: tenant.as_ref().map(|it| it.address.as_str()).unwrap_or_default(),
            document: &document,
            answered: answered.as_ref(),
            addressee: &addressee,
            handler: &handler,
            contact: &contact,
            file_mark: &file_mark,
            retention: &class.and_then(|it| it.retention).map(|it| it.text()).unwrap_or_default(),
        }))
    })?;
    write_file(&with_ending(path, "docx"), |file| file.write_all(&bytes).map_err(disk))
}
