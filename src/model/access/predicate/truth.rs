//! Three values: yes, no, and what nobody told.

/// Whether something holds of a record (Kleene's strong logic).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It hangs on an attribute that nobody told, or that was told in a form that it cannot have:
    /// the first such one.
    Unknown(String),
}

impl Truth {
    /// Yes or no.
    pub fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// No as soon as one says no, yes when all say yes.
    pub fn all(terms: impl IntoIterator<Item = Self>) -> Self {
        let mut unknown = None;
        for term in terms {
            match term {
                Self::Yes => {}
                Self::No => return Self::No,
                Self::Unknown(attribute) => {
                    unknown.get_or_insert(attribute);
                }
            }
        }
        unknown.map_or(Self::Yes, Self::Unknown)
    }

    /// Yes as soon as one says yes, no when all say no.
    pub fn any(terms: impl IntoIterator<Item = Self>) -> Self {
        Self::all(terms.into_iter().map(Self::contrary)).contrary()
    }

    /// The contrary; that of what is unknown is as unknown.
    #[must_use]
    pub fn contrary(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown(attribute) => Self::Unknown(attribute),
        }
    }
}
