//! `clerk`: the workstation without a window, for scripts and tests.
//!
//! The walk of a command: [`arguments`] reads it, [`run`] opens the desk and calls the function of its name, that
//! calls an action; [`output`] prints. What a clerk can do stands in `actions`, not here.

mod arguments;
mod batch;
mod capture;
mod changes;
mod check;
mod emergency;
mod enrol;
mod fetch;
mod file;
mod find;
mod list;
mod needs_you;
mod output;
mod prints;
mod register;
mod run;
mod show;
mod substitute;
mod sync;
mod words;

use std::process::ExitCode;

use clap::Parser;
use sentences::Language;
use values::{Code, Problem, Refusal};

use crate::arguments::Arguments;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(why) if why.use_stderr() => return not_understood(&why),
        Err(help) => {
            output::print(&help.to_string());
            return ExitCode::SUCCESS;
        }
    };
    match run::run(&arguments) {
        Ok(said) if arguments.json => output::print_line(&said.json.to_string()),
        Ok(said) => output::print_line(&said.text),
        Err(problem) => {
            output::print_problem(&problem, arguments.language, arguments.json);
            return sentences::exit_code(&problem).into();
        }
    }
    ExitCode::SUCCESS
}

/// Tells what the parser said; a script that asked for JSON gets it here, too.
fn not_understood(why: &clap::Error) -> ExitCode {
    output::print_error(&why.to_string());
    if std::env::args().any(|it| it == "--json") {
        let first_line = why.to_string().lines().next().unwrap_or_default().to_owned();
        let problem = Refusal::new(Code::UsageWrong).with("why", first_line).into();
        output::print_line(&sentences::problem_json(&problem, Language::Cs).to_string());
    }
    sentences::exit_code(&Problem::refused(Code::UsageWrong)).into()
}
