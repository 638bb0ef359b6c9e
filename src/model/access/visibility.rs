//! Visibility: whether somebody sees records without being assigned to them.

use serde::{Deserialize, Serialize};

/// Which records somebody sees by assignment, the widest first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Every record, assigned or not.
    #[default]
    All,
    /// Those that they, or a case group of theirs, are assigned to.
    Assigned,
    /// The one that they are assigned to: a guest.
    Single,
}

impl Visibility {
    /// Every visibility, the widest first.
    pub const ALL: [Self; 3] = [Self::All, Self::Assigned, Self::Single];

    /// Its name in grants, files and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Assigned => "assigned",
            Self::Single => "single",
        }
    }

    /// The visibility of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// The narrower of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether nothing is taken away.
    pub fn is_all(&self) -> bool {
        *self == Self::All
    }
}
