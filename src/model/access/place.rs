//! Where records are: the workspace and the fleet group, as entity types have them and questions say them.

use super::{Scope, Truth};
use serde::{Deserialize, Serialize};

/// A kind of place that records of an entity type have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A workspace.
    Workspace,
    /// A fleet group.
    FleetGroup,
}

impl PlaceKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Workspace, Self::FleetGroup];

    /// Its name in files and answers, and in what a question says of a record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::FleetGroup => "fleet_group",
        }
    }

    /// The one of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A place, as a question says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place<I> {
    /// Nothing is said of it.
    #[default]
    Unsaid,
    /// There is none.
    Nowhere,
    /// It is this one.
    At(I),
}

impl<I> Place<I> {
    /// This one; unsaid where there is none.
    pub fn of(place: Option<I>) -> Self {
        place.map_or(Self::Unsaid, Self::At)
    }

    /// The one that is named.
    pub fn named(&self) -> Option<&I> {
        match self {
            Self::At(place) => Some(place),
            Self::Unsaid | Self::Nowhere => None,
        }
    }

    /// The same with another way of naming the one that is named.
    pub fn try_map<J, E>(self, name: impl FnOnce(I) -> Result<J, E>) -> Result<Place<J>, E> {
        Ok(match self {
            Self::Unsaid => Place::Unsaid,
            Self::Nowhere => Place::Nowhere,
            Self::At(place) => Place::At(name(place)?),
        })
    }
}

impl<I: PartialEq> Scope<I> {
    /// Whether a place is within it.
    ///
    /// Where a record has such a place (`has`), leaving it out opens nothing: whoever reaches some
    /// places alone must be told which one it is, and a record that lies in none is seen by who
    /// reaches all of them. Everywhere else a place that is not named is not asked for.
    pub(super) fn admits(&self, place: &Place<I>, kind: PlaceKind, has: bool) -> Truth {
        match (self, place) {
            (Self::All, _) => Truth::Yes,
            (_, Place::At(id)) => Truth::of(self.has(id)),
            (_, Place::Unsaid | Place::Nowhere) if !has => Truth::Yes,
            (Self::Some(these), Place::Unsaid) if !these.is_empty() => {
                Truth::Unknown(kind.as_str().to_owned())
            }
            (_, Place::Unsaid | Place::Nowhere) => Truth::No,
        }
    }
}
