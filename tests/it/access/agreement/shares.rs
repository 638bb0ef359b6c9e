//! What was answered how often, so that no agreement is hollow.

use std::collections::BTreeMap;
use std::fmt;

/// How often what was seen.
#[derive(Debug, Default)]
pub(super) struct Shares(BTreeMap<String, usize>);

impl Shares {
    pub(super) fn count(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    /// How often it was seen.
    pub(super) fn of(&self, what: &str) -> usize {
        self.0.get(what).copied().unwrap_or_default()
    }

    /// Each of these was seen so often at least.
    pub(super) fn check(&self, wanted: &[(&str, usize)]) {
        let rare = wanted.iter().filter(|(what, least)| self.of(what) < *least);
        let rare: Vec<_> = rare.collect();
        assert!(rare.is_empty(), "too rare: {rare:?}\n{self}");
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0.iter();
        let all: Vec<String> = all.map(|(what, often)| format!("{what} {often}")).collect();
        f.write_str(&all.join(", "))
    }
}
