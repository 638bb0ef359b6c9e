//! `emails[type eq "work"].value`: where a PATCH operation works (RFC 7644 3.5.2).

use std::fmt;

use super::attr_path::AttrPath;
use crate::{error::Error, filter::Filter};

/// The path of a PATCH operation.
#[derive(Debug, Clone, PartialEq)]
pub struct PatchPath {
    /// The attribute; its own `sub` is never set.
    pub attr: AttrPath,
    /// Which of its values.
    pub filter: Option<Filter>,
    /// Which part of them.
    pub sub: Option<String>,
}

impl PatchPath {
    /// Reads a path; a malformed one is 400 `invalidPath`, a malformed filter in it 400
    /// `invalidFilter`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        crate::filter::patch_path(text.trim())
    }

    /// The path without its filter, as in `emails.value`.
    pub fn plain(&self) -> AttrPath {
        AttrPath {
            sub: self.sub.clone(),
            ..self.attr.clone()
        }
    }
}

impl From<AttrPath> for PatchPath {
    fn from(mut attr: AttrPath) -> Self {
        let sub = attr.sub.take();
        Self {
            attr,
            filter: None,
            sub,
        }
    }
}

impl fmt::Display for PatchPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.attr)?;
        if let Some(filter) = &self.filter {
            write!(f, "[{filter}]")?;
        }
        match &self.sub {
            Some(sub) => write!(f, ".{sub}"),
            None => Ok(()),
        }
    }
}
