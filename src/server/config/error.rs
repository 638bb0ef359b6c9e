//! What is wrong with the configuration, and where it stands.

use super::Origin;

/// One line that says which setting is wrong, where it stands and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is no such setting.
    #[error("{origin}: there is no setting {name:?}; config/default.toml lists all of them")]
    Unknown {
        /// Where it stands.
        origin: Origin,
        /// What it was called.
        name: String,
    },
    /// A setting has a value that it cannot have.
    #[error("{origin}: {name} {problem}")]
    Wrong {
        /// Where it stands.
        origin: Origin,
        /// Which setting.
        name: String,
        /// What is wrong with the value, without the value of a secret.
        problem: String,
    },
    /// The file is not TOML.
    #[error("{file}:{line}: {problem}")]
    Syntax {
        /// Which file.
        file: String,
        /// In which line.
        line: usize,
        /// What is wrong there.
        problem: String,
    },
    /// A file that a setting names cannot be used.
    #[error("{file}: {problem}")]
    File {
        /// Which file.
        file: String,
        /// Why not.
        problem: String,
    },
}
