//! Dates as a clerk types them: `22`, `22.11`, `22,11,26`, `+3`, `-1`, `dnes`, `včera`.

use crate::{Date, fold};

/// Reads a typed date relative to `today`; a missing month or year is today's.
///
/// Understands Czech and English words for today, yesterday and tomorrow, signed numbers of days, and one
/// to three numbers parted by `.`, `,`, `/`, `-` or spaces, day first; an ISO date is read as such.
/// Returns `None` for what is no day of the calendar.
pub fn read_typed_date(typed: &str, today: Date) -> Option<Date> {
    let word = fold(typed);
    match word.as_str() {
        "" => return None,
        "dnes" | "today" | "d" => return Some(today),
        "vcera" | "yesterday" | "v" => return today.yesterday().ok(),
        "predevcirem" => return today.yesterday().and_then(|it| it.yesterday()).ok(),
        "zitra" | "tomorrow" | "z" => return today.tomorrow().ok(),
        _ => {}
    }
    if let Some(days) = word.strip_prefix(['+', '-']) {
        let days: i64 = days.trim().parse().ok()?;
        let days = if word.starts_with('-') { -days } else { days };
        return today.checked_add(jiff::Span::new().try_days(days).ok()?).ok();
    }
    if let Ok(iso) = word.parse::<Date>() {
        return Some(iso);
    }
    let parts: Vec<&str> = word.split(['.', ',', '/', '-', ' ']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let number = |at: usize| parts.get(at).map(|it| it.parse::<i16>()).transpose().ok();
    let day = number(0)??;
    let month = number(1)?.unwrap_or(i16::from(today.month()));
    let year = match number(2)? {
        None => today.year(),
        Some(short) if parts[2].len() <= 2 => 2000 + short,
        Some(long) => long,
    };
    if parts.len() > 3 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(year: i16, month: i8, day: i8) -> Date {
        Date::constant(year, month, day)
    }

    #[test]
    fn what_a_clerk_types_is_understood() {
        let today = d(2026, 11, 22);
        for (typed, read) in [
            ("22", Some(d(2026, 11, 22))),
            ("3", Some(d(2026, 11, 3))),
            ("22.11", Some(d(2026, 11, 22))),
            ("22,11", Some(d(2026, 11, 22))),
            ("1. 2.", Some(d(2026, 2, 1))),
            ("1. 2. 25", Some(d(2025, 2, 1))),
            ("1.2.2025", Some(d(2025, 2, 1))),
            ("2025-02-01", Some(d(2025, 2, 1))),
            ("+3", Some(d(2026, 11, 25))),
            ("-1", Some(d(2026, 11, 21))),
            ("včera", Some(d(2026, 11, 21))),
            ("VČERA", Some(d(2026, 11, 21))),
            ("zítra", Some(d(2026, 11, 23))),
            ("31.2.", None),
            ("32", None),
            ("1.2.3.4", None),
            ("příště", None),
            ("", None),
            ("+999999999999", None),
        ] {
            assert_eq!(read_typed_date(typed, today), read, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn any_day_written_out_is_read_back(days in 0i64..40_000) {
            let today = d(2026, 11, 22);
            let day = d(1990, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let written = format!("{}. {}. {}", day.day(), day.month(), day.year());
            prop_assert_eq!(read_typed_date(&written, today), Some(day));
        }

        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,30}") {
            read_typed_date(&typed, d(2026, 11, 22));
        }
    }
}
