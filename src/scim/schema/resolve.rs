//! From a name that a client wrote to the attribute that it means (RFC 7644 3.10).

use serde_json::Value;

use super::{
    attribute::Attribute,
    common::common,
    resource_type::{ResourceType, Schema},
};
use crate::{error::Error, fold, path::AttrPath};

/// The attribute that a path means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved<'a> {
    /// The URN under which the attribute stands in a resource; nothing for a core attribute.
    pub extension: Option<&'a str>,
    /// The attribute.
    pub attribute: &'a Attribute,
    /// The sub-attribute, when the path names one.
    pub sub: Option<&'a Attribute>,
}

impl<'a> Resolved<'a> {
    /// What a comparison looks at: the sub-attribute, the attribute, or the `value` of a complex
    /// attribute, so that `members eq "x"` asks for `members.value`.
    pub fn comparable(&self) -> Option<&'a Attribute> {
        self.sub.or_else(|| self.attribute.comparable())
    }

    /// The name in full and in its canonical spelling, as in `name.familyName`.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        if let Some(urn) = self.extension {
            text.push_str(urn);
            text.push(':');
        }
        text.push_str(&self.attribute.name);
        if let Some(sub) = self.sub {
            text.push('.');
            text.push_str(&sub.name);
        }
        text
    }

    /// The value of the attribute (not of the sub-attribute) in a resource with canonical names.
    pub fn value<'v>(&self, resource: &'v Value) -> Option<&'v Value> {
        let home = match self.extension {
            Some(urn) => resource.get(urn)?,
            None => resource,
        };
        home.get(self.attribute.name.as_ref())
    }
}

/// What a path of a PATCH operation or of a projection names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Located<'a> {
    /// An attribute.
    Attribute(Resolved<'a>),
    /// A whole extension, by its bare URN (Entra and Okta write this).
    Extension(&'a Schema),
    /// The resource itself, by the bare URN of its base schema.
    Resource,
}

/// No schema of the resource type has the attribute.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown attribute \"{0}\"")]
pub struct UnknownAttribute(pub String);

impl UnknownAttribute {
    /// 400 `invalidFilter`: an unknown attribute never widens a list.
    pub fn in_filter(&self) -> Error {
        Error::invalid_filter(self.to_string())
    }

    /// 400 `invalidPath`.
    pub fn in_path(&self) -> Error {
        Error::invalid_path(self.to_string())
    }
}

impl ResourceType {
    /// Finds the attribute that a path means, whatever its case.
    ///
    /// A qualified name is looked up in its schema alone. A bare one is looked up in the base
    /// schema, among the common attributes and then in the extensions, because Entra asks for
    /// `manager eq "…"` without the URN.
    pub fn resolve(&self, path: &AttrPath) -> Result<Resolved<'_>, UnknownAttribute> {
        let unknown = || UnknownAttribute(path.to_string());
        let (extension, attribute) = self.find(path).ok_or_else(unknown)?;
        let sub = match &path.sub {
            Some(name) => Some(attribute.sub(name).ok_or_else(unknown)?),
            None => None,
        };
        Ok(Resolved {
            extension,
            attribute,
            sub,
        })
    }

    /// Finds what a path means when it may also be the bare URN of a schema.
    pub fn locate(&self, path: &AttrPath) -> Result<Located<'_>, UnknownAttribute> {
        if let (Some(urn), None) = (&path.urn, &path.sub) {
            let whole = format!("{urn}:{}", path.attr);
            if fold::same(&whole, &self.schema.urn) {
                return Ok(Located::Resource);
            }
            if let Some(schema) = self.extension(&whole) {
                return Ok(Located::Extension(schema));
            }
        }
        self.resolve(path).map(Located::Attribute)
    }

    fn find(&self, path: &AttrPath) -> Option<(Option<&str>, &Attribute)> {
        if let Some(urn) = &path.urn {
            if fold::same(urn, &self.schema.urn) {
                return self.core(&path.attr).map(|attribute| (None, attribute));
            }
            let schema = self.extension(urn)?;
            return schema
                .attribute(&path.attr)
                .map(|attribute| (Some(schema.urn.as_ref()), attribute));
        }
        if let Some(attribute) = self.core(&path.attr) {
            return Some((None, attribute));
        }
        self.extensions.iter().find_map(|extension| {
            let attribute = extension.schema.attribute(&path.attr)?;
            Some((Some(extension.schema.urn.as_ref()), attribute))
        })
    }

    /// Every attribute with the URN under which it stands: common, base, then the extensions.
    pub fn attributes(&self) -> impl Iterator<Item = Resolved<'_>> {
        let core = common().iter().chain(&self.schema.attributes);
        let core = core.map(|attribute| (None, attribute));
        let extended = self.extensions.iter().flat_map(|extension| {
            let urn = extension.schema.urn.as_ref();
            let attributes = extension.schema.attributes.iter();
            attributes.map(move |attribute| (Some(urn), attribute))
        });
        core.chain(extended).map(|(extension, attribute)| Resolved {
            extension,
            attribute,
            sub: None,
        })
    }
}
