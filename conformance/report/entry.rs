//! The findings themselves.

use std::process::ExitCode;

use serde::Serialize;

use crate::check::Check;
use crate::verdict::{Failure, Stop, Verdict};

/// Everything one run found.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) url: String,
    pub(crate) profile: String,
    /// The word that all names of this run hold.
    pub(crate) run: String,
    pub(crate) checks: Vec<Entry>,
    /// Resources that could not be deleted again.
    pub(crate) left_behind: Vec<String>,
}

/// One check and what it came to.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) id: &'static str,
    pub(crate) section: &'static str,
    pub(crate) demand: &'static str,
    #[serde(flatten)]
    pub(crate) outcome: Outcome,
}

/// How a check ended.
#[derive(Debug, Serialize)]
#[serde(tag = "result", rename_all = "lowercase")]
pub(crate) enum Outcome {
    Pass,
    Skip { why: String },
    Fail { seen: Failure },
}

impl Entry {
    /// Writes down the verdict of a check.
    pub(crate) fn of<S>(check: &Check<S>, verdict: Verdict) -> Self {
        let outcome = match verdict {
            Ok(()) => Outcome::Pass,
            Err(Stop::Skip(why)) => Outcome::Skip { why },
            Err(Stop::Fail(seen)) => Outcome::Fail { seen: *seen },
        };
        Self {
            id: check.id,
            section: check.section,
            demand: check.demand,
            outcome,
        }
    }
}

impl Report {
    /// How many checks passed, failed and were skipped.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let count = |wanted: fn(&Outcome) -> bool| {
            let all = self.checks.iter();
            all.filter(|entry| wanted(&entry.outcome)).count()
        };
        (
            count(|outcome| matches!(outcome, Outcome::Pass)),
            count(|outcome| matches!(outcome, Outcome::Fail { .. })),
            count(|outcome| matches!(outcome, Outcome::Skip { .. })),
        )
    }

    /// 0 when nothing failed, 1 otherwise.
    pub(crate) fn exit_code(&self) -> ExitCode {
        let (_, failed, _) = self.counts();
        ExitCode::from(u8::from(failed > 0))
    }
}
