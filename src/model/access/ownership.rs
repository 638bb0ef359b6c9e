//! Who keeps which part of a person: the directory, people, or both.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A part of a person that is kept by somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The contact card: names, phones, department and the like.
    Profile,
    /// Whether somebody has access at all.
    Status,
    /// The role.
    Role,
    /// Workspaces and fleet.
    Scope,
    /// Mails and other options.
    Options,
}

impl Part {
    /// Every part, in the order in which people are shown them.
    pub const ALL: [Self; 5] = [
        Self::Profile,
        Self::Status,
        Self::Role,
        Self::Scope,
        Self::Options,
    ];

    /// What the database stores and the command line takes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Status => "status",
            Self::Role => "role",
            Self::Scope => "scope",
            Self::Options => "options",
        }
    }

    /// The part of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == text)
    }
}

/// Whose word counts for a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeper {
    /// The directory's alone.
    Directory,
    /// That of people alone.
    Console,
    /// Everybody's; where one value must win, the ranks of the sources decide.
    Both,
}

impl Keeper {
    /// Every keeper.
    pub const ALL: [Self; 3] = [Self::Directory, Self::Console, Self::Both];

    /// Whether the directory's word weighs more than under another keeper.
    pub fn gives_more_than(self, other: Self) -> bool {
        let weight = |keeper| match keeper {
            Self::Console => 0,
            Self::Both => 1,
            Self::Directory => 2,
        };
        weight(self) > weight(other)
    }

    /// What the database stores and the command line takes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Console => "console",
            Self::Both => "both",
        }
    }

    /// The keeper of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|keeper| keeper.as_str() == text)
    }
}

/// What somebody laid down about the parts that one connection writes; the other parts are kept as
/// [`Policy::keeper`](super::Policy::keeper) says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ownership(BTreeMap<Part, Keeper>);

impl Ownership {
    /// What was laid down about a part.
    pub fn of(&self, part: Part) -> Option<Keeper> {
        self.0.get(&part).copied()
    }

    /// Lays down who keeps a part.
    pub fn set(&mut self, part: Part, keeper: Keeper) {
        self.0.insert(part, keeper);
    }

    /// Takes back what was laid down about a part.
    pub fn forget(&mut self, part: Part) {
        self.0.remove(&part);
    }

    /// Whether nothing was laid down.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everything that was laid down.
    pub fn iter(&self) -> impl Iterator<Item = (Part, Keeper)> {
        self.0.iter().map(|(part, keeper)| (*part, *keeper))
    }
}

impl FromIterator<(Part, Keeper)> for Ownership {
    fn from_iter<I: IntoIterator<Item = (Part, Keeper)>>(parts: I) -> Self {
        Self(parts.into_iter().collect())
    }
}
