//! What a list is sorted by, as SQL.

use crate::filter::Term;

/// In which order a list stands.
#[derive(Clone, Debug)]
pub struct Order {
    /// What it is sorted by; `None` is the id.
    pub(super) key: Option<SortKey>,
    /// From the last to the first.
    pub(super) descending: bool,
}

/// An expression that rows are sorted by.
#[derive(Clone, Debug)]
pub(crate) struct SortKey {
    /// The expression.
    pub(super) sql: Term,
    /// Whether it is a number; else it is text that is compared byte by byte.
    pub(super) is_number: bool,
    /// Whether a row may have none.
    pub(super) may_be_absent: bool,
}

impl Order {
    /// By id, as every list stands that nobody sorts.
    pub fn by_id() -> Self {
        Self {
            key: None,
            descending: false,
        }
    }

    /// By id, from the last to the first.
    pub(super) fn by_id_in(descending: bool) -> Self {
        Self {
            key: None,
            descending,
        }
    }

    /// By an expression.
    pub(super) fn by(key: SortKey, descending: bool) -> Self {
        Self {
            key: Some(key),
            descending,
        }
    }
}

impl SortKey {
    /// Text that every row has.
    pub(super) fn text(sql: &str) -> Self {
        Self {
            sql: Term::new(sql, Vec::new()),
            is_number: false,
            may_be_absent: false,
        }
    }

    /// Text that a row may lack; an empty one is none (RFC 7643 2.5).
    pub(super) fn some_text(sql: Term) -> Self {
        Self {
            sql: sql.within("NULLIF({}, '')"),
            is_number: false,
            may_be_absent: true,
        }
    }

    /// A whole number that every row has.
    pub(super) fn number(sql: &str) -> Self {
        Self {
            sql: Term::new(sql, Vec::new()),
            is_number: true,
            may_be_absent: false,
        }
    }

    /// A whole number that a row may lack.
    pub(super) fn some_number(sql: &str) -> Self {
        Self {
            may_be_absent: true,
            ..Self::number(sql)
        }
    }
}
