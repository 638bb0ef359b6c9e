//! What several resources show alike.

use muster_app::access::gives::Several;
use muster_model::clock::Timestamp;
use serde::{Deserialize, Serialize};

/// A moment as RFC 3339 writes it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(value_type = String, format = DateTime, examples("2026-11-22T09:30:00Z"))]
pub(in crate::admin) struct Moment(String);

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        Self(at.rfc3339())
    }
}

/// One word that stands for everything or nothing, or names; in a list the word means the same.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(untagged, from = "Several")]
pub(in crate::admin) enum SeveralShown {
    /// One word.
    Word(String),
    /// Several names.
    Names(Vec<String>),
}

impl SeveralShown {
    /// The names; the one word is one of them.
    pub(in crate::admin) fn names(self) -> Vec<String> {
        match self {
            Self::Word(word) => vec![word],
            Self::Names(names) => names,
        }
    }
}

impl From<Several> for SeveralShown {
    fn from(several: Several) -> Self {
        match several {
            Several::Word(word) => Self::Word(word),
            Several::Names(names) => Self::Names(names),
        }
    }
}

impl From<SeveralShown> for Several {
    fn from(several: SeveralShown) -> Self {
        match several {
            SeveralShown::Word(word) => Self::Word(word),
            SeveralShown::Names(names) => Self::Names(names),
        }
    }
}
