//! Three values: what hangs on something unsaid is neither yes nor no.

pub(super) type Truth = Option<bool>;

pub(super) fn all(terms: impl IntoIterator<Item = Truth>) -> Truth {
    terms
        .into_iter()
        .fold(Some(true), |so_far, term| match (so_far, term) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        })
}

pub(super) fn any(terms: impl IntoIterator<Item = Truth>) -> Truth {
    not(all(terms.into_iter().map(not)))
}

pub(super) fn not(term: Truth) -> Truth {
    term.map(|yes| !yes)
}
