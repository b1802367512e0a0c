//! `centre`: the technology centre's only program.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use clap::Parser;
use server::admin::{Arguments, run};
use values::Problem;

fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(said) if arguments.json => println!("{said}"),
        Ok(said) => println!("{}", said["text"].as_str().unwrap_or_default()),
        Err(problem) => {
            if arguments.json {
                println!("{}", sentences::problem_json(&problem, arguments.language));
            }
            eprintln!("{}", sentences::of_problem(&problem, arguments.language));
            if let Problem::Broken(why) = &problem {
                eprintln!("{why}");
            }
            return sentences::exit_code(&problem).into();
        }
    }
    ExitCode::SUCCESS
}
