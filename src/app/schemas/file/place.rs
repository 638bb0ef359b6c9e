//! Where something is wrong, and what.

use std::fmt;
use toml::Spanned;

/// A place in a file; both numbers begin with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Place {
    /// The place of a byte of a text.
    pub(super) fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self {
            line: 1 + before.matches('\n').count(),
            column: 1 + line.chars().count(),
        }
    }
}

/// What is wrong with a schema file, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct SchemaFileError {
    /// Where, when one place is to blame.
    pub place: Option<Place>,
    /// What is wrong and what to do.
    pub message: String,
}

impl SchemaFileError {
    /// Something wrong in one place.
    pub(in crate::schemas) fn at(place: Place, message: impl Into<String>) -> Self {
        Self {
            place: Some(place),
            message: message.into(),
        }
    }
}

impl fmt::Display for SchemaFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(Place { line, column }) => {
                write!(f, "line {line}, column {column}: {}", self.message)
            }
            None => f.write_str(&self.message),
        }
    }
}

/// A text in which values know their bytes.
#[derive(Clone, Copy)]
pub(super) struct Source<'a>(pub(super) &'a str);

impl Source<'_> {
    /// Where a value stands.
    pub(super) fn place<T>(self, value: &Spanned<T>) -> Place {
        Place::of(self.0, value.span().start)
    }

    /// A refusal of a value.
    pub(super) fn wrong<T>(self, value: &Spanned<T>, why: impl Into<String>) -> SchemaFileError {
        SchemaFileError::at(self.place(value), why)
    }
}
