//! `file …`, `plan …`: case files and the filing plan.

use std::path::PathBuf;

use actions::{FilePrint, PlanSource, PlanTaken};
use clap::{Subcommand, ValueEnum};
use domain::case_file::{
    AssignCaseFile, CaseFile, CloseCaseFile, CorrectCaseFile, InsertDocument, JoinCaseFiles, MoveCaseFile, NoteEvent,
    PartCaseFiles, ReopenCaseFile, SettleCaseFile, TakeOutDocument,
};
use domain::registry::{Field, FieldChange, ReopenDocument, SettleDocument, SettlementWay};
use plan_files::Starter;
use sentences::Language;
use serde_json::{Value, json};
use store::{CaseFileList, CaseFileQuery, Desk, Tx};
use values::{CaseFileId, Code, Problem, Refusal};

use crate::find;
use crate::output::{Said, line_json, line_text, name_of};
use crate::prints::Target;
use crate::run::usage;
use crate::show;
use crate::words::own;

/// What is done with case files. FILE is an id, a JID or a file mark; CLASS is a class mark.
#[derive(Subcommand)]
pub(crate) enum File {
    /// Found a file on a document.
    Found {
        /// The document.
        document: String,
        /// The class it belongs to.
        #[arg(long)]
        class: String,
        /// What it is about; the document's subject when left out.
        #[arg(long, default_value = "")]
        subject: String,
    },
    /// Put a document into a file, also from another one.
    Put {
        /// The document.
        document: String,
        /// The file.
        #[arg(long, value_name = "FILE")]
        into: String,
    },
    /// Take a document out of its file.
    TakeOut {
        /// The document.
        document: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Settle a document: by_document, forwarded, noted, by_record or otherwise.
    SettleDocument {
        /// The document.
        document: String,
        /// How.
        #[arg(long, default_value = "by_document")]
        way: String,
        /// What was done; needed with forwarded (to whom) and otherwise.
        #[arg(long, default_value = "")]
        note: String,
        /// Why; needed with otherwise.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Take a settled document up again.
    ReopenDocument {
        /// The document.
        document: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Settle a file with all its documents.
    Settle {
        /// The file.
        file: String,
        /// How, as with a document.
        #[arg(long, default_value = "by_document")]
        way: String,
        /// What was done; needed with forwarded (to whom) and otherwise.
        #[arg(long, default_value = "")]
        note: String,
        /// Why; needed with otherwise.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Close a settled file; its retention begins.
    Close {
        /// The file.
        file: String,
        /// The year its period runs from, where its class asks for one.
        #[arg(long)]
        year: Option<i16>,
    },
    /// Take a settled or closed file up again.
    Reopen {
        /// The file.
        file: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
        /// Where it goes on, when its own class is closed.
        #[arg(long)]
        class: Option<String>,
    },
    /// Correct what a file that is not closed is about, or whether it is only for those who need it.
    Correct {
        /// The file.
        file: String,
        /// What it is about.
        #[arg(long)]
        subject: Option<String>,
        /// Whether it is only for those who need it.
        #[arg(long, value_name = "BOOL")]
        restricted: Option<bool>,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Say whether the event a closed file waits for has happened.
    Event {
        /// The file.
        file: String,
        /// The year it happened; left out: not yet.
        #[arg(long)]
        year: Option<i16>,
        /// What it is known from; needed to change a year that was noted.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Move an open file to another class.
    Move {
        /// The file.
        file: String,
        /// The class.
        #[arg(long)]
        class: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Give a file to a unit or a person to keep.
    Assign {
        /// The file.
        file: String,
        /// The unit, by its code.
        #[arg(long)]
        unit: Option<String>,
        /// The person, by name.
        #[arg(long)]
        person_name: Option<String>,
    },
    /// Join two files for good.
    Join {
        /// The file.
        file: String,
        /// The other one.
        #[arg(long, value_name = "FILE")]
        to: String,
    },
    /// Part two joined files.
    Part {
        /// The file.
        file: String,
        /// The other one.
        #[arg(long, value_name = "FILE")]
        from: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// List files, the newest first.
    List {
        /// Beginnings of words of mark and subject.
        #[arg(default_value = "")]
        search: String,
        /// Which of them.
        #[arg(long, value_enum, default_value = "all")]
        list: FileListName,
        /// How many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Show a file with its documents.
    Show {
        /// The file.
        file: String,
    },
    /// Print the cover.
    Cover {
        /// The file.
        file: String,
        /// Where to.
        #[command(flatten)]
        target: Target,
    },
    /// Print the list of documents, of a collecting sheet the sheet.
    Contents {
        /// The file.
        file: String,
        /// Where to.
        #[command(flatten)]
        target: Target,
    },
}

/// What is done with the filing plan.
#[derive(Subcommand)]
pub(crate) enum Plan {
    /// Put a plan in force: the standard's XML, a table, or a starter.
    Import {
        /// The file.
        #[arg(required_unless_present = "starter")]
        file: Option<PathBuf>,
        /// town, village or school.
        #[arg(long, conflicts_with = "file")]
        starter: Option<String>,
    },
    /// List the classes files can be founded in.
    List,
}

pub(crate) fn plan(desk: &Desk, it: &Plan, language: Language) -> Result<Said, Problem> {
    match it {
        Plan::Import { file, starter } => {
            let source = match (file, starter) {
                (Some(path), _) => PlanSource::File(path),
                (None, Some(name)) => {
                    PlanSource::Starter(Starter::named(name).ok_or_else(|| usage("--starter is town, village or school"))?)
                }
                (None, None) => return Err(usage("a file or --starter is missing")),
            };
            let PlanTaken { n_classes, left_out } = actions::import_plan(desk, source)?;
            let mut text = own("plan", &[("n", &n_classes)], language);
            if !left_out.is_empty() {
                text.push_str(&own("plan_left_out", &[("marks", &left_out.join(", "))], language));
            }
            Ok(Said { text, json: json!({ "n_classes": n_classes, "left_out": left_out }) })
        }
        Plan::List => Ok(desk.read(|tx| {
            let classes: Vec<_> = tx.open_classes()?.into_iter().filter(|it| it.is_leaf()).collect();
            let rule = |it: &domain::file_plan::FileClass| it.retention.map(|it| it.text()).unwrap_or_default();
            let lines = classes.iter().map(|it| format!("{}\t{}\t{}", it.mark, rule(it), it.title));
            let rows = classes.iter().map(|it| {
                json!({ "id": it.id, "mark": it.mark, "title": it.title, "retention": rule(it), "numbering": it.numbering })
            });
            Ok(Said {
                text: lines.collect::<Vec<_>>().join("\n"),
                json: json!({ "classes": rows.collect::<Vec<Value>>() }),
            })
        })?),
    }
}

pub(crate) fn file(desk: &Desk, it: &File, language: Language) -> Result<Said, Problem> {
    match it {
        File::Found { document, class, subject } => {
            let (document, class) = desk.read(|tx| Ok((find::document(tx, document)?.id, find::class(tx, class)?)))?;
            let id = actions::found_case_file(desk, document, class, subject)?;
            show(desk, id, language)
        }
        File::Put { document, into } => {
            let (document, was, case_file) = desk.read(|tx| {
                let line = find::document(tx, document)?;
                Ok((line.id, line.case_file, find::case_file(tx, into)?.id))
            })?;
            actions::submit(desk, InsertDocument { document, case_file, was })?;
            show(desk, case_file, language)
        }
        File::TakeOut { document, reason } => {
            let line = desk.read(|tx| Ok(find::document(tx, document)?))?;
            let case_file = line.case_file.ok_or_else(|| Refusal::new(Code::NotInCaseFile))?;
            actions::submit(desk, TakeOutDocument { document: line.id, case_file, reason: reason.clone() })?;
            show(desk, case_file, language)
        }
        File::SettleDocument { document, way, note, reason } => {
            let (way, document) = (read_way(way)?, desk.read(|tx| Ok(find::document(tx, document)?.id))?);
            let wish = SettleDocument { document, way, note: note.clone(), reason: reason.clone() };
            actions::submit(desk, wish)?;
            show_document(desk, document, language)
        }
        File::ReopenDocument { document, reason } => {
            let document = desk.read(|tx| Ok(find::document(tx, document)?.id))?;
            actions::submit(desk, ReopenDocument { document, reason: reason.clone() })?;
            show_document(desk, document, language)
        }
        File::Settle { file, way, note, reason } => {
            let (way, case_file) = (read_way(way)?, named(desk, file)?.id);
            let wish = SettleCaseFile { case_file, way, note: note.clone(), reason: reason.clone() };
            actions::submit(desk, wish)?;
            show(desk, case_file, language)
        }
        File::Close { file, year } => {
            let case_file = named(desk, file)?.id;
            actions::submit(desk, CloseCaseFile { case_file, trigger_year: *year })?;
            show(desk, case_file, language)
        }
        File::Reopen { file, reason, class } => {
            let case_file = named(desk, file)?.id;
            let class = class.as_deref().map(|it| desk.read(|tx| Ok(find::class(tx, it)?))).transpose()?;
            actions::submit(desk, ReopenCaseFile { case_file, reason: reason.clone(), class })?;
            show(desk, case_file, language)
        }
        File::Move { file, class, reason } => {
            let found = named(desk, file)?;
            let class = desk.read(|tx| Ok(find::class(tx, class)?))?;
            let wish = MoveCaseFile { case_file: found.id, was: found.class, class, reason: reason.clone() };
            actions::submit(desk, wish)?;
            show(desk, found.id, language)
        }
        File::Correct { file, subject, restricted, reason } => {
            let found = named(desk, file)?;
            let change = |field, now: Option<Value>| {
                let was = CorrectCaseFile::value(&found, field)?;
                now.map(|now| FieldChange { field, was, now })
            };
            let subject = change(Field::Subject, subject.clone().map(Value::from));
            let restricted = change(Field::Restricted, restricted.map(Value::from));
            let changes = subject.into_iter().chain(restricted).collect();
            actions::submit(desk, CorrectCaseFile { case_file: found.id, changes, reason: reason.clone() })?;
            show(desk, found.id, language)
        }
        File::Event { file, year, reason } => {
            let found = named(desk, file)?;
            let was = found.closed.and_then(|it| it.trigger_year);
            let wish = NoteEvent { case_file: found.id, was, year: *year, reason: reason.clone() };
            actions::submit(desk, wish)?;
            show(desk, found.id, language)
        }
        File::Assign { file, unit, person_name } => {
            let found = named(desk, file)?;
            let (unit, person) = desk.read(|tx| {
                let unit = unit.as_deref().map(|it| find::unit(tx, it)).transpose()?;
                let person = person_name.as_deref().map(|it| find::person(tx, it)).transpose()?;
                Ok((unit.map(|it| it.id), person.map(|it| it.id)))
            })?;
            let (was_unit, was_person) = (found.unit, found.person);
            actions::submit(desk, AssignCaseFile { case_file: found.id, was_unit, was_person, unit, person })?;
            show(desk, found.id, language)
        }
        File::Join { file, to } => {
            let (case_file, to) = (named(desk, file)?.id, named(desk, to)?.id);
            actions::submit(desk, JoinCaseFiles { case_file, to })?;
            show(desk, case_file, language)
        }
        File::Part { file, from, reason } => {
            let (case_file, from) = (named(desk, file)?.id, named(desk, from)?.id);
            actions::submit(desk, PartCaseFiles { case_file, from, reason: reason.clone() })?;
            show(desk, case_file, language)
        }
        File::List { search, list: which, limit } => list(desk, search, *which, *limit, language),
        File::Show { file } => show(desk, named(desk, file)?.id, language),
        File::Cover { file, target } => print(desk, file, FilePrint::Cover, target, language),
        File::Contents { file, target } => print(desk, file, FilePrint::List, target, language),
    }
}

fn named(desk: &Desk, file: &str) -> Result<CaseFile, Problem> {
    Ok(desk.read(|tx| Ok(find::case_file(tx, file)?))?)
}

fn read_way(typed: &str) -> Result<SettlementWay, Problem> {
    serde_json::from_value(json!(typed))
        .map_err(|_| usage("--way is by_document, forwarded, noted, by_record or otherwise"))
}

fn print(desk: &Desk, file: &str, what: FilePrint, target: &Target, language: Language) -> Result<Said, Problem> {
    actions::print_case_file(desk, named(desk, file)?.id, what, &target.read()?)?;
    let place = target.name();
    Ok(Said { text: own("file_print", &[("to", &place)], language), json: json!({ "to": place }) })
}

/// The lists of case files.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FileListName {
    /// Every one.
    All,
    /// Open ones.
    Open,
    /// Open ones this person keeps, her unit, or whom she stands in for.
    Mine,
    /// Settled ones.
    Settled,
    /// Closed ones.
    Closed,
    /// Closed ones of which it is time to ask whether the event they wait for has happened.
    ToAsk,
}

fn list(desk: &Desk, search: &str, which: FileListName, limit: u32, language: Language) -> Result<Said, Problem> {
    let list = match which {
        FileListName::All => CaseFileList::All,
        FileListName::Open => CaseFileList::Open,
        FileListName::Mine => CaseFileList::Mine,
        FileListName::Settled => CaseFileList::Settled,
        FileListName::Closed => CaseFileList::Closed,
        FileListName::ToAsk => CaseFileList::ToAsk,
    };
    let query = CaseFileQuery { list, search: search.to_owned(), after: None, limit };
    Ok(desk.read(|tx| {
        let page = tx.list_case_files(&query)?;
        let rows = page.files.iter().map(|it| file_json(tx, it)).collect::<store::Result<Vec<Value>>>()?;
        let text = page.files.iter().map(|it| file_text(it, language)).collect::<Vec<_>>().join("\n");
        Ok(Said { text, json: json!({ "files": rows, "total": page.total, "next": page.next }) })
    })?)
}

fn show(desk: &Desk, id: CaseFileId, language: Language) -> Result<Said, Problem> {
    actions::look_at_file(desk, id)?;
    Ok(desk.read(|tx| {
        let file = tx.case_file(id)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        let mut lines = Vec::new();
        for document in tx.documents_of(id)? {
            lines.extend(tx.document_line(document.id)?);
        }
        let mut text = vec![file_text(&file, language)];
        text.extend(lines.iter().map(|it| format!("  {}", line_text(it, language))));
        let documents = lines.iter().map(|it| line_json(tx, it)).collect::<store::Result<Vec<Value>>>()?;
        let mut json = file_json(tx, &file)?;
        json["documents"] = json!(documents);
        json["joined"] = json!(file.joined);
        let history = tx.file_history(id)?;
        json["history"] =
            history.iter().map(|it| show::history_json(tx, it)).collect::<store::Result<Vec<Value>>>()?.into();
        json["may"] = json!(actions::may_with_file(tx, &file)?);
        Ok(Said { text: text.join("\n"), json: json!({ "file": json }) })
    })?)
}

fn show_document(desk: &Desk, id: values::DocumentId, language: Language) -> Result<Said, Problem> {
    Ok(desk.read(|tx| {
        let line = tx.document_line(id)?.ok_or_else(|| Refusal::new(Code::NotFound))?;
        Ok(Said { text: line_text(&line, language), json: json!({ "document": line_json(tx, &line)? }) })
    })?)
}

fn file_json(tx: &Tx<'_>, it: &CaseFile) -> store::Result<Value> {
    Ok(json!({
        "id": it.id, "jid": it.jid, "mark": it.mark.as_ref().map(|it| &it.text), "subject": it.subject,
        "class": tx.class(it.class)?.map(|it| it.mark), "numbering": it.numbering, "state": it.state,
        "unit": it.unit, "person": it.person, "founded_at": it.founded_at, "settled_at": it.settled.as_ref().map(|it| it.at),
        "closed_at": it.closed.as_ref().map(|it| it.at),
        "retention": it.closed.as_ref().map(|it| it.retention.text()),
        "disposal_mark": it.closed.as_ref().map(|it| it.mark),
        "trigger_year": it.closed.as_ref().and_then(|it| it.trigger_year),
        "ask_on": it.closed.as_ref().and_then(|it| it.ask_on()),
        "due_year": it.closed.as_ref().and_then(|it| it.due_year), "restricted": it.restricted,
        "n_documents": tx.n_documents_of(it.id)?,
    }))
}

fn file_text(it: &CaseFile, language: Language) -> String {
    let mark = it.mark.as_ref().map_or_else(|| own("unmarked", &[], language), |it| it.text.clone());
    let state = sentences::word(&format!("state.{}", name_of(&it.state)), language);
    [mark, it.jid.to_string(), it.subject.clone(), state].join("\t")
}
