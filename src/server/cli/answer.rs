//! What a command answers: lines for people, or exactly one JSON object.

use serde_json::Value;
use std::io::{self, Write as _};

/// The answer of a command, in both faces.
#[derive(Debug)]
pub struct Answer {
    /// For `--json`.
    pub json: Value,
    /// For people.
    pub text: String,
    /// Whether something must be mended: the command then ends with 1.
    pub amiss: bool,
}

impl Answer {
    /// An answer that is fine.
    pub fn new(json: Value, text: impl Into<String>) -> Self {
        Self {
            json,
            text: text.into(),
            amiss: false,
        }
    }

    /// Writes it to stdout. A reader that has gone away is no failure.
    pub fn print(&self, as_json: bool) {
        if as_json {
            print_line(&self.json.to_string());
        } else if !self.text.is_empty() {
            print_line(self.text.trim_end());
        }
    }
}

/// Writes one line to stdout.
pub fn print_line(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// Writes one line to stderr.
pub(super) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
