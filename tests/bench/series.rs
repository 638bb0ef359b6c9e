//! Series of equal requests at different sizes, and what is thought of them.

use crate::{Outcome, say};
use muster_store::Effort;
use std::time::Duration;

/// How much slower than the fastest size another may be.
const TOLERATED: f64 = 1.5;

/// In what time what nests too deep must be refused.
const SOON: Duration = Duration::from_millis(10);

/// The same request again and again, at one size.
pub(crate) struct Series {
    size: u64,
    times: Vec<Duration>,
    effort: Option<Effort>,
    /// Whether every request asked the same of the database.
    steady: bool,
}

impl Series {
    pub(crate) fn new(size: u64) -> Self {
        Self {
            size,
            times: Vec::new(),
            effort: None,
            steady: true,
        }
    }

    pub(crate) fn add(&mut self, (time, effort): (Duration, Effort)) {
        self.times.push(time);
        self.steady &= self.effort.is_none_or(|known| known == effort);
        self.effort = Some(effort);
    }

    fn worst(&self) -> Duration {
        self.times.iter().max().copied().unwrap_or_default()
    }

    fn median(&self) -> f64 {
        let mut times = self.times.clone();
        times.sort_unstable();
        times
            .get(times.len() / 2)
            .map_or(f64::NAN, Duration::as_secs_f64)
    }
}

/// What was judged so far.
pub(crate) struct Verdict {
    times_count: bool,
    passed: usize,
    failed: usize,
}

impl Verdict {
    pub(crate) fn new(times_count: bool) -> Self {
        Self {
            times_count,
            passed: 0,
            failed: 0,
        }
    }

    /// Prints one kind of request at every size and judges it.
    pub(crate) fn judge(&mut self, title: &str, unit: &str, series: &[Series]) -> Outcome<()> {
        say(&format!("\n### {title}\n"));
        say(&format!(
            "| {unit} | median | ratio | statements | rows read | rows written |"
        ));
        say("|--:|--:|--:|--:|--:|--:|");
        let fastest = series.iter().map(Series::median).fold(f64::NAN, f64::min);
        let first = series.first().and_then(|one| one.effort);
        for one in series {
            let effort = one.effort.ok_or("a series without requests")?;
            say(&format!(
                "| {} | {:.2} ms | {:.2} | {} | {} | {} |",
                one.size,
                one.median() * 1_000.0,
                one.median() / fastest,
                effort.statements,
                effort.rows_read,
                effort.rows_written,
            ));
        }
        let equal = series.iter().all(|one| one.steady && one.effort == first);
        self.count(equal, "statements and rows differ");
        if self.times_count {
            let within = |one: &Series| one.median() <= fastest * TOLERATED;
            self.count(series.iter().all(within), "a size is too slow");
        }
        Ok(())
    }

    /// Prints what was refused, and how soon; each answer was 400 already.
    pub(crate) fn judge_refusals(&mut self, series: &[(&str, Series)]) {
        say("| request | bytes of body | median | worst |");
        say("|:--|--:|--:|--:|");
        for (title, one) in series {
            let (median, worst) = (one.median() * 1_000.0, one.worst().as_secs_f64() * 1_000.0);
            say(&format!(
                "| {title} | {} | {median:.2} ms | {worst:.2} ms |",
                one.size
            ));
        }
        self.count(
            series.iter().all(|(_, one)| one.steady),
            "a refusal asked more of the database than another",
        );
        if self.times_count {
            let soon = |one: &Series| one.median() <= SOON.as_secs_f64();
            let all = series.iter().all(|(_, one)| soon(one));
            self.count(all, "a refusal took more than 10 ms");
        }
    }

    /// Judges something that holds at any speed.
    pub(crate) fn require(&mut self, good: bool, complaint: &str) {
        self.count(good, complaint);
    }

    /// Judges something that only an idle machine can show.
    pub(crate) fn require_in_time(&mut self, good: bool, complaint: &str) {
        if self.times_count {
            self.count(good, complaint);
        }
    }

    fn count(&mut self, good: bool, complaint: &str) {
        if good {
            self.passed += 1;
        } else {
            self.failed += 1;
            say(&format!("\nFAILED: {complaint}"));
        }
    }

    /// Prints the sum; answers whether all is well.
    pub(crate) fn tell(&self) -> bool {
        say(&format!(
            "\n{} passed, {} failed, 0 skipped",
            self.passed, self.failed
        ));
        self.failed == 0
    }
}
