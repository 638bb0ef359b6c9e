//! How much a failure weighs, and for whom.

use std::fmt;

use serde::Serialize;

/// How strongly something is demanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    /// The section says MUST or SHALL, or leaves no other reading.
    Must,
    /// The section says SHOULD, or names the answer without demanding it.
    Should,
    /// No section says so; clients in the field rely on it.
    Field,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Must => "MUST",
            Self::Should => "SHOULD",
            Self::Field => "FIELD",
        })
    }
}

/// What a failure means for those who will call the server.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Meaning {
    /// The clients that it breaks.
    pub(crate) clients: &'static [&'static str],
    /// What they will see.
    pub(crate) words: &'static str,
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.clients.join(", "), self.words)
    }
}
