//! A predicate as its canonical text: a SCIM filter, with `$me` where it speaks of who asks.

use super::{Comparison, Operand, Predicate};
use serde_json::Value;
use std::fmt;

impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(terms) => joined(f, terms, " and ", |term| {
                matches!(term, Self::And(_) | Self::Or(_))
            }),
            Self::Or(terms) => joined(f, terms, " or ", |term| matches!(term, Self::Or(_))),
            Self::Not(inner) => write!(f, "not ({inner})"),
            Self::Compare {
                attribute,
                op: Comparison::Eq,
                operand: operand @ (Operand::MyGroups | Operand::MyCaseGroups),
            } => write!(f, "{attribute} in {operand}"),
            Self::Compare {
                attribute,
                op,
                operand,
            } => write!(f, "{attribute} {} {operand}", op.as_str()),
            Self::Present(attribute) => write!(f, "{attribute} pr"),
        }
    }
}

fn joined(
    f: &mut fmt::Formatter<'_>,
    terms: &[Predicate],
    word: &str,
    needs_brackets: impl Fn(&Predicate) -> bool,
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

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{}", Value::from(text.as_str())),
            Self::Number(number) => write!(f, "{number}"),
            Self::Boolean(yes) => write!(f, "{yes}"),
            Self::Null => f.write_str("null"),
            Self::Me | Self::MyGroups | Self::MyCaseGroups => {
                f.write_str(self.variable().unwrap_or_default())
            }
        }
    }
}
