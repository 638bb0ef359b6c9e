//! A kind of resource: a base schema, its extensions and an endpoint (RFC 7643 6).

use std::sync::LazyLock;

use super::{
    attribute::{Attribute, Word},
    common::common,
    enterprise, group as group_table, muster, user as user_table,
};
use crate::fold;

/// A named set of attributes (RFC 7643 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// The URN.
    pub urn: Word,
    /// The name for people.
    pub name: Word,
    /// A sentence for people.
    pub description: Word,
    /// The attributes, in the order in which they are shown.
    pub attributes: Vec<Attribute>,
}

impl Schema {
    /// The attribute of that name, whatever its case.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|attribute| fold::same(&attribute.name, name))
    }
}

/// A schema that widens a resource type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The added attributes; they stand under the URN in a resource (RFC 7643 3.3).
    pub schema: Schema,
    /// A resource must have it.
    pub required: bool,
}

/// A kind of resource (RFC 7643 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceType {
    /// The name, which is also its id.
    pub name: &'static str,
    /// The path below the base URL.
    pub endpoint: &'static str,
    /// A sentence for people.
    pub description: &'static str,
    /// The base schema.
    pub schema: Schema,
    /// The schemas that widen it.
    pub extensions: Vec<Extension>,
}

impl ResourceType {
    /// The core attribute of that name, whatever its case: of the base schema, or a common one.
    pub fn core(&self, name: &str) -> Option<&Attribute> {
        self.schema.attribute(name).or_else(|| {
            common()
                .iter()
                .find(|attribute| fold::same(&attribute.name, name))
        })
    }

    /// The extension schema of that URN, whatever its case.
    pub fn extension(&self, urn: &str) -> Option<&Schema> {
        self.extensions
            .iter()
            .map(|extension| &extension.schema)
            .find(|schema| fold::same(&schema.urn, urn))
    }
}

/// The User resource type with the enterprise extension and ours.
pub fn user() -> &'static ResourceType {
    static USER: LazyLock<ResourceType> = LazyLock::new(|| ResourceType {
        name: "User",
        endpoint: "/Users",
        description: "People.",
        schema: user_table::schema(),
        extensions: [enterprise::schema(), muster::user_schema()]
            .map(optional)
            .into(),
    });
    &USER
}

/// The Group resource type; its extensions are those of an account.
pub fn group() -> &'static ResourceType {
    static GROUP: LazyLock<ResourceType> = LazyLock::new(|| ResourceType {
        name: "Group",
        endpoint: "/Groups",
        description: "Groups of people and of groups.",
        schema: group_table::schema(),
        extensions: Vec::new(),
    });
    &GROUP
}

const fn optional(schema: Schema) -> Extension {
    Extension {
        schema,
        required: false,
    }
}
