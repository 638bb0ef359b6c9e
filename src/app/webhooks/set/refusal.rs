//! Why a recipient took no SET.

use crate::ports::Attempted;
use muster_model::webhook::Outcome;
use serde::Deserialize;
use std::fmt;

/// As much of each text is kept; the whole answer stands in the log beside it.
const LONGEST: usize = 500;

/// The reason of a 400 (RFC 8935 2.3).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(in crate::webhooks) struct SetRefusal {
    err: String,
    #[serde(default)]
    description: String,
}

impl SetRefusal {
    /// The reason in an answer, where it gives one.
    pub(in crate::webhooks) fn read(attempted: &Attempted) -> Option<Self> {
        let Outcome::Answered { status: 400, .. } = attempted.outcome else {
            return None;
        };
        serde_json::from_str(&attempted.response).ok()
    }

    /// Whether the same SET can only be refused again: it cannot be read (RFC 8935 2.4), and is not
    /// sent again (RFC 8935 2). The other errors lie in keys, names and rights at the recipient, who
    /// can mend them while we wait.
    pub(in crate::webhooks) fn is_final(&self) -> bool {
        self.err == "invalid_request"
    }
}

impl fmt::Display for SetRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&beginning(&self.err))?;
        match self.description.as_str() {
            "" => Ok(()),
            description => write!(f, ": {}", beginning(description)),
        }
    }
}

/// The beginning of a text of theirs, as it can be kept and shown: JSON can hold a NUL, which
/// PostgreSQL does not store, and what moves the cursor of a terminal.
fn beginning(text: &str) -> String {
    let shown = |one: char| if one.is_control() { '\u{fffd}' } else { one };
    text.chars().take(LONGEST).map(shown).collect()
}
