//! The table that a story fills: a guard, and below it what each door answered.

use crate::support::unnumbered;
use std::fmt::{self, Write as _};

/// What the guards said, door by door.
#[derive(Default)]
pub(super) struct Table(String);

impl Table {
    /// Begins a guard.
    pub(super) fn guard(&mut self, what: &str) {
        let _ = writeln!(self.0, "{what}");
    }

    /// What a door answered.
    pub(super) fn door(&mut self, door: &str, told: impl AsRef<str>) {
        let _ = writeln!(self.0, "  {door:<14} {}", unnumbered(told.as_ref()));
    }

    /// A door at which nobody can try, and why.
    pub(super) fn none(&mut self, door: &str, why: &str) {
        let _ = writeln!(self.0, "  {door:<14} - {why}");
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}
