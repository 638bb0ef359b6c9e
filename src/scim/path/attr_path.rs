//! `urn:…:User:manager.displayName`: a schema, an attribute and a sub-attribute.

use std::fmt;

use crate::{error::Error, schema::ResourceType};

/// The name of an attribute, as a client wrote it.
///
/// ```
/// use muster_scim::path::AttrPath;
///
/// let path = AttrPath::parse("urn:ietf:params:scim:schemas:core:2.0:User:name.givenName").unwrap();
/// assert_eq!((path.attr.as_str(), path.sub.as_deref()), ("name", Some("givenName")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AttrPath {
    /// The URN of the schema, when the name is qualified.
    pub urn: Option<String>,
    /// The attribute.
    pub attr: String,
    /// The sub-attribute.
    pub sub: Option<String>,
}

impl AttrPath {
    /// An unqualified name.
    pub fn new(attr: &str, sub: Option<&str>) -> Self {
        Self {
            urn: None,
            attr: attr.to_owned(),
            sub: sub.map(str::to_owned),
        }
    }

    /// Reads a name; a malformed one is 400 `invalidPath`.
    ///
    /// URNs hold dots ("2.0"), so the schema ends at the last colon (RFC 7644 3.10).
    pub fn parse(text: &str) -> Result<Self, Error> {
        let (urn, name) = match text.rsplit_once(':') {
            Some((urn, name)) => (Some(urn), name),
            None => (None, text),
        };
        let (attr, sub) = match name.split_once('.') {
            Some((attr, sub)) => (attr, Some(sub)),
            None => (name, None),
        };
        let well_formed = is_name(attr) && sub.is_none_or(is_name) && urn.is_none_or(is_urn);
        if !well_formed {
            return Err(Error::invalid_path(format!(
                "\"{text}\" is not the name of an attribute"
            )));
        }
        Ok(Self {
            urn: urn.map(str::to_owned),
            attr: attr.to_owned(),
            sub: sub.map(str::to_owned),
        })
    }

    /// The name in full and in its canonical spelling: `userName`, `name.familyName`,
    /// `urn:…:User:employeeNumber`, `meta.lastModified`.
    ///
    /// A complex attribute that is named alone stands for its `value`: `emails` is `emails.value`.
    /// Nothing when the resource type has no such attribute.
    pub fn canonical(&self, resource_type: &ResourceType) -> Option<String> {
        let mut resolved = resource_type.resolve(self).ok()?;
        if resolved.sub.is_none() {
            resolved.sub = resolved.attribute.sub("value");
        }
        Some(resolved.canonical())
    }

    /// The same name seen from the resource, for a name inside `parent[…]`.
    #[must_use]
    pub fn within(&self, parent: &Self) -> Self {
        Self {
            urn: parent.urn.clone(),
            attr: parent.attr.clone(),
            sub: Some(self.attr.clone()),
        }
    }
}

impl fmt::Display for AttrPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(urn) = &self.urn {
            write!(f, "{urn}:")?;
        }
        f.write_str(&self.attr)?;
        match &self.sub {
            Some(sub) => write!(f, ".{sub}"),
            None => Ok(()),
        }
    }
}

/// RFC 7643 2.1, and a leading `$` for `$ref` (erratum 8924).
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.strip_prefix('$').unwrap_or(text);
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_urn(text: &str) -> bool {
    let scheme = text.get(..4).unwrap_or_default();
    let uri = text.contains("://") || scheme.eq_ignore_ascii_case("urn:");
    uri && text.chars().all(is_path_char)
}

/// What may stand in a name, a schema URN included.
pub(crate) fn is_path_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '$' | '/' | '%' | '+')
}
