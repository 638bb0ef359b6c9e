//! What the configuration says, and where it complains.

mod complaints;
mod key_file;
mod layers;

use super::{Config, ConfigError, Source, load};
use std::io::Write as _;
use tempfile::NamedTempFile;

/// Loads these variables over the defaults.
fn with(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    load(&Source {
        environment: variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        ..Source::default()
    })
}

/// A file with this text.
fn file(text: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

/// What is complained about this file, without its path.
fn complaint(text: &str) -> String {
    let file = file(text);
    let source = Source {
        file: Some(file.path().to_owned()),
        ..Source::default()
    };
    let said = load(&source).unwrap_err().to_string();
    said.replace(&file.path().display().to_string(), "FILE")
}
