//! One term: a piece of SQL with places for its values.

use sea_orm::sea_query::Value;
use std::fmt::Write as _;

/// A piece of SQL whose `?` are places for values, in order.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    text: String,
    values: Vec<Value>,
}

impl Term {
    /// A term; it has as many `?` as values.
    pub(crate) fn new(text: impl Into<String>, values: Vec<Value>) -> Self {
        Self {
            text: text.into(),
            values,
        }
    }

    /// The term inside other SQL, which has one place for it: `{}`.
    pub(crate) fn within(self, around: &str) -> Self {
        Self {
            text: around.replacen("{}", &self.text, 1),
            values: self.values,
        }
    }

    /// The SQL, with its values bound after those that are bound already.
    pub(crate) fn sql(&self, values: &mut Vec<Value>) -> String {
        let mut pieces = self.text.split('?');
        let mut sql = pieces.next().unwrap_or_default().to_owned();
        for (piece, value) in pieces.zip(&self.values) {
            values.push(value.clone());
            let _ = write!(sql, "${}", values.len());
            sql.push_str(piece);
        }
        sql
    }
}
