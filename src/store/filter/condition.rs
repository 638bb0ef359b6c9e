//! A condition on rows: a tree of terms, each with its bound values.

use super::term::Term;
use muster_scim::filter::Filter;
use sea_orm::sea_query::Value;

/// What a filter means for rows.
#[derive(Clone, Debug)]
pub struct Condition {
    node: Node,
    /// Whether every row that it finds is meant, so that nothing is left to look at.
    pub exact: bool,
}

#[derive(Clone, Debug)]
enum Node {
    Everything,
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Term(Term),
}

/// What one comparison, presence test or value path means, when a column serves.
pub(super) type Translate<'a> = &'a dyn Fn(&Filter) -> Option<Found>;

/// A term, and whether it finds no more than is meant.
pub(super) struct Found {
    pub(super) term: Term,
    pub(super) exact: bool,
}

impl Condition {
    /// Every row.
    fn everything(exact: bool) -> Self {
        Self {
            node: Node::Everything,
            exact,
        }
    }

    /// What a filter means, with the terms of one kind of resource.
    pub(super) fn of(filter: Option<&Filter>, translate: Translate<'_>) -> Self {
        match filter {
            None => Self::everything(true),
            Some(filter) => Self::read(filter, translate),
        }
    }

    fn read(filter: &Filter, translate: Translate<'_>) -> Self {
        match filter {
            Filter::And(parts) => {
                let parts: Vec<Self> = parts
                    .iter()
                    .map(|part| Self::read(part, translate))
                    .collect();
                let exact = parts.iter().all(|part| part.exact);
                Self {
                    node: Node::All(parts.into_iter().map(|part| part.node).collect()),
                    exact,
                }
            }
            Filter::Or(parts) => {
                let parts: Vec<Self> = parts
                    .iter()
                    .map(|part| Self::read(part, translate))
                    .collect();
                let exact = parts.iter().all(|part| part.exact);
                Self {
                    node: Node::Any(parts.into_iter().map(|part| part.node).collect()),
                    exact,
                }
            }
            Filter::Not(inner) => match Self::read(inner, translate) {
                Self { node, exact: true } => Self {
                    node: Node::Not(Box::new(node)),
                    exact: true,
                },
                // The contrary of too much would be too little.
                _ => Self::everything(false),
            },
            leaf => match translate(leaf) {
                Some(found) => Self {
                    node: Node::Term(found.term),
                    exact: found.exact,
                },
                None => Self::everything(false),
            },
        }
    }

    /// The condition as SQL; its values are appended to those that are bound already.
    pub(crate) fn sql(&self, values: &mut Vec<Value>) -> String {
        self.node.sql(values, false)
    }
}

impl Node {
    fn sql(&self, values: &mut Vec<Value>, negated: bool) -> String {
        match self {
            Self::Everything => "TRUE".to_owned(),
            Self::All(parts) => join(parts, " AND ", values, negated),
            Self::Any(parts) => join(parts, " OR ", values, negated),
            Self::Not(inner) => format!("NOT {}", inner.sql(values, true)),
            // An absent value is unknown to SQL, and the contrary of unknown is unknown: below a
            // NOT it must be false.
            Self::Term(term) if negated => format!("COALESCE({}, FALSE)", term.sql(values)),
            Self::Term(term) => term.sql(values),
        }
    }
}

fn join(parts: &[Node], word: &str, values: &mut Vec<Value>, negated: bool) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.sql(values, negated)).collect();
    format!("({})", parts.join(word))
}
