//! One thing that was looked at.

use serde_json::{Value, json};

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// As it should be.
    Fine,
    /// It works, and somebody should know.
    Doubtful,
    /// It must be mended.
    Broken,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// How it is.
    pub health: Health,
    /// What was seen, and what to do about it.
    pub detail: String,
}

impl Check {
    /// As it should be.
    pub fn fine(name: &'static str, detail: impl Into<String>) -> Self {
        Self {
            name,
            health: Health::Fine,
            detail: detail.into(),
        }
    }

    /// It works, and somebody should know.
    pub fn doubtful(name: &'static str, detail: impl Into<String>) -> Self {
        Self {
            health: Health::Doubtful,
            ..Self::fine(name, detail)
        }
    }

    /// It must be mended.
    pub fn broken(name: &'static str, detail: impl Into<String>) -> Self {
        Self {
            health: Health::Broken,
            ..Self::fine(name, detail)
        }
    }

    /// How it is, in one word.
    pub fn status(&self) -> &'static str {
        match self.health {
            Health::Fine => "ok",
            Health::Doubtful => "warn",
            Health::Broken => "fail",
        }
    }

    /// For `--json`.
    pub fn json(&self) -> Value {
        json!({"name": self.name, "status": self.status(), "detail": self.detail})
    }

    /// For people.
    pub fn line(&self) -> String {
        format!("{:4}  {}: {}", self.status(), self.name, self.detail)
    }
}
