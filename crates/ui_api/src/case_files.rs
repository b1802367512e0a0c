//! Case files and classes as the window shows them.

use domain::case_file::CaseFile;
use domain::file_plan::{FileClass, Trigger};
use domain::registry::Settlement;
use domain::{EntityKey, EntityKind};
use store::Tx;
use values::{CaseFileId, ClassId, Code, Problem, Refusal};

use crate::read::{code_text, id};
use crate::show::{self, Names, text};
use crate::types::*;
use crate::workstation::Workstation;

impl Workstation {
    pub(crate) fn classes(&self) -> Result<Vec<ClassRow>, Problem> {
        let classes = self.open()?.desk.read(|tx| tx.open_classes())?;
        Ok(classes.iter().filter(|it| it.is_leaf()).map(class_row).collect())
    }

    pub(crate) fn case_files(&self, query: &CaseFileQuery) -> Result<CaseFilePage, Problem> {
        let query = store::CaseFileQuery {
            list: match query.list {
                CaseFileList::All => store::CaseFileList::All,
                CaseFileList::Open => store::CaseFileList::Open,
                CaseFileList::Mine => store::CaseFileList::Mine,
                CaseFileList::Settled => store::CaseFileList::Settled,
                CaseFileList::Closed => store::CaseFileList::Closed,
                CaseFileList::ToAsk => store::CaseFileList::ToAsk,
            },
            search: query.search.clone(),
            after: query.after.clone(),
            limit: query.limit,
        };
        let page = self.open()?.desk.read(|tx| {
            let page = tx.list_case_files(&query)?;
            let mut names = Names::default();
            let rows = page.files.iter().map(|it| row(tx, &mut names, it)).collect::<store::Result<_>>()?;
            Ok(CaseFilePage { rows, next: page.next, total: page.total })
        })?;
        Ok(page)
    }

    pub(crate) fn case_file(&self, named: &str) -> Result<CaseFileDetail, Problem> {
        let id: CaseFileId = id(named)?;
        let open = self.open()?;
        open.show(Some(id.0), || actions::look_at_file(&open.desk, id))?;
        let found = open.desk.read(|tx| match tx.case_file(id)? {
            Some(file) => detail(tx, &file).map(Some),
            None => Ok(None),
        })?;
        found.ok_or_else(|| Problem::refused(Code::NotFound))
    }
}

/// Reads a class that was chosen; nothing chosen is refused beside the field.
pub(crate) fn class(named: &str) -> Result<ClassId, Problem> {
    if named.is_empty() { Err(Refusal::new(Code::ClassUnknown).at("class").into()) } else { id(named) }
}

/// Reads a case file that was chosen; nothing chosen is refused beside the field.
pub(crate) fn chosen(field: &str, named: &str) -> Result<CaseFileId, Problem> {
    if named.is_empty() { Err(Refusal::new(Code::CaseFileMissing).at(field).into()) } else { id(named) }
}

/// Reads a year that was typed; nothing typed is none.
pub(crate) fn trigger_year(typed: &str) -> Result<Option<i16>, Problem> {
    let wrong = |_| Refusal::new(Code::DateNotUnderstood).at("trigger_year");
    match typed.trim() {
        "" => Ok(None),
        typed => Ok(Some(typed.parse().map_err(wrong)?)),
    }
}

fn class_row(it: &FileClass) -> ClassRow {
    ClassRow {
        id: it.id.to_string(),
        mark: it.mark.clone(),
        title: it.title.clone(),
        retention: it.retention.map(|it| it.text()).unwrap_or_default(),
        numbering: code_text(&it.numbering),
        needs_trigger_year: it.retention.is_some_and(|it| it.trigger == Trigger::SubjectBorn),
    }
}

fn row(tx: &Tx<'_>, names: &mut Names, it: &CaseFile) -> store::Result<CaseFileRow> {
    let key = EntityKey { kind: EntityKind::CaseFile, id: it.id.0 };
    Ok(CaseFileRow {
        id: it.id.to_string(),
        jid: it.jid.to_string(),
        mark: it.mark.as_ref().map(|it| it.text.clone()),
        subject: it.subject.clone(),
        class_mark: tx.class(it.class)?.map(|it| it.mark).unwrap_or_default(),
        state: code_text(&it.state),
        unit: names.unit(tx, it.unit)?.0,
        person: names.person(tx, it.person)?,
        founded_at: text(it.founded_at),
        n_documents: tx.n_documents_of(it.id)?,
        restricted: it.restricted,
        is_pending: tx.is_pending(key)?,
    })
}

fn detail(tx: &Tx<'_>, it: &CaseFile) -> store::Result<CaseFileDetail> {
    let mut names = Names::default();
    let mut documents = Vec::new();
    for document in tx.documents_of(it.id)? {
        if let Some(row) = show::row_of(tx, document.id)? {
            documents.push(FileDocumentRow { order: document.case_file.map_or(0, |it| it.order), document: row });
        }
    }
    let mut joined = Vec::new();
    for id in &it.joined {
        if let Some(other) = tx.case_file(*id)? {
            joined.push(row(tx, &mut names, &other)?);
        }
    }
    let lines = tx.file_history(it.id)?;
    let history =
        lines.iter().map(|it| show::history_row(tx, &mut names, &it.0, it.1)).collect::<store::Result<_>>()?;
    Ok(CaseFileDetail {
        row: row(tx, &mut names, it)?,
        class: tx.class(it.class)?.as_ref().map(class_row),
        unit_id: it.unit.map(|it| it.to_string()),
        person_id: it.person.map(|it| it.to_string()),
        numbering: code_text(&it.numbering),
        founded_by: names.person(tx, it.founded_by)?,
        settled: it.settled.as_ref().map(|it| settled(tx, &mut names, it)).transpose()?,
        closed_at: it.closed.as_ref().map(|it| text(it.at)),
        is_of_event: it.is_of_event(),
        trigger_year: it.closed.as_ref().and_then(|it| it.trigger_year),
        ask_on: it.closed.as_ref().and_then(|it| it.ask_on()).map(|it| it.to_string()),
        due_year: it.closed.as_ref().and_then(|it| it.due_year),
        documents,
        joined,
        history,
        may: actions::may_with_file(tx, it)?.into_iter().map(str::to_owned).collect(),
    })
}

pub(crate) fn settled(tx: &Tx<'_>, names: &mut Names, it: &Settlement) -> store::Result<SettledRow> {
    let (way, by) = (code_text(&it.way), names.person(tx, it.by)?);
    Ok(SettledRow { way, note: it.note.clone(), reason: it.reason.clone(), at: text(it.at), by })
}
