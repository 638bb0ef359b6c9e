//! One demand and the code that tries it.

use std::future::Future;
use std::pin::Pin;

use crate::verdict::Verdict;
use crate::weight::{Level, Meaning};

/// The answer of a check's body, boxed so that checks of different code lie in one table.
pub(crate) type Trial<'a> = Pin<Box<dyn Future<Output = Verdict> + 'a>>;

/// A check over `S`: the lab for a free-standing check, the day so far for a step of a replay.
pub(crate) struct Check<S: 'static> {
    /// A stable name such as `rfc7644-3.5.2.1-add-appends`.
    pub(crate) id: &'static str,
    /// The section that demands it, such as `RFC 7644 3.5.2.1`.
    pub(crate) section: &'static str,
    /// One sentence of what is demanded.
    pub(crate) demand: &'static str,
    /// How strongly it is demanded.
    pub(crate) level: Level,
    /// Whom its failure is known to break.
    pub(crate) means: Option<Meaning>,
    pub(crate) body: for<'a> fn(&'a mut S) -> Trial<'a>,
}

impl<S> Check<S> {
    /// The section advises it (SHOULD), or a demand of the section is understood so by everybody but not written.
    pub(crate) const fn advised(self) -> Self {
        Self {
            level: Level::Should,
            ..self
        }
    }

    /// No section demands it; real clients do.
    pub(crate) const fn field(self) -> Self {
        Self {
            level: Level::Field,
            ..self
        }
    }

    /// Whom a failure breaks, and how.
    pub(crate) const fn breaks(
        self,
        clients: &'static [&'static str],
        words: &'static str,
    ) -> Self {
        Self {
            means: Some(Meaning { clients, words }),
            ..self
        }
    }
}

/// Writes one line of a table of checks, a MUST until it is said otherwise.
pub(crate) const fn check<S>(
    id: &'static str,
    section: &'static str,
    demand: &'static str,
    body: for<'a> fn(&'a mut S) -> Trial<'a>,
) -> Check<S> {
    Check {
        id,
        section,
        demand,
        level: Level::Must,
        means: None,
        body,
    }
}

/// What `--list` tells of a check.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) id: &'static str,
    pub(crate) section: &'static str,
    pub(crate) level: Level,
    pub(crate) demand: &'static str,
}

impl<S> Check<S> {
    /// The check without the code that tries it.
    pub(crate) const fn known(&self) -> Known {
        Known {
            id: self.id,
            section: self.section,
            level: self.level,
            demand: self.demand,
        }
    }
}
