//! Working days: neither Saturday nor Sunday nor a holiday of act 245/2000 Sb.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Weekday;
use serde::Deserialize;
use values::Date;

/// A holiday as the configuration has it: a day of the year, or so many days after Easter Sunday.
#[derive(Deserialize)]
struct Holiday {
    name: String,
    #[serde(flatten)]
    when: When,
    /// The first year it was one.
    from: i16,
    /// The last one.
    #[serde(default)]
    until: Option<i16>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum When {
    Fixed { month: i8, day: i8 },
    Easter { easter: i32 },
}

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../assets/rules/holidays.json")).expect("tests read the holidays")
});

/// Returns the Czech name of the holiday on `day`, if it is one.
pub fn holiday_on(day: Date) -> Option<&'static str> {
    let in_force = |it: &&Holiday| it.from <= day.year() && it.until.is_none_or(|until| day.year() <= until);
    let is_on = |it: &&Holiday| match it.when {
        When::Fixed { month, day: of_month } => day.month() == month && day.day() == of_month,
        When::Easter { easter } => {
            easter_sunday(day.year()).and_then(|it| it.checked_add(easter.days()).ok()) == Some(day)
        }
    };
    HOLIDAYS.iter().filter(in_force).find(is_on).map(|it| it.name.as_str())
}

/// Returns whether offices work on `day`.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && holiday_on(day).is_none()
}

/// Returns `day`, or the first working day after it.
pub fn first_working_day_from(day: Date) -> Date {
    let mut day = day;
    while !is_working_day(day) {
        // The calendar ends in the year 9999, where nobody counts.
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    day
}

/// Returns the day that is `n` working days after `day`.
pub fn working_days_after(day: Date, n: u32) -> Date {
    (0..n).fold(day, |day, _| day.tomorrow().map_or(day, first_working_day_from))
}

/// Easter Sunday by the calendar of 1582 (Gauss's rule in the form of Meeus, Jones and Butcher).
fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let of_march = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(of_march / 31).ok()?, i8::try_from(of_march % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use values::Date;

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn easter_is_where_the_almanacs_have_it() {
        for (year, expected) in [
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter_sunday(year), Some(day(expected)));
        }
    }

    #[test]
    fn a_year_has_thirteen_holidays_and_good_friday_only_since_it_is_one() {
        let of_year = |year: i16| {
            let first = Date::constant(year, 1, 1);
            first.series(1.day()).take_while(|it| it.year() == year).filter(|it| holiday_on(*it).is_some()).count()
        };
        assert_eq!((of_year(2026), of_year(2015)), (13, 12));
        assert_eq!(holiday_on(day("2026-04-03")), Some("Velký pátek"));
        assert_eq!(holiday_on(day("2015-04-03")), None);
    }

    /// The holidays are rules and no table of days: there is no year of this century the table could be missing for.
    #[test]
    fn no_year_is_without_its_holidays() {
        for year in 2000..=2100 {
            let first = Date::constant(year, 1, 1);
            let names: std::collections::BTreeSet<_> =
                first.series(1.day()).take_while(|it| it.year() == year).filter_map(holiday_on).collect();
            assert_eq!(names.len(), if year < 2016 { 12 } else { 13 }, "{year}");
        }
    }

    #[test]
    fn working_days_pass_over_christmas() {
        assert!(!is_working_day(day("2026-11-28")));
        assert!(!is_working_day(day("2026-11-17")));
        assert_eq!(first_working_day_from(day("2026-12-24")), day("2026-12-28"));
        assert_eq!(first_working_day_from(day("2026-12-23")), day("2026-12-23"));
        assert_eq!(working_days_after(day("2026-12-22"), 3), day("2026-12-29"));
    }
}
