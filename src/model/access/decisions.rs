//! What an account lays down about decisions that applications ask for.

use serde::{Deserialize, Serialize};

/// How decisions are asked for and answered in an account; nothing is laid down in most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decisions {
    /// Whether the role that a question names for its subject counts instead of the stored one.
    ///
    /// Whoever may ask then gets any answer: this is for conformance tests alone.
    pub trust_subject_role: bool,
    /// Whether a search for actions leaves out the module that rules the records.
    pub short_actions: bool,
    /// By what a search for people calls them.
    pub subjects: SubjectName,
}

/// By what a search for people calls them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectName {
    /// By id.
    #[default]
    Id,
    /// By sign-in address; by id who has none.
    Email,
    /// By `externalId`; by id who has none, or one that somebody else has too.
    ExternalId,
}

impl Decisions {
    /// Whether nothing is laid down.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl SubjectName {
    /// Every name.
    pub const ALL: [Self; 3] = [Self::Id, Self::Email, Self::ExternalId];

    /// Its name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Email => "email",
            Self::ExternalId => "external_id",
        }
    }

    /// The one of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == text)
    }
}
