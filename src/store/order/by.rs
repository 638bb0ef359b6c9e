//! What a list is sorted by, as SQL.

use crate::filter::{Column, Term};
use muster_scim::sort::LONGEST_KEY;

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
    /// Whether an index holds the rows in this order.
    pub(super) is_indexed: bool,
}

impl Order {
    /// By id, as every list stands that nobody sorts.
    pub fn by_id() -> Self {
        Self {
            key: None,
            descending: false,
        }
    }

    /// Whether an index holds the rows in this order, so that a walk reads no more of them than it
    /// passes; else each window of it sorts them all.
    pub fn is_indexed(&self) -> bool {
        self.key.as_ref().is_none_or(|key| key.is_indexed)
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
            is_indexed: false,
        }
    }

    /// A unique name, folded, that every row has: an index holds the rows in its order.
    pub(super) fn name(sql: &str) -> Self {
        Self {
            is_indexed: true,
            ..Self::text(sql)
        }
    }

    /// Text that a row may lack; an empty one is none (RFC 7643 2.5). A long one is cut, as
    /// `SortBy::key` cuts it.
    pub(super) fn some_text(sql: Term) -> Self {
        Self {
            sql: sql.within(&format!("NULLIF(substr({{}}, 1, {LONGEST_KEY}), '')")),
            is_number: false,
            may_be_absent: true,
            is_indexed: false,
        }
    }

    /// A whole number that every row has.
    pub(super) fn number(sql: &str) -> Self {
        Self {
            sql: Term::new(sql, Vec::new()),
            is_number: true,
            may_be_absent: false,
            is_indexed: false,
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

/// By a column of the row itself, when it can be sorted by.
pub(super) fn by_column(column: Column, descending: bool) -> Option<Order> {
    let key = match column {
        // A URI that ends with the id stands as the id does.
        Column::Id(_) | Column::Location(_) => {
            return Some(Order {
                key: None,
                descending,
            });
        }
        // What every row has in common leaves them by id.
        Column::Choice(choices) => {
            let is_constant = choices.len() == 1;
            return is_constant.then(Order::by_id);
        }
        Column::Text(text) => SortKey::some_text(Term::new(text.column, Vec::new())),
        Column::Moment(sql) => SortKey::some_number(&sql),
        // The text of a tag is not in the order of the versions.
        Column::Version(_) | Column::Cased { .. } | Column::Rank(_) | Column::Opaque(_) => {
            return None;
        }
    };
    Some(Order::by(key, descending))
}

/// A truth as it ranks: `false` before `true` (RFC 7644 3.4.2.3 leaves it open).
pub(super) fn rank_of(sql: &str) -> String {
    format!("CASE WHEN {sql} THEN 'b1' WHEN NOT {sql} THEN 'b0' END")
}
