//! What a command answers: lines for people, or exactly one JSON object.

use serde_json::Value;
use std::io::{self, Write as _};

/// The answer of a command, in both faces.
#[derive(Debug)]
pub struct Answer {
    /// For `--json`; nothing when all was printed already.
    pub json: Option<Value>,
    /// For people.
    pub text: String,
    /// Whether something must be mended: the command then ends with 1.
    pub amiss: bool,
}

impl Answer {
    /// An answer that is fine.
    pub fn new(json: Value, text: impl Into<String>) -> Self {
        Self {
            json: Some(json),
            text: text.into(),
            amiss: false,
        }
    }

    /// All was printed already.
    pub fn silent() -> Self {
        Self {
            json: None,
            text: String::new(),
            amiss: false,
        }
    }

    /// Writes it to stdout.
    pub fn print(&self, as_json: bool) -> io::Result<()> {
        match &self.json {
            Some(json) if as_json => print_line(&json.to_string()),
            Some(_) if !self.text.is_empty() => print_line(self.text.trim_end()),
            _ => Ok(()),
        }
    }
}

/// A number of things in words.
pub(super) fn counted(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

/// Writes one line to stdout.
pub fn print_line(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Writes one line to stderr.
pub(super) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
