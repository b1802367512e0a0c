//! Every command a person types here: `cargo xtask` lists them.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod demo;
mod package;
mod run;
mod setup;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::run::{Step, cargo, npm, program, root};

/// The commands of this project.
#[derive(Parser)]
#[command(name = "cargo xtask", arg_required_else_help = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start a centre with an invented office and open a filing clerk's window; --headless plays the whole story.
    Demo {
        /// Play the story through real windows without a screen, and write a report to target/demo.
        #[arg(long)]
        headless: bool,
    },
    /// Run everything: formatting, clippy, tidy, Rust tests, window tests, the story in real windows.
    Test,
    /// Open the window with hot reload.
    Dev {
        /// Where its data lie.
        #[arg(long, default_value = "target/dev-data")]
        data: String,
    },
    /// Measure the desk and the centre in release builds, beside baselines of the same run; the report goes to target/bench.
    Bench {
        /// Something else instead.
        #[command(subcommand)]
        what: Option<BenchOf>,
        /// How many entries the desks know, one size after another.
        #[arg(long, default_value = "10000,100000,1000000")]
        sizes: String,
        /// How often the first sync is measured.
        #[arg(long, default_value = "5")]
        times: String,
    },
    /// Feed the readers of images, files and scanners' answers whatever cargo-fuzz thinks of, each for so many minutes. Needs a nightly
    /// compiler and `cargo install cargo-fuzz`.
    Fuzz {
        /// How long, each.
        #[arg(long, default_value_t = 10)]
        minutes: u32,
    },
    /// Make the Debian packages of the centre and the workstation; --check installs and uses them in a clean root.
    Package {
        /// Install and use packages of the debug programs in a clean root; needs the rights of root.
        #[arg(long)]
        check: bool,
    },
    /// Run the sync simulation on many seeds, in release.
    Sim {
        /// How many seeds.
        #[arg(long, default_value_t = 2000)]
        seeds: u64,
        /// The first one.
        #[arg(long, default_value_t = 1)]
        from: u64,
    },
    /// Make the window's TypeScript from the contract.
    Codegen,
    /// Check what the compiler does not: who may import whom, where SQL stands, that every code has its sentences.
    Tidy,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Demo { headless: true } => demo::headless(),
        Command::Demo { headless: false } => demo::window(),
        Command::Test => test::everything(),
        Command::Dev { data } => dev(&data),
        Command::Bench { what: None, sizes, times } => bench(&sizes, &times),
        Command::Bench { what: Some(it), .. } => bench_of(&it),
        Command::Fuzz { minutes } => fuzz(minutes),
        Command::Package { check: false } => package::release(),
        Command::Package { check: true } => package::check(),
        Command::Sim { seeds, from } => sim(seeds, from),
        Command::Codegen => codegen(),
        Command::Tidy => tidy::check(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("\nxtask: {what}");
            ExitCode::FAILURE
        }
    }
}

fn dev(data: &str) -> Step {
    setup::everything()?;
    let mut vite = npm(&["run", "dev"]).spawn().map_err(|why| format!("npm run dev: {why}"))?;
    let window = run::run(cargo(&["run", "-p", "workstation", "--no-default-features", "--", "--data", data]));
    // The development server ends with the window.
    let _ = vite.kill();
    let _ = vite.wait();
    window
}

fn bench(sizes: &str, times: &str) -> Step {
    setup::everything()?;
    setup::anki()?;
    run::run(cargo(&["build", "--release", "-p", "server", "-p", "clerk", "-p", "workstation", "-p", "bench"]))?;
    run::run(cargo(&["build", "--release", "-p", "workstation", "--example", "empty_window"]))?;
    let display = demo::Display::open()?;
    let bench = root().join("target/release/bench");
    run::run(display.with(program(&bench.to_string_lossy(), &["--sizes", sizes, "--times", times])))
}

/// What is measured besides the registry.
#[derive(Subcommand)]
enum BenchOf {
    /// Measure the scanning line beside OCRmyPDF, on a pile drawn from a seed; the report goes to target/bench.
    Capture {
        /// What the pile is drawn from.
        #[arg(long, default_value = "4711")]
        seed: String,
        /// How many letters of five pages.
        #[arg(long, default_value = "20")]
        letters: String,
        /// How many pages are worked on side by side.
        #[arg(long, default_value = "1,2")]
        jobs: String,
        /// With how many letters it is looked at whether a page costs the same.
        #[arg(long, default_value = "2,20,200")]
        lines: String,
    },
    /// Measure the station of the scanning line alone, over many pages of such a pile.
    Station {
        /// What the pile is drawn from.
        #[arg(long, default_value = "4711")]
        seed: String,
        /// How many letters of five pages.
        #[arg(long, default_value = "200")]
        letters: String,
    },
    /// Draw such a pile into a folder.
    Pile {
        /// What it is drawn from.
        #[arg(long)]
        seed: String,
        /// The JIDs of its letters, joined by commas.
        #[arg(long)]
        jids: String,
        /// Where to.
        #[arg(long)]
        to: String,
    },
}

fn bench_of(it: &BenchOf) -> Step {
    setup::drawing()?;
    let bench = root().join("target/release/bench");
    let bench = bench.to_string_lossy();
    let programs = ["-p", "server", "-p", "clerk", "-p", "page_worker", "-p", "workstation", "-p", "bench"];
    let build = || run::run(cargo(&[&["build", "--release"], &programs[..]].concat()));
    match it {
        BenchOf::Capture { seed, letters, jobs, lines } => {
            setup::everything()?;
            setup::code_reader()?;
            setup::ocrmypdf()?;
            build()?;
            let arguments = ["capture", "--seed", seed, "--letters", letters, "--jobs", jobs, "--lines", lines];
            let display = demo::Display::open()?;
            run::run(display.with(program(&bench, &arguments)))
        }
        BenchOf::Station { seed, letters } => {
            setup::everything()?;
            build()?;
            let display = demo::Display::open()?;
            run::run(display.with(program(&bench, &["station", "--seed", seed, "--letters", letters])))
        }
        BenchOf::Pile { seed, jids, to } => {
            run::run(cargo(&["build", "--release", "-p", "bench"]))?;
            run::run(program(&bench, &["pile", "--seed", seed, "--jids", jids, "--to", to]))
        }
    }
}

/// What is found is kept out of the tree (`target/fuzz`), the beginning lies in it (`tests/fuzz/seeds`).
fn fuzz(minutes: u32) -> Step {
    for target in ["scanner_answers", "frames", "page_pictures", "page_files", "pdf_files"] {
        let corpus = root().join("target/fuzz").join(target);
        std::fs::create_dir_all(&corpus).map_err(|why| why.to_string())?;
        let seeds = root().join("tests/fuzz/seeds").join(target);
        let time = format!("-max_total_time={}", minutes * 60);
        let mut command = program("cargo", &["+nightly", "fuzz", "run", "--fuzz-dir", "tests/fuzz", target]);
        command.args([corpus, seeds]).args(["--", &time, "-rss_limit_mb=3500", "-timeout=60"]);
        run::run(command)?;
    }
    Ok(())
}

fn sim(seeds: u64, from: u64) -> Step {
    let (seeds, from) = (seeds.to_string(), from.to_string());
    run::run(cargo(&["run", "--release", "-p", "sync_sim", "--", "--seeds", &seeds, "--from", &from]))
}

fn codegen() -> Step {
    std::fs::write(run::root().join(test::GENERATED), test::generated()?).map_err(|why| why.to_string())
}
