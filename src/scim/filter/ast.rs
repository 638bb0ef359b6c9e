//! The tree of a filter.

use serde_json::Number;

use crate::path::AttrPath;

/// A filter.
///
/// The names inside a [`Filter::ValuePath`] belong to its attribute: use [`AttrPath::within`] to
/// see them from the resource.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// All of them; two or more.
    And(Vec<Filter>),
    /// Any of them; two or more.
    Or(Vec<Filter>),
    /// The contrary.
    Not(Box<Filter>),
    /// An attribute against a value.
    Compare {
        /// The attribute.
        path: AttrPath,
        /// How it is compared.
        op: Op,
        /// With what.
        value: Literal,
    },
    /// The attribute has a value (`pr`).
    Present(AttrPath),
    /// One value of the attribute matches the whole inner filter.
    ValuePath {
        /// The complex attribute.
        path: AttrPath,
        /// What one value must match.
        filter: Box<Filter>,
        /// How it was written; it changes nothing in the meaning.
        form: Form,
    },
}

/// How a value path was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `emails[type eq "work" and value eq "x"]`.
    Grammar,
    /// `emails[type eq "work"].value eq "x"`, as Entra writes it; the comparison that trails is the
    /// last term of the inner filter.
    Trailing,
}

/// The comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
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

impl Op {
    /// Every operator.
    pub const ALL: [Self; 9] = [
        Self::Eq,
        Self::Ne,
        Self::Co,
        Self::Sw,
        Self::Ew,
        Self::Gt,
        Self::Ge,
        Self::Lt,
        Self::Le,
    ];

    /// The operator as it stands in a filter.
    pub const fn as_str(self) -> &'static str {
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

    /// The operator of that name, in any case (RFC 7644 3.4.2.2).
    pub(super) fn named(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|op| op.as_str().eq_ignore_ascii_case(word))
    }

    /// It asks for an order: `gt`, `ge`, `lt`, `le`.
    pub const fn is_ordering(self) -> bool {
        matches!(self, Self::Gt | Self::Ge | Self::Lt | Self::Le)
    }

    /// It looks into text: `co`, `sw`, `ew`.
    pub const fn is_textual(self) -> bool {
        matches!(self, Self::Co | Self::Sw | Self::Ew)
    }
}

/// The value at the right of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// No value.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text; dates and ids are text too.
    String(String),
    /// Something of whoever asks, such as `$me` or `$me.groups`, in lower case.
    ///
    /// Not in RFC 7644: [`Filter::parse`] refuses it, [`Filter::parse_with_variables`] reads it.
    Variable(String),
}
