//! Documents in lists and alone, and their correction.

use std::path::Path;

use actions::{Many, Seen};
use domain::deadline::{Deadline, DeadlineRule, deadline_rules};
use domain::registry::{Field, OtherAttachments};
use serde_json::{Value, json};
use store::{Desk, Tx};
use values::{Code, DocumentId, Problem, Refusal, local_date};

use crate::prints::refuse_existing;
use crate::read::{code, id};
use crate::requests::{CorrectDocumentArgs, ExportDocumentsArgs};
use crate::show;
use crate::to_ui;
use crate::types::*;
use crate::workstation::{Open, Workstation};

impl Workstation {
    pub(crate) fn documents(&self, query: &ListQuery) -> Result<DocumentPage, Problem> {
        let open = self.open()?;
        let page = open.desk.read(|tx| {
            let page = tx.list_documents(&asked(tx, query)?)?;
            let mut names = show::Names::default();
            let rows = page.lines.into_iter().map(|it| show::row(tx, &mut names, it)).collect::<store::Result<_>>()?;
            Ok(DocumentPage { rows, next: page.next })
        })?;
        Ok(page)
    }

    pub(crate) fn count(&self, query: &ListQuery) -> Result<u32, Problem> {
        Ok(self.open()?.desk.read(|tx| tx.count_documents(&asked(tx, query)?))?)
    }

    pub(crate) fn export(&self, args: &ExportDocumentsArgs) -> Result<u32, Problem> {
        let open = self.open()?;
        let path = args.path.trim();
        if path.is_empty() {
            return Err(Refusal::new(Code::PlaceMissing).at("path").into());
        }
        refuse_existing(path, "csv", args.replace)?;
        let query = open.desk.read(|tx| asked(tx, &args.query))?;
        let n_rows = actions::export(&open.desk, &query, Path::new(path))?;
        Ok(u32::try_from(n_rows).unwrap_or(u32::MAX))
    }

    pub(crate) fn detail(&self, document: &str) -> Result<DocumentDetail, Problem> {
        let open = self.open()?;
        let id = id(document)?;
        self.note_looked_at(&open, id)?;
        let found = open.desk.read(|tx| match (tx.document(id)?, show::row_of(tx, id)?) {
            (Some(document), Some(row)) => show::detail(tx, &document, row).map(Some),
            _ => Ok(None),
        })?;
        found.ok_or_else(|| Problem::refused(Code::NotFound))
    }

    /// Notes that a document was opened: not again while it stays open and is only read anew.
    fn note_looked_at(&self, open: &Open, id: DocumentId) -> Result<(), Problem> {
        open.show(Some(id.0), || actions::look_at(&open.desk, id))
    }

    pub(crate) fn rules_in_force(&self) -> Result<Vec<DeadlineRuleRow>, Problem> {
        let today = local_date(self.open()?.desk.now());
        let rules = deadline_rules().iter().filter(|it| it.is_in_force(today));
        let row = |it: &DeadlineRule| DeadlineRuleRow {
            id: it.id.clone(),
            max_more_days: it.max_more_days,
            law: it.law.clone(),
        };
        Ok(rules.map(row).collect())
    }

    pub(crate) fn deadline(&self, document: &str, typed: &str) -> Result<Option<DeadlineRow>, Problem> {
        let open = self.open()?;
        let document = id(document)?;
        let found = open.desk.read(|tx| tx.document(document))?.ok_or_else(|| Problem::refused(Code::NotFound))?;
        let typing = actions::Typing { now: open.desk.now(), came_on: actions::came_on(&found) };
        Ok(actions::read_deadline(typed, typing)?.as_ref().map(show::deadline))
    }

    pub(crate) fn correct(&self, args: &CorrectDocumentArgs) -> Result<(), Problem> {
        let document = id(&args.document)?;
        let seen = args
            .changes
            .iter()
            .map(|it| {
                let field: Field = code("field", &it.field)?;
                Ok(Seen { field, was: seen_value(field, &args.seen)?, now: it.now.clone() })
            })
            .collect::<Result<_, Problem>>()?;
        self.change(|desk| actions::correct(desk, document, seen, &args.reason))
    }
}

impl Workstation {
    /// Does something with many documents; what was refused comes back with its row.
    pub(crate) fn with_many(
        &self,
        documents: &[String],
        act: impl FnOnce(&Desk, &[DocumentId]) -> Result<Many, Problem>,
    ) -> Result<DoneMany, Problem> {
        let documents = documents.iter().map(|it| id(it)).collect::<Result<Vec<DocumentId>, Problem>>()?;
        let done = self.change(|desk| act(desk, &documents))?;
        let mut refused = Vec::new();
        for (id, refusal) in done.refused {
            if let Some(document) = self.open()?.desk.read(|tx| show::row_of(tx, id))? {
                refused.push(RefusedRow { document, problem: to_ui(refusal.into()) });
            }
        }
        Ok(DoneMany { n_done: u32::try_from(done.n_done).unwrap_or(u32::MAX), refused })
    }
}

/// The list as the desk reads it; refuses a search that names what nobody knows.
fn asked(tx: &Tx<'_>, query: &ListQuery) -> store::Result<store::ListQuery> {
    Ok(store::ListQuery {
        list: match query.list {
            WorkList::All => store::WorkList::All,
            WorkList::Today => store::WorkList::Today,
            WorkList::WithoutNumber => store::WorkList::WithoutNumber,
            WorkList::Unassigned => store::WorkList::Unassigned,
            WorkList::ReturnedToMe => store::WorkList::ReturnedToMe,
            WorkList::AssignedToMe => store::WorkList::AssignedToMe,
            WorkList::WithDeadline => store::WorkList::WithDeadline,
        },
        search: actions::read_search(tx, &query.search)?.search(),
        sort: match query.sort {
            SortBy::Captured => store::SortBy::Captured,
            SortBy::Reference => store::SortBy::Reference,
            SortBy::Delivered => store::SortBy::Delivered,
            SortBy::Subject => store::SortBy::Subject,
            SortBy::Sender => store::SortBy::Sender,
            SortBy::Due => store::SortBy::Due,
        },
        descending: query.descending,
        after: query.after.clone(),
        limit: query.limit,
    })
}

/// The value the clerk saw when she began to correct.
fn seen_value(field: Field, seen: &DocumentDetail) -> Result<Value, Problem> {
    Ok(match field {
        Field::Subject => json!(seen.row.subject),
        Field::Sender => json!(seen.sender_id),
        Field::Addressee => json!(seen.addressee_id),
        Field::SenderReference => json!(seen.sender_reference),
        Field::DeliveredAt => json!(seen.row.delivered_at),
        Field::DeliveryMethod => json!(seen.delivery_method),
        Field::Sheets => json!(seen.sheets),
        Field::PaperAttachments => json!(seen.paper_attachments),
        Field::OtherAttachments if seen.other_count == 0 && seen.other_description.is_empty() => Value::Null,
        Field::OtherAttachments => {
            json!(OtherAttachments::new(seen.other_count, &seen.other_description))
        }
        Field::Copies => json!(seen.copies),
        Field::Unopened => json!(seen.unopened),
        Field::Envelope if seen.envelope.is_empty() => Value::Null,
        Field::Envelope => json!(seen.envelope),
        Field::Restricted => json!(seen.row.restricted),
        Field::Deadline => match &seen.deadline {
            Some(it) => json!(Deadline {
                rule: it.rule.clone(),
                starts_on: code("starts_on", &it.starts_on)?,
                more_days: it.more_days,
                due_on: code("due_on", &it.due_on)?,
                extra: Default::default(),
            }),
            None => Value::Null,
        },
        _ => {
            return Err(Refusal::new(Code::FieldNotCorrectable).at(field.name()).into());
        }
    })
}
