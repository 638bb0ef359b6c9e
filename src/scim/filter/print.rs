//! A filter as its canonical text: what is printed reads back as the same tree.

use std::fmt;

use serde_json::Value;

use super::ast::{Filter, Form, Literal, Op};

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(terms) => joined(f, terms, " and ", |term| {
                matches!(term, Self::And(_) | Self::Or(_))
            }),
            Self::Or(terms) => joined(f, terms, " or ", |term| matches!(term, Self::Or(_))),
            Self::Not(inner) => write!(f, "not ({inner})"),
            Self::Compare { path, op, value } => write!(f, "{path} {op} {value}"),
            Self::Present(path) => write!(f, "{path} pr"),
            Self::ValuePath { path, filter, form } => match (form, filter.as_ref()) {
                (Form::Trailing, Self::And(terms)) => trailing(f, path, terms),
                _ => write!(f, "{path}[{filter}]"),
            },
        }
    }
}

fn trailing(
    f: &mut fmt::Formatter<'_>,
    path: &crate::path::AttrPath,
    terms: &[Filter],
) -> fmt::Result {
    let Some((last, inner)) = terms.split_last() else {
        return write!(f, "{path}[]");
    };
    write!(f, "{path}[")?;
    joined(f, inner, " and ", |term| {
        inner.len() > 1 && matches!(term, Filter::And(_) | Filter::Or(_))
    })?;
    write!(f, "].{last}")
}

fn joined(
    f: &mut fmt::Formatter<'_>,
    terms: &[Filter],
    word: &str,
    needs_brackets: impl Fn(&Filter) -> bool,
) -> fmt::Result {
    for (at, term) in terms.iter().enumerate() {
        if at > 0 {
            f.write_str(word)?;
        }
        if needs_brackets(term) {
            write!(f, "({term})")?;
        } else {
            write!(f, "{term}")?;
        }
    }
    Ok(())
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::String(value) => write!(f, "{}", Value::String(value.clone())),
            Self::Variable(name) => f.write_str(name),
        }
    }
}
