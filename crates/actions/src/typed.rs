//! Reads what a clerk typed: days, times, counts.

use jiff::civil::Time;
use values::{Code, Date, Instant, Refusal, local_date, prague, read_typed_date};

/// Reads a day relative to today in Prague.
pub fn read_day(field: &str, typed: &str, now: Instant) -> Result<Date, Refusal> {
    read_typed_date(typed, local_date(now)).ok_or_else(|| Refusal::new(Code::DateNotUnderstood).at(field))
}

/// Writes a day as it is typed and read back: `22. 11. 2026`.
pub fn shown_day(day: Date) -> String {
    format!("{}. {}. {}", day.day(), day.month(), day.year())
}

/// Reads a year: four digits or two; empty is the present one in Prague.
pub fn read_year(field: &str, typed: &str, now: Instant) -> Result<i16, Refusal> {
    let wrong = || Refusal::new(Code::DateNotUnderstood).at(field);
    match typed.trim() {
        "" => Ok(local_date(now).year()),
        text if text.len() == 2 => text.parse::<i16>().map(|it| 2000 + it).map_err(|_| wrong()),
        text => text.parse().ok().filter(|it| (1900..=2200).contains(it)).ok_or_else(wrong),
    }
}

/// Reads a time: `9`, `905`, `9:05`, `9.05`, `9:05:30`.
pub fn read_time(field: &str, typed: &str) -> Result<Time, Refusal> {
    let wrong = || Refusal::new(Code::TimeNotUnderstood).at(field);
    let parts: Vec<&str> = typed.split([':', '.', ',', ' ']).filter(|it| !it.is_empty()).collect();
    let number = |text: &str| text.parse::<i8>().map_err(|_| wrong());
    let (hour, minute, second) = match parts.as_slice() {
        [one] if one.len() >= 3 && one.is_ascii() => {
            let (hour, minute) = one.split_at(one.len() - 2);
            (number(hour)?, number(minute)?, 0)
        }
        [hour] => (number(hour)?, 0, 0),
        [hour, minute] => (number(hour)?, number(minute)?, 0),
        [hour, minute, second] => (number(hour)?, number(minute)?, number(second)?),
        _ => return Err(wrong()),
    };
    Time::new(hour, minute, second, 0).map_err(|_| wrong())
}

/// Writes a time as it is shown and read back: `9:05`, with seconds where they were typed.
pub fn shown_time(time: Time) -> String {
    let seconds = if time.second() == 0 { String::new() } else { format!(":{:02}", time.second()) };
    format!("{}:{:02}{seconds}", time.hour(), time.minute())
}

/// Reads the moment of delivery. Without a time it is now when the day is today, else the beginning of the day:
/// midnight to the second means that only the day is known.
pub(crate) fn read_delivery(day: &str, time: &str, now: Instant) -> Result<Option<Instant>, Refusal> {
    if day.trim().is_empty() && time.trim().is_empty() {
        return Ok(None);
    }
    let today = local_date(now);
    let date = if day.trim().is_empty() { today } else { read_day("delivered_on", day, now)? };
    let time = match time.trim() {
        "" if date == today => return Ok(Some(now)),
        "" => Time::midnight(),
        typed => read_time("delivered_time", typed)?,
    };
    let at = date
        .to_datetime(time)
        .to_zoned(prague())
        .map_err(|_| Refusal::new(Code::TimeNotUnderstood).at("delivered_time"))?;
    Ok(Some(at.timestamp()))
}

/// Reads a count; empty is none.
pub fn read_count(field: &str, typed: &str) -> Result<Option<u32>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| Refusal::new(Code::NumberOutOfRange).at(field).with("min", 0).with("max", 99_999)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_typed() {
        for (typed, read) in [
            ("9", Some((9, 0, 0))),
            ("905", Some((9, 5, 0))),
            ("1430", Some((14, 30, 0))),
            ("9:05", Some((9, 5, 0))),
            ("9.05", Some((9, 5, 0))),
            ("9:05:30", Some((9, 5, 30))),
            ("25", None),
            ("9:61", None),
            ("ráno", None),
            ("žž1", None),
        ] {
            let expected = read.map(|(h, m, s)| Time::constant(h, m, s, 0));
            assert_eq!(read_time("t", typed).ok(), expected, "{typed}");
        }
        for (typed, shown) in [("9", "9:00"), ("905", "9:05"), ("9:05:30", "9:05:30"), ("1430", "14:30")] {
            let read = read_time("t", typed).expect("a time");
            assert_eq!((shown_time(read).as_str(), read_time("t", shown)), (shown, Ok(read)));
        }
    }

    #[test]
    fn a_delivery_without_a_time_is_now_or_the_day_alone() {
        let now: Instant = "2026-11-22T08:00:00Z".parse().unwrap();
        assert_eq!(read_delivery("dnes", "", now), Ok(Some(now)));
        assert_eq!(read_delivery("včera", "", now).unwrap().unwrap().to_string(), "2026-11-20T23:00:00Z");
        assert_eq!(read_delivery("22.11", "7:30", now).unwrap().unwrap().to_string(), "2026-11-22T06:30:00Z");
        assert_eq!(read_delivery("", "", now), Ok(None));
    }
}
