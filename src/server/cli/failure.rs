//! Why a command failed: one line, and how the program ends.

use std::error::Error;

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// It was used wrongly: exit 2.
    Usage(String),
    /// It could not be done: exit 1.
    Failed(String),
}

impl Failure {
    /// It was used wrongly.
    pub fn usage(line: impl Into<String>) -> Self {
        Self::Usage(line.into())
    }

    /// It could not be done.
    pub fn failed(line: impl Into<String>) -> Self {
        Self::Failed(line.into())
    }

    /// What went wrong, in one line.
    pub fn text(&self) -> String {
        let (Self::Usage(line) | Self::Failed(line)) = self;
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The line that the terminal gets.
    pub fn line(&self) -> String {
        format!("muster: {}", self.text())
    }

    /// How the program ends.
    pub fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Failed(_) => 1,
        }
    }
}

/// Every error of a floor below is a failure, told with its causes in one line.
impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut line = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            let more = error.to_string();
            if !line.contains(&more) {
                line = format!("{line}: {more}");
            }
            cause = error.source();
        }
        Self::Failed(line)
    }
}
