//! A text that is never printed.

use super::{ConfigError, Settings};
use std::fmt;
use std::path::Path;

/// A secret setting, such as a URL with a password in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret text.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the one who needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Reads `name`, or the file that `name_file` names.
    pub(super) fn read(settings: &Settings, name: &str) -> Result<Option<Self>, ConfigError> {
        let beside = format!("{name}_file");
        match (settings.text(name), settings.text(&beside)) {
            (Some(_), Some(_)) => Err(settings.wrong(
                &beside,
                &format!("is set beside {name}: leave one of them out"),
            )),
            (Some(text), None) => Ok(Some(Self(text))),
            (None, Some(file)) => std::fs::read_to_string(Path::new(&file))
                .map(|text| Some(Self(text.trim().to_owned())))
                .map_err(|why| {
                    settings.wrong(&beside, &format!("names a file that cannot be read: {why}"))
                }),
            (None, None) => Ok(None),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
