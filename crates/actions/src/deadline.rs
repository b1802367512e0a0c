//! Reads a deadline as it is typed, and counts it at once.

use domain::deadline::{Deadline, OWN};
use values::Refusal;

use crate::correct::Typing;
use crate::typed::{read_count, read_day};

/// Reads `rule`, the day it is counted from and by how many days it is prolonged: `decision`, `decision 22.11.`,
/// `decision 22.11. +30`, or in a form the three parted by tabs. An `own` one has the day it ends on in its place.
///
/// Without a day it is counted from the day the document came. Empty is none.
pub fn read_deadline(typed: &str, typing: Typing) -> Result<Option<Deadline>, Refusal> {
    let (rule, day, more) = parts(typed);
    if rule.is_empty() {
        return Ok(None);
    }
    if rule == OWN {
        let due_on = read_day("due_on", day, typing.now)?;
        return Deadline::own(values::local_date(typing.now), due_on).map(Some);
    }
    let starts_on = if day.is_empty() { typing.came_on } else { read_day("starts_on", day, typing.now)? };
    let more_days = match more.trim_start_matches('+').trim() {
        "" => 0,
        text => read_count("more_days", text)?.unwrap_or(0),
    };
    Deadline::counted(rule, starts_on, more_days).map(Some)
}

fn parts(typed: &str) -> (&str, &str, &str) {
    let typed = typed.trim_matches(' ');
    if let Some((rule, rest)) = typed.split_once('\t') {
        let (day, more) = rest.split_once('\t').unwrap_or((rest, ""));
        return (rule.trim(), day.trim(), more.trim());
    }
    let (rule, rest) = typed.split_once(' ').unwrap_or((typed, ""));
    match rest.trim().rsplit_once(' ').unwrap_or(("", rest.trim())) {
        (day, more) if more.starts_with('+') && rule != OWN => (rule, day.trim(), more),
        _ => (rule, rest.trim(), ""),
    }
}

#[cfg(test)]
mod tests {
    use values::Code;

    use super::*;

    #[test]
    fn a_deadline_is_read_as_typed() {
        let typing = Typing {
            now: "2026-11-25T11:00:00Z".parse().expect("an instant"),
            came_on: "2026-11-23".parse().expect("a day"),
        };
        for (typed, expected) in [
            ("", Ok(None)),
            ("decision", Ok(Some(("2026-11-23", "2026-12-23")))),
            ("decision +30", Ok(Some(("2026-11-23", "2027-01-22")))),
            ("decision 25.11. +30", Ok(Some(("2026-11-25", "2027-01-25")))),
            ("decision\t25. 11. 2026\t30", Ok(Some(("2026-11-25", "2027-01-25")))),
            ("decision\t\t", Ok(Some(("2026-11-23", "2026-12-23")))),
            ("own +3", Ok(Some(("2026-11-25", "2026-11-28")))),
            ("own\t3. 12. 2026\t", Ok(Some(("2026-11-25", "2026-12-03")))),
            ("own", Err(Code::DateNotUnderstood)),
            ("decision příště", Err(Code::DateNotUnderstood)),
            ("decision\t\tmoc", Err(Code::NumberOutOfRange)),
            ("nikdy", Err(Code::DeadlineRuleUnknown)),
        ] {
            let read = read_deadline(typed, typing).map_err(|it| it.code);
            let read = read.map(|it| it.map(|it| (it.starts_on.to_string(), it.due_on.to_string())));
            let expected = expected.map(|it| it.map(|(from, to)| (from.to_owned(), to.to_owned())));
            assert_eq!(read, expected, "{typed:?}");
        }
    }
}
