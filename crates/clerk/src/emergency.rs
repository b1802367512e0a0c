//! `emergency`: the substitute register.

use actions::Reach;
use clap::{Subcommand, ValueEnum};
use documents::BookPeriod;
use domain::emergency::{Afterwards, ReregisterDocument};
use sentences::Language;
use serde_json::{Value, json};
use store::Desk;
use values::{Code, Problem, local_text};

use crate::find;
use crate::output::Said;
use crate::prints::{Target, written};
use crate::words::own;

/// What is done with substitute registers.
#[derive(Subcommand)]
pub(crate) enum Emergency {
    /// Declare an emergency: this desk registers into a substitute register of its own. Refused while the centre answers.
    Declare {
        /// What makes the usual way impossible.
        #[arg(long)]
        reason: String,
    },
    /// Close a substitute register.
    End {
        /// Its name or id.
        register: String,
        /// What becomes of its documents.
        #[arg(long, value_enum)]
        afterwards: AfterwardsName,
    },
    /// Register a document of a closed one again.
    Reregister {
        /// Which.
        document: String,
    },
    /// List the substitute registers.
    List,
    /// Print one.
    Book {
        /// Its name or id.
        register: String,
        /// Where to; a file whose name ends in `.csv` becomes a table.
        #[command(flatten)]
        target: Target,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum AfterwardsName {
    Reregister,
    Keep,
}

pub(crate) fn emergency(desk: &Desk, it: &Emergency, language: Language) -> Result<Said, Problem> {
    match it {
        Emergency::Declare { reason } => {
            // A shell has no exchange in the background: whether the centre answers is found out now.
            let reach = match crate::sync::round(desk) {
                Ok(_) => Reach::Online,
                Err(Problem::Unavailable(it)) if it.code == Code::CentreUnreachable => Reach::Offline,
                Err(problem) => return Err(problem),
            };
            actions::declare_emergency(desk, reason, reach)?;
            list(desk, language)
        }
        Emergency::End { register, afterwards } => {
            let afterwards = match afterwards {
                AfterwardsName::Reregister => Afterwards::Reregister,
                AfterwardsName::Keep => Afterwards::Keep,
            };
            let register = desk.read(|tx| actions::find_emergency(tx, register))?;
            let n = actions::end_emergency(desk, register.id, afterwards)?;
            let mut said = list(desk, language)?;
            said.json["n_reregistered"] = json!(n);
            Ok(said)
        }
        Emergency::Reregister { document } => {
            let id = desk.read(|tx| Ok(find::document(tx, document)?.id))?;
            actions::submit(desk, ReregisterDocument { document: id })?;
            crate::changes::done(desk, id, language)
        }
        Emergency::List => list(desk, language),
        Emergency::Book { register, target } => {
            let register = desk.read(|tx| actions::find_emergency(tx, register))?;
            written(desk, BookPeriod::Emergency(Box::new(register)), target, language)
        }
    }
}

fn list(desk: &Desk, language: Language) -> Result<Said, Problem> {
    let all = desk.read(actions::emergencies)?;
    let text: Vec<String> = all
        .iter()
        .map(|it| {
            let until = it.register.end.as_ref().map_or_else(String::new, |it| local_text(it.at));
            let from = local_text(it.register.begun_at);
            let facts: [(&str, &dyn ToString); 5] = [
                ("name", &it.register.name),
                ("from", &from),
                ("until", &until),
                ("n", &it.n_documents),
                ("reason", &it.register.reason),
            ];
            own("emergency", &facts, language)
        })
        .collect();
    let rows: Vec<Value> = all
        .iter()
        .map(|it| {
            json!({
                "id": it.register.id, "name": it.register.name, "reason": it.register.reason,
                "begun_at": it.register.begun_at, "ended_at": it.register.end.as_ref().map(|it| it.at),
                "afterwards": it.register.end.as_ref().map(|it| it.afterwards), "is_here": it.is_here,
                "n_documents": it.n_documents, "n_waiting": it.n_waiting, "last": it.last,
            })
        })
        .collect();
    Ok(Said { text: text.join("\n"), json: json!({ "emergencies": rows }) })
}
