//! A condition on rows: a tree of terms, each with its bound values.

use super::term::Term;
use muster_scim::filter::Filter;
use sea_orm::sea_query::Value;

/// What a filter means for rows.
///
/// It stands in a statement that binds the connection that asks as `$1` and the account as `$2`.
#[derive(Clone, Debug)]
pub struct Condition {
    node: Node,
    /// Whether every row that it finds is meant, so that nothing is left to look at.
    pub exact: bool,
    /// Whether an index leads to it, so that the rows are few and need no order on the way.
    is_led: bool,
}

#[derive(Clone, Debug)]
enum Node {
    Everything,
    Nothing,
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Term(Term),
    /// A term that looks at rows beside, with `{}` for what it asks of one of them.
    Beside(Term, Box<Node>),
}

/// What one comparison, presence test or value path means, when a column serves.
pub(super) type Translate<'a> = &'a dyn Fn(&Filter) -> Option<Condition>;

impl Condition {
    /// Every row.
    pub(super) fn everything() -> Self {
        Self::of(Node::Everything)
    }

    /// No row.
    pub(super) fn nothing() -> Self {
        Self::of(Node::Nothing)
    }

    /// Every row or none.
    pub(super) fn constant(yes: bool) -> Self {
        if yes {
            Self::everything()
        } else {
            Self::nothing()
        }
    }

    /// Nothing that a column could decide.
    pub(super) fn unknown() -> Self {
        Self::everything().loose()
    }

    /// The rows of which a term holds.
    pub(super) fn term(term: Term) -> Self {
        Self::of(Node::Term(term))
    }

    /// The rows of which this SQL holds, which binds nothing.
    pub(super) fn sql_text(sql: impl Into<String>) -> Self {
        Self::term(Term::new(sql, Vec::new()))
    }

    /// An index leads to the rows of which it holds.
    pub(super) fn led(mut self) -> Self {
        self.is_led = true;
        self
    }

    /// Whether an index leads to the rows that it finds: sorting these few is right, and reading
    /// everybody in order until they turn up is wrong.
    pub(crate) fn is_led(&self) -> bool {
        self.is_led
    }

    /// It may find more than is meant.
    pub(super) fn loose(mut self) -> Self {
        self.exact = false;
        self
    }

    /// Rows beside of which one is as this condition asks; `around` has `{}` for it.
    pub(super) fn beside(self, around: Term) -> Self {
        if self.is_nothing() {
            return self;
        }
        Self {
            node: Node::Beside(around, Box::new(self.node)),
            ..self
        }
    }

    /// All of them.
    pub(super) fn all(parts: Vec<Self>) -> Self {
        if parts.iter().any(Self::is_nothing) {
            return Self::nothing();
        }
        let exact = parts.iter().all(|part| part.exact);
        let is_led = parts.iter().any(|part| part.is_led);
        Self {
            is_led,
            node: Node::All(parts.into_iter().map(|part| part.node).collect()),
            exact,
        }
    }

    /// Any of them.
    pub(super) fn any(mut parts: Vec<Self>) -> Self {
        if parts.iter().any(Self::is_everything) {
            return Self::everything();
        }
        parts.retain(|part| !part.is_nothing());
        let exact = parts.iter().all(|part| part.exact);
        if parts.is_empty() {
            return Self::nothing();
        }
        let is_led = parts.iter().all(|part| part.is_led);
        Self {
            is_led,
            node: Node::Any(parts.into_iter().map(|part| part.node).collect()),
            exact,
        }
    }

    /// The contrary. That of too much would be too little, so it is nothing that is known.
    pub(super) fn not(self) -> Self {
        if !self.exact {
            return Self::unknown();
        }
        match self.node {
            Node::Everything => Self::nothing(),
            Node::Nothing => Self::everything(),
            node => Self::of(Node::Not(Box::new(node))),
        }
    }

    /// What a filter means, with the terms of one kind of resource.
    pub(super) fn read(filter: &Filter, translate: Translate<'_>) -> Self {
        let each = |parts: &[Filter]| {
            let parts = parts.iter();
            parts.map(|part| Self::read(part, translate)).collect()
        };
        match filter {
            Filter::And(parts) => Self::all(each(parts)),
            Filter::Or(parts) => Self::any(each(parts)),
            Filter::Not(inner) => Self::read(inner, translate).not(),
            leaf => translate(leaf).unwrap_or_else(Self::unknown),
        }
    }

    /// The condition as SQL; its values are appended to those that are bound already.
    pub(crate) fn sql(&self, values: &mut Vec<Value>) -> String {
        self.node.sql(values, false)
    }

    fn of(node: Node) -> Self {
        Self {
            node,
            exact: true,
            is_led: false,
        }
    }

    fn is_everything(&self) -> bool {
        self.exact && matches!(self.node, Node::Everything)
    }

    fn is_nothing(&self) -> bool {
        matches!(self.node, Node::Nothing)
    }
}

impl Node {
    fn sql(&self, values: &mut Vec<Value>, negated: bool) -> String {
        match self {
            Self::Everything => "TRUE".to_owned(),
            Self::Nothing => "FALSE".to_owned(),
            Self::All(parts) => join(parts, " AND ", values, negated),
            Self::Any(parts) => join(parts, " OR ", values, negated),
            Self::Not(inner) => format!("NOT ({})", inner.sql(values, true)),
            Self::Beside(around, inner) => {
                let around = around.sql(values);
                around.replacen("{}", &inner.sql(values, false), 1)
            }
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
