//! One term: a piece of SQL with places for its values.

use muster_scim::datetime;
use muster_scim::filter::{Literal, Op};
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

    /// Both terms.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.values.extend(other.values);
        Self {
            text: format!("({} AND {})", self.text, other.text),
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

/// A column of text against a value, by equality or by a part of it; wildcards of `LIKE` have no
/// meaning, because `LIKE` is not used: its case rules differ between databases.
///
/// Order is left to the memory: collations differ too.
pub(super) fn text(column: &str, op: Op, value: &str) -> Option<Term> {
    let length = value.chars().count();
    let text = match op {
        Op::Eq => format!("{column} = ?"),
        // RFC 7644 3.4.2.2: what is absent is not equal.
        Op::Ne => format!("COALESCE({column} <> ?, TRUE)"),
        Op::Co | Op::Sw | Op::Ew if length == 0 => return None,
        Op::Co => format!("replace({column}, ?, '') <> {column}"),
        Op::Sw => format!("substr({column}, 1, {length}) = ?"),
        Op::Ew => format!("substr({column}, length({column}) - {length} + 1) = ?"),
        Op::Gt | Op::Ge | Op::Lt | Op::Le => return None,
    };
    Some(Term::new(text, vec![value.into()]))
}

/// A column of microseconds against a date, which may be finer than a microsecond.
pub(super) fn moment(column: &str, op: Op, value: &Literal) -> Option<Term> {
    let Literal::String(text) = value else {
        return None;
    };
    let nanos = datetime::nanoseconds(text)?;
    let floor = i64::try_from(nanos.div_euclid(1000)).ok()?;
    let whole = nanos.rem_euclid(1000) == 0;
    let ceiling = if whole { floor } else { floor.checked_add(1)? };
    let (sign, micros) = match op {
        Op::Gt => (">", floor),
        Op::Ge => (">=", ceiling),
        Op::Lt => ("<", ceiling),
        Op::Le => ("<=", floor),
        Op::Eq if whole => ("=", floor),
        Op::Ne if whole => ("<>", floor),
        _ => return None,
    };
    Some(Term::new(format!("{column} {sign} ?"), vec![micros.into()]))
}

/// A column of ids against one id, which is exact in every character.
pub(super) fn id(column: &str, op: Op, value: &Literal) -> Option<Term> {
    let Literal::String(text) = value else {
        return None;
    };
    let parsed = uuid::Uuid::try_parse(text).ok();
    match (op, parsed.filter(|id| id.hyphenated().to_string() == *text)) {
        (Op::Eq, Some(id)) => Some(Term::new(format!("{column} = ?"), vec![id.into()])),
        (Op::Eq, None) => Some(Term::new("FALSE", Vec::new())),
        _ => None,
    }
}
