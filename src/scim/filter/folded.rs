//! A filter in one spelling.

use super::ast::Filter;
use crate::{fold::fold, path::AttrPath};

impl Filter {
    /// The same filter with the names of its attributes folded: two that differ only in the case
    /// of these ask the same (RFC 7644 3.4.2.2).
    #[must_use]
    pub fn folded(&self) -> Self {
        let all = |terms: &[Self]| terms.iter().map(Self::folded).collect();
        match self {
            Self::And(terms) => Self::And(all(terms)),
            Self::Or(terms) => Self::Or(all(terms)),
            Self::Not(inner) => Self::Not(Box::new(inner.folded())),
            Self::Compare { path, op, value } => Self::Compare {
                path: name(path),
                op: *op,
                value: value.clone(),
            },
            Self::Present(path) => Self::Present(name(path)),
            Self::ValuePath { path, filter, form } => Self::ValuePath {
                path: name(path),
                filter: Box::new(filter.folded()),
                form: *form,
            },
        }
    }
}

fn name(path: &AttrPath) -> AttrPath {
    AttrPath {
        urn: path.urn.as_deref().map(fold),
        attr: fold(&path.attr),
        sub: path.sub.as_deref().map(fold),
    }
}

#[cfg(test)]
mod tests {
    use crate::filter::Filter;

    #[test]
    fn names_lose_their_case_and_values_keep_it() {
        let filter = Filter::parse(r#"Emails[Type EQ "Work"] and not (userName sw "J")"#).unwrap();
        assert_eq!(
            filter.folded().to_string(),
            r#"emails[type eq "Work"] and not (username sw "J")"#
        );
    }
}
