//! Several measurements of one thing: the middle one and how far they lie apart.

use std::time::Duration;

/// Measurements in milliseconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Series(Vec<f64>);

impl Series {
    /// Measures `n` times.
    pub(crate) fn of(n: usize, mut f: impl FnMut(usize) -> Duration) -> Self {
        Self((0..n).map(|it| ms(f(it))).collect())
    }

    pub(crate) fn push(&mut self, took: Duration) {
        self.0.push(ms(took));
    }

    /// The value so many per cent lie under.
    pub(crate) fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let at = (sorted.len() * percent).div_ceil(100).clamp(1, sorted.len().max(1)) - 1;
        sorted.get(at).copied().unwrap_or_default()
    }

    pub(crate) fn median(&self) -> f64 {
        self.percentile(50)
    }

    /// `12.3 (11.9–14.0)`.
    pub(crate) fn text(&self) -> String {
        format!("{} ({}–{})", shown(self.median()), shown(self.percentile(1)), shown(self.percentile(100)))
    }
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// Three digits that matter.
pub(crate) fn shown(value: f64) -> String {
    match value {
        it if it >= 100.0 => format!("{it:.0}"),
        it if it >= 10.0 => format!("{it:.1}"),
        it => format!("{it:.2}"),
    }
}
