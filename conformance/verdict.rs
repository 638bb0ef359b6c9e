//! What a check comes to.

use serde::Serialize;

/// A check passes, or stops with the reason why it did not.
pub(crate) type Verdict<T = ()> = Result<T, Stop>;

/// Why a check did not pass.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The demand does not apply here, and why.
    Skip(String),
    /// The server broke the demand.
    Fail(Box<Failure>),
}

/// What was expected, and the exchange in which something else was seen.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Failure {
    pub(crate) expected: String,
    pub(crate) request: String,
    pub(crate) response: String,
    /// Whether just an optional part of the demand was missed, which weighs as a SHOULD.
    #[serde(skip)]
    pub(crate) optional: bool,
}

/// Stops a check because its demand does not apply.
pub(crate) fn skip<T>(why: impl Into<String>) -> Verdict<T> {
    Err(Stop::Skip(why.into()))
}
