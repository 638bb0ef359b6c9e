//! Three values: what hangs on something unsaid is neither yes nor no.

pub(super) type Truth = Option<bool>;

pub(super) fn all(terms: impl IntoIterator<Item = Truth>) -> Truth {
    let terms: Vec<Truth> = terms.into_iter().collect();
    if terms.contains(&Some(false)) {
        Some(false)
    } else if terms.contains(&None) {
        None
    } else {
        Some(true)
    }
}

pub(super) fn any(terms: impl IntoIterator<Item = Truth>) -> Truth {
    not(all(terms.into_iter().map(not)))
}

pub(super) fn not(term: Truth) -> Truth {
    term.map(|yes| !yes)
}
