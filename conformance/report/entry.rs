//! The findings themselves.

use std::process::ExitCode;

use serde::Serialize;

use crate::check::Check;
use crate::verdict::{Failure, Stop, Verdict};
use crate::weight::{Level, Meaning};

/// Everything one run found.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) url: String,
    pub(crate) profile: String,
    /// The version of the judge.
    pub(crate) version: &'static str,
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
    pub(crate) area: &'static str,
    pub(crate) section: &'static str,
    pub(crate) level: Level,
    pub(crate) demand: &'static str,
    #[serde(flatten)]
    pub(crate) outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) means: Option<Meaning>,
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
    pub(crate) fn of<S>(area: &'static str, check: &Check<S>, verdict: Verdict) -> Self {
        let mut level = check.level;
        let outcome = match verdict {
            Ok(()) => Outcome::Pass,
            Err(Stop::Skip(why)) => Outcome::Skip { why },
            Err(Stop::Fail(seen)) => {
                if seen.optional && level == Level::Must {
                    level = Level::Should;
                }
                Outcome::Fail { seen: *seen }
            }
        };
        let failed = matches!(outcome, Outcome::Fail { .. });
        Self {
            id: check.id,
            area,
            section: check.section,
            level,
            demand: check.demand,
            means: check.means.filter(|_| failed),
            outcome,
        }
    }

    /// What was seen, when the check failed.
    pub(crate) fn failure(&self) -> Option<&Failure> {
        match &self.outcome {
            Outcome::Fail { seen } => Some(seen),
            _ => None,
        }
    }
}

impl Report {
    /// How many checks passed, failed and were skipped.
    pub(crate) fn counts(&self) -> Counts {
        Counts::of(self.checks.iter())
    }

    /// 0 when nothing failed, 1 otherwise.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(u8::from(self.counts().failed > 0))
    }
}

/// How many checks ended in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Counts {
    /// Counts some entries.
    pub(crate) fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        entries.fold(Self::default(), |mut counts, entry| {
            match entry.outcome {
                Outcome::Pass => counts.passed += 1,
                Outcome::Skip { .. } => counts.skipped += 1,
                Outcome::Fail { .. } => counts.failed += 1,
            }
            counts
        })
    }
}
