//! One demand and the code that tries it.

use std::future::Future;
use std::pin::Pin;

use crate::verdict::Verdict;

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
    pub(crate) body: for<'a> fn(&'a mut S) -> Trial<'a>,
}

/// Writes one line of a table of checks.
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
        body,
    }
}
