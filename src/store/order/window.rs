//! Where a walk through a list stands.

use uuid::Uuid;

/// One row of a list, as a place from which a walk goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What the row is sorted by, as the database compares it; `None` when it has no such value, or
    /// when the list stands by id.
    pub key: Option<String>,
    /// The row's id, which breaks ties.
    pub id: Uuid,
}

/// Which part of a list is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Window {
    /// What follows after this many rows.
    Skip(u64),
    /// What follows after this row, whether or not it is still there.
    After(Mark),
    /// What stands just before this row, in the order of the list.
    Before(Mark),
    /// What stands at the end.
    Last,
}

impl Window {
    /// The walk goes against the order of the list.
    pub(crate) fn is_backwards(&self) -> bool {
        matches!(self, Self::Before(_) | Self::Last)
    }

    /// Where the walk stands.
    pub(super) fn mark(&self) -> Option<&Mark> {
        match self {
            Self::Skip(_) | Self::Last => None,
            Self::After(mark) | Self::Before(mark) => Some(mark),
        }
    }

    /// How many rows are passed over.
    pub(super) fn skipped(&self) -> u64 {
        match self {
            Self::Skip(rows) => *rows,
            Self::After(_) | Self::Before(_) | Self::Last => 0,
        }
    }
}
