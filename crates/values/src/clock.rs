//! Instants and dates, and the clock that is handed in.

use std::sync::Mutex;

/// What happened, as a point in time with a nanosecond resolution, written as RFC 3339 in UTC.
pub type Instant = jiff::Timestamp;

/// What the law counts: a day of the calendar in Europe/Prague.
pub type Date = jiff::civil::Date;

/// Tells the time. Rules never read a clock; whoever calls them hands `now` in.
pub trait Clock: Send + Sync {
    /// Returns the present instant.
    fn now(&self) -> Instant;
}

/// A clock that moves only when it is told to, for tests and simulations.
#[derive(Debug)]
pub struct ManualClock(Mutex<Instant>);

impl ManualClock {
    /// Starts a clock at `at`.
    pub fn at(at: Instant) -> Self {
        Self(Mutex::new(at))
    }

    /// Moves the clock on by whole seconds; a negative number moves it back.
    pub fn advance_s(&self, seconds: i64) {
        let mut at = self.0.lock().expect("no test panics while holding the clock");
        *at += jiff::SignedDuration::from_secs(seconds);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        *self.0.lock().expect("no test panics while holding the clock")
    }
}

/// Returns the zone whose midnight ends the office's day and year: a series belongs to a period, decree 259/2012 § 10(4).
pub fn prague() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get("Europe/Prague").expect("the zone table is compiled in")
}

/// Returns the day it is in Prague at `at`.
pub fn local_date(at: Instant) -> Date {
    at.to_zoned(prague()).date()
}

/// Returns `at` as a Czech reader writes it: `22. 11. 2026 9:05:07`.
pub fn local_text(at: Instant) -> String {
    let it = at.to_zoned(prague());
    format!("{}. {}. {} {}:{:02}:{:02}", it.day(), it.month(), it.year(), it.hour(), it.minute(), it.second())
}
