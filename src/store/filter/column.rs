//! Where one value stands, and how it is compared there.

use super::condition::Condition;
use super::term::Term;
use super::text::Text;
use super::{id, moment};
use muster_scim::filter::{Literal, Op, holds, literal_key};
use muster_scim::schema::{Attribute, Kind};
use serde_json::Value;

/// Where one value stands in a row.
#[derive(Clone, Debug)]
pub(crate) enum Column {
    /// Text, kept as it is compared.
    Text(Text),
    /// Text whose case counts, beside its folded form, which is indexed.
    Cased {
        /// As it was sent.
        exact: String,
        /// Folded; NULL when it is no text.
        folded: Text,
    },
    /// A number, a moment or a boolean by its rank.
    Rank(String),
    /// Microseconds since the epoch.
    Moment(String),
    /// An id that is always there.
    Id(String),
    /// One of few values, each with what it takes.
    Choice(Vec<Choice>),
    /// The version behind an entity tag.
    Version(String),
    /// A URI that ends with an id.
    Location(String),
    /// A value that only its row in memory can show; this tells whether it is there.
    Opaque(String),
}

/// A value, and the rows that have it.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// The value; `Null` for its absence.
    pub(crate) value: Value,
    /// What the rows are like that have it.
    pub(crate) sql: String,
    /// Whether no other row is like that.
    pub(crate) exact: bool,
}

impl Choice {
    /// A value that exactly these rows have.
    pub(super) fn new(value: impl Into<Value>, sql: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            sql: sql.into(),
            exact: true,
        }
    }

    /// A value that only some of these rows have.
    pub(super) fn perhaps(value: impl Into<Value>, sql: impl Into<String>) -> Self {
        Self {
            exact: false,
            ..Self::new(value, sql)
        }
    }

    fn condition(&self) -> Condition {
        let condition = match self.sql.as_str() {
            "TRUE" => Condition::everything(),
            sql => Condition::sql_text(sql),
        };
        if self.exact {
            condition
        } else {
            condition.loose()
        }
    }
}

impl Column {
    /// A value that every row has.
    pub(super) fn constant(value: &str) -> Self {
        Self::Choice(vec![Choice::new(value, "TRUE")])
    }

    /// The value, or its absence, satisfies a comparison with something other than null.
    pub(super) fn compare(
        &self,
        attribute: &Attribute,
        op: Op,
        literal: &Literal,
    ) -> Option<Condition> {
        if let Self::Choice(choices) = self {
            let meant = |choice: &&Choice| {
                let value = Some(&choice.value).filter(|value| !value.is_null());
                holds(attribute, value, op, literal)
            };
            let meant = choices.iter().filter(meant).map(Choice::condition);
            return Some(Condition::any(meant.collect()));
        }
        let Some(key) = literal_key(attribute, literal) else {
            return Some(Condition::constant(op == Op::Ne));
        };
        if op.is_textual() && !is_text(attribute) {
            return Some(Condition::nothing());
        }
        match self {
            Self::Text(text) => Some(text.compare(op, &key)),
            Self::Cased { exact, folded } => Some(cased(exact, folded, op, &key)),
            Self::Rank(column) => Some(ranked(column, op, &key)),
            Self::Moment(column) => match literal {
                Literal::String(text) => moment::compare(column, op, text),
                _ => None,
            },
            Self::Id(column) => id::compare(column, op, &key),
            Self::Version(column) => version(column, op, &key),
            Self::Location(column) => location(column, op, &key),
            Self::Choice(_) | Self::Opaque(_) => None,
        }
    }

    /// There is a value.
    pub(super) fn present(&self) -> Condition {
        match self {
            Self::Text(text) => text.present(),
            Self::Cased { exact, .. } => Condition::sql_text(format!("{exact} IS NOT NULL")),
            Self::Rank(column) | Self::Moment(column) => {
                Condition::sql_text(format!("{column} IS NOT NULL"))
            }
            Self::Id(_) | Self::Version(_) | Self::Location(_) => Condition::everything(),
            Self::Opaque(sql) => Condition::sql_text(sql),
            Self::Choice(choices) => {
                let there = choices.iter().filter(|choice| !choice.value.is_null());
                let there = there.map(|choice| Choice {
                    exact: true,
                    ..choice.clone()
                });
                Condition::any(there.map(|choice| choice.condition()).collect())
            }
        }
    }
}

fn is_text(attribute: &Attribute) -> bool {
    matches!(
        attribute.kind,
        Kind::String | Kind::Reference | Kind::Binary
    )
}

fn cased(exact: &str, folded: &Text, op: Op, key: &str) -> Condition {
    let text = Text::plain(exact);
    match op {
        Op::Ne => cased(exact, folded, Op::Eq, key).not(),
        Op::Eq => {
            let head = folded.head_equals(&muster_scim::fold::fold(key));
            Condition::all(vec![head, text.compare(op, key)])
        }
        _ => Condition::all(vec![folded.present(), text.compare(op, key)]),
    }
}

/// The first letter of a rank is that of its kind; what is of another kind has no order.
fn ranked(column: &str, op: Op, key: &str) -> Condition {
    let kind: String = key.chars().take(1).collect();
    let next = super::text::beyond(&kind).unwrap_or_default();
    let (sql, values) = match op {
        Op::Eq => (format!("{column} = ?"), vec![key.into()]),
        Op::Ne => return ranked(column, Op::Eq, key).not(),
        Op::Gt | Op::Ge => {
            let sign = if op == Op::Gt { ">" } else { ">=" };
            let sql = format!("({column} {sign} ? AND {column} < ?)");
            (sql, vec![key.into(), next.into()])
        }
        Op::Lt | Op::Le => {
            let sign = if op == Op::Lt { "<" } else { "<=" };
            let sql = format!("({column} {sign} ? AND {column} >= ?)");
            (sql, vec![key.into(), kind.into()])
        }
        Op::Co | Op::Sw | Op::Ew => return Condition::nothing(),
    };
    let condition = Condition::term(Term::new(sql, values));
    // There are but two truths.
    if op == Op::Eq && !key.starts_with('b') {
        return condition.led();
    }
    condition
}

/// RFC 7644 3.14: `W/"12"` is version 12, and nothing else is.
fn version(column: &str, op: Op, tag: &str) -> Option<Condition> {
    match op {
        Op::Eq => {
            let number = tag
                .strip_prefix("W/\"")
                .and_then(|tag| tag.strip_suffix('"'));
            let number = number.and_then(|number| number.parse::<i64>().ok());
            let number = number.filter(|number| muster_scim::etag::weak(*number) == tag);
            Some(match number {
                None => Condition::nothing(),
                Some(number) => {
                    Condition::term(Term::new(format!("{column} = ?"), vec![number.into()]))
                }
            })
        }
        Op::Ne => Some(version(column, Op::Eq, tag)?.not()),
        _ => None,
    }
}

/// The base URL is not known here, so what stands before the id is looked at again.
fn location(column: &str, op: Op, uri: &str) -> Option<Condition> {
    if op != Op::Eq {
        return None;
    }
    let end = uri.rsplit_once('/').map(|(_, end)| end);
    Some(match end.and_then(id::read) {
        None => Condition::nothing(),
        Some(id) => id::equals(column, id).loose(),
    })
}
