//! The register as this desk has it, asked what a label names.

use ::capture::{KnownLetter, Labels};
use domain::authority::Hands;
use domain::numbering::Jid;
use domain::registry::Document;
use store::{ListQuery, Search, SortBy, TextField, Tx, WorkList};
use values::{ComponentId, DocumentId};

use crate::may::verbs_of;

/// What the scan of a letter is called.
pub(super) fn file_name(jid: &Jid) -> String {
    format!("{jid}.pdf")
}

/// The register as this desk has it.
pub(super) struct DeskLabels<'a> {
    pub(super) tx: &'a Tx<'a>,
    /// What this person holds; none where nobody is known any more.
    pub(super) hands: Option<Hands>,
    pub(super) prefix: String,
    /// The files the batch itself has attached already.
    pub(super) of_batch: &'a [ComponentId],
}

impl DeskLabels<'_> {
    fn known(&self, document: Document) -> store::Result<KnownLetter> {
        // Under the JID it had before, too.
        let names = [Some(&document.jid), document.earlier_jid.as_ref()].map(|it| it.map(file_name));
        let is_scan = |name: &String| names.iter().flatten().any(|it| it == name);
        let verbs = self.hands.as_ref().map(|it| verbs_of(self.tx, it, &document)).transpose()?.unwrap_or_default();
        let files = self.tx.components(document.id)?;
        Ok(KnownLetter {
            document: document.id,
            takes_file: verbs.contains(&"attach"),
            is_scanned: files.iter().any(|it| is_scan(&it.name) && !self.of_batch.contains(&it.id)),
            has_attachments: document.paper_attachments.is_some_and(|it| it > 0),
            is_cancelled: document.is_cancelled(),
            sheets: document.sheets,
            jid: document.jid,
        })
    }

    fn find(&self, jid: &Jid) -> store::Result<Option<Document>> {
        let query = ListQuery {
            list: WorkList::All,
            search: Search::Words(TextField::Jid, jid.to_string()),
            sort: SortBy::Captured,
            descending: true,
            after: None,
            limit: 10,
        };
        for line in self.tx.list_documents(&query)?.lines {
            let found = self.tx.document(line.id)?.filter(|it| it.jid == *jid || it.earlier_jid.as_ref() == Some(jid));
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

impl Labels for DeskLabels<'_> {
    fn prefix(&self) -> &str {
        &self.prefix
    }

    fn by_label(&self, jid: &Jid) -> Option<KnownLetter> {
        // What cannot be read now is not known now.
        self.find(jid).and_then(|it| it.map(|it| self.known(it)).transpose()).ok().flatten()
    }

    fn by_id(&self, document: DocumentId) -> Option<KnownLetter> {
        self.tx.document(document).and_then(|it| it.map(|it| self.known(it)).transpose()).ok().flatten()
    }
}
