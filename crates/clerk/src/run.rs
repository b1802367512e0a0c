//! Opens the desk and does what was asked.

use std::path::Path;

use actions::Device;
use sentences::Language;
use store::Desk;
use values::{Code, Problem, Refusal};

use crate::arguments::{Arguments, Command};
use crate::output::Said;
use crate::{
    batch, capture, changes, check, emergency, enrol, fetch, file, list, needs_you, prints, register, show, substitute,
    sync,
};

/// Passwords and enrolment lines are short; a larger file is another one.
const MAX_TEXT_BYTES: u64 = 64 * 1024;

pub(crate) fn run(arguments: &Arguments) -> Result<Said, Problem> {
    let folder = arguments.data.as_ref().ok_or_else(|| usage("--data or TAJEMNIK_DATA is missing"))?;
    let device = Device::new(folder);
    let password = password(arguments)?;
    let language = arguments.language;
    if let Command::Enrol(it) = &arguments.command {
        return enrol::enrol(&device, it, &password, language);
    }
    let seat = device.find_seat(arguments.person.as_deref())?;
    if let Command::ResetPassword { code } = &arguments.command {
        return enrol::reset_password(&device, &seat, code, &password, language);
    }
    if let Command::Rescued = &arguments.command {
        return check::rescued(&device, &seat, &password);
    }
    let desk = device.unlock(&seat, &password)?;
    with_desk(&desk, &arguments.command, language).map_err(|problem| rescued(&desk, &password, problem))
}

fn with_desk(desk: &Desk, command: &Command, language: Language) -> Result<Said, Problem> {
    match command {
        Command::Enrol(_) | Command::ResetPassword { .. } | Command::Rescued => {
            Err(usage("this is done before a desk is open"))
        }
        Command::Register(it) => register::register(desk, it),
        Command::Capture(it) => capture::capture(desk, it, language),
        Command::Scanners => Ok(capture::scanners()),
        Command::Batch(it) => batch::batch(desk, it, language),
        Command::Correct { document, changes, reason } => changes::correct(desk, document, changes, reason, language),
        Command::Cancel { document, reason } => changes::cancel(desk, document, reason, language),
        Command::Assign { documents, unit, person_name } => {
            changes::assign(desk, documents, unit.as_deref(), person_name.as_deref(), language)
        }
        Command::Accept { documents } => changes::accept(desk, documents, language),
        Command::Refuse { document, reason } => changes::refuse(desk, document, reason, language),
        Command::Withdraw { documents } => changes::withdraw(desk, documents, language),
        Command::Undo => changes::undo(desk, language),
        Command::Label(it) => prints::label(desk, it, language),
        Command::Receipt { document, target } => prints::receipt(desk, document, target, language),
        Command::Letter { document, to } => prints::letter(desk, document, to),
        Command::RegisterBook(it) => prints::register_book(desk, it, language),
        Command::Emergency(it) => emergency::emergency(desk, it, language),
        Command::File(it) => file::file(desk, it, language),
        Command::Plan(it) => file::plan(desk, it, language),
        Command::Attach { document, file, output_of } => {
            changes::attach(desk, document, file, output_of.as_deref(), language)
        }
        Command::List { list, page } => list::list(desk, *list, page, language),
        Command::Search { words, page } => list::search(desk, words, page, language),
        Command::Export { list, words, page, to } => list::export(desk, *list, words, page, to, language),
        Command::Show { document } => show::show(desk, document, language),
        Command::Fetch { document, component, to } => fetch::fetch(desk, document, component, to),
        Command::Sync => sync::sync(desk, language),
        Command::Dispatch { document, to } => changes::dispatch(desk, document, to, language),
        Command::Sent { document, sending } => changes::sent(desk, document, sending, language),
        Command::Returned { document, why, note } => changes::returned(desk, document, why, note, language),
        Command::Substitute { deputy, from, until, absent, end } => {
            let wish =
                substitute::Wanted { deputy: deputy.as_deref(), from, until, absent: absent.as_deref(), end: *end };
            substitute::substitute(desk, &wish, language)
        }
        Command::NeedsYou => needs_you::needs_you(desk, language),
        Command::Settle { item, choice } => needs_you::settle(desk, item, *choice, language),
        Command::Check => check::check(desk, language),
    }
}

/// Damage found only while the desk is used gets its outbox saved, too, as one found at unlocking does.
fn rescued(desk: &Desk, password: &str, problem: Problem) -> Problem {
    match problem {
        Problem::Damaged(it) if it.code == Code::DatabaseDamaged => actions::rescued(desk.folder(), password, it),
        other => other,
    }
}

fn password(arguments: &Arguments) -> Result<String, Problem> {
    let path = arguments.password_file.as_ref().ok_or_else(|| usage("--password-file is missing"))?;
    let text = read_text(path)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// Reads a small text; `-` is the standard input.
pub(crate) fn read_text(path: &Path) -> Result<String, Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unreadable = |why: std::io::Error| Refusal::new(Code::FileUnreadable).with("name", &name).with("why", why);
    let mut text = String::new();
    let mut reader: Box<dyn std::io::Read> = if path == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(path).map_err(unreadable)?)
    };
    std::io::Read::read_to_string(&mut std::io::Read::take(&mut reader, MAX_TEXT_BYTES), &mut text)
        .map_err(unreadable)?;
    Ok(text)
}

pub(crate) fn usage(why: impl ToString) -> Problem {
    Refusal::new(Code::UsageWrong).with("why", why.to_string()).into()
}
