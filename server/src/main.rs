//! `centre`: the technology centre's only program.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use clap::Parser;
use server::admin::{Arguments, run};
use values::{Code, Problem};

fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(said) if arguments.json => println!("{said}"),
        Ok(said) => println!("{}", said["text"].as_str().unwrap_or_default()),
        Err(problem) => {
            if arguments.json {
                println!("{}", serde_json::json!({ "problem": problem }));
            }
            eprintln!("{problem}");
            return exit_code(&problem);
        }
    }
    ExitCode::SUCCESS
}

/// 0 done, 1 refused, 2 wrong usage, 3 unavailable, 4 damaged data.
fn exit_code(problem: &Problem) -> ExitCode {
    match problem {
        Problem::Refused(it) if it.code == Code::UsageWrong => 2,
        Problem::Refused(_) => 1,
        Problem::Unavailable(_) => 3,
        Problem::Damaged(_) | Problem::Broken(_) => 4,
    }
    .into()
}
