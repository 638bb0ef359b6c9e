//! The tree of a predicate.

use serde::{Deserialize, Serialize};
use serde_json::Number;

/// Which records are meant.
///
/// Whoever reads one from text checks its attributes against the entity type; what is kept is the
/// tree, and its text is printed from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Predicate {
    /// All of them hold.
    And(Vec<Predicate>),
    /// Any of them holds.
    Or(Vec<Predicate>),
    /// The contrary.
    Not(Box<Predicate>),
    /// An attribute against an operand; any one value of several is enough.
    Compare {
        /// The attribute of the record.
        attribute: String,
        /// How it is compared.
        op: Comparison,
        /// With what.
        operand: Operand,
    },
    /// The attribute has a value.
    Present(String),
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Contains.
    Co,
    /// Starts with.
    Sw,
    /// Ends with.
    Ew,
    /// Greater than.
    Gt,
    /// Greater than or equal.
    Ge,
    /// Less than.
    Lt,
    /// Less than or equal.
    Le,
}

/// What an attribute is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operand {
    /// Text; moments are text too.
    Text(String),
    /// A number.
    Number(Number),
    /// True or false.
    Boolean(bool),
    /// No value.
    Null,
    /// Whoever asks.
    Me,
    /// The fleet groups of whoever asks, subgroups included.
    MyGroups,
    /// The case groups of whoever asks.
    MyCaseGroups,
}

impl Comparison {
    /// The operator as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Co => "co",
            Self::Sw => "sw",
            Self::Ew => "ew",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Lt => "lt",
            Self::Le => "le",
        }
    }

    /// It asks for an order.
    pub fn is_ordering(self) -> bool {
        matches!(self, Self::Gt | Self::Ge | Self::Lt | Self::Le)
    }

    /// It looks into text.
    pub fn is_textual(self) -> bool {
        matches!(self, Self::Co | Self::Sw | Self::Ew)
    }
}

impl Operand {
    /// Every variable.
    pub const VARIABLES: [Self; 3] = [Self::Me, Self::MyGroups, Self::MyCaseGroups];

    /// The name of a variable, as it is written; nothing for a value.
    pub fn variable(&self) -> Option<&'static str> {
        match self {
            Self::Me => Some("$me"),
            Self::MyGroups => Some("$me.groups"),
            Self::MyCaseGroups => Some("$me.case_groups"),
            Self::Text(_) | Self::Number(_) | Self::Boolean(_) | Self::Null => None,
        }
    }

    /// The variable of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::VARIABLES
            .into_iter()
            .find(|variable| variable.variable() == Some(name))
    }
}

impl Predicate {
    /// How deep the tree is; a single comparison is 1.
    pub fn depth(&self) -> usize {
        match self {
            Self::And(terms) | Self::Or(terms) => {
                1 + terms.iter().map(Self::depth).max().unwrap_or_default()
            }
            Self::Not(inner) => 1 + inner.depth(),
            Self::Compare { .. } | Self::Present(_) => 1,
        }
    }

    /// The attributes that it asks for, in the order in which they are written.
    pub fn attributes(&self) -> Vec<&str> {
        match self {
            Self::And(terms) | Self::Or(terms) => terms.iter().flat_map(Self::attributes).collect(),
            Self::Not(inner) => inner.attributes(),
            Self::Compare { attribute, .. } | Self::Present(attribute) => vec![attribute],
        }
    }
}
