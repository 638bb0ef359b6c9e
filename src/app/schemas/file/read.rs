//! The file, checked.

use super::place::{Place, SchemaFileError, Source};
use super::raw::{RawFile, RawSchema};
use super::{attribute, urn};
use crate::plain::plain;
use muster_scim::fold;
use muster_scim::schema::{Schema, Word};
use muster_store::StoredSchema;

/// The most schemas of an account.
const MOST_SCHEMAS: usize = 20;
/// The most attributes of a schema.
const MOST_ATTRIBUTES: usize = 100;

/// A file without fault.
pub(in crate::schemas) struct SchemaFile {
    /// Whether schemas that the file does not name are hidden.
    pub(in crate::schemas) prune: bool,
    /// The schemas.
    pub(in crate::schemas) schemas: Vec<Definition>,
}

/// One schema of the file.
pub(in crate::schemas) struct Definition {
    /// What is kept.
    pub(in crate::schemas) stored: StoredSchema,
    /// The same, taken apart.
    pub(in crate::schemas) schema: Schema,
    /// Where its URN stands.
    pub(in crate::schemas) place: Place,
    /// Where each attribute stands.
    pub(in crate::schemas) places: Vec<Place>,
}

impl SchemaFile {
    /// Reads the file; the first thing that is wrong is told with its place.
    pub(in crate::schemas) fn read(text: &str) -> Result<Self, SchemaFileError> {
        let raw: RawFile = toml::from_str(text).map_err(|error| SchemaFileError {
            place: error.span().map(|span| Place::of(text, span.start)),
            message: plain(None, error.message()),
        })?;
        let source = Source(text);
        if let Some(extra) = raw.schema.get(MOST_SCHEMAS) {
            let why = format!("an account has at most {MOST_SCHEMAS} schemas");
            return Err(source.wrong(&extra.urn, why));
        }
        let mut urns: Vec<String> = Vec::new();
        let mut schemas = Vec::new();
        for schema in &raw.schema {
            if let Some(why) = urn::refusal(schema.urn.get_ref(), &urns) {
                return Err(source.wrong(&schema.urn, why));
            }
            urns.push(schema.urn.get_ref().clone());
            schemas.push(definition(source, schema)?);
        }
        Ok(Self {
            prune: raw.prune,
            schemas,
        })
    }
}

fn definition(source: Source<'_>, raw: &RawSchema) -> Result<Definition, SchemaFileError> {
    let resource = raw.resource.get_ref();
    if !["User", "Group"].contains(&resource.as_str()) {
        let why = format!("there is no resource \"{resource}\": write User or Group");
        return Err(source.wrong(&raw.resource, why));
    }
    if raw.name.get_ref().trim().is_empty() {
        return Err(source.wrong(&raw.name, "a schema needs a name, which people see"));
    }
    if raw.attribute.is_empty() {
        let why = "a schema needs attributes: add at least one [[schema.attribute]]";
        return Err(source.wrong(&raw.urn, why));
    }
    let mut attributes = Vec::new();
    let mut places = Vec::new();
    for one in &raw.attribute {
        let twice = attributes
            .iter()
            .any(|known: &muster_scim::schema::Attribute| {
                fold::same(&known.name, one.name.get_ref())
            });
        if twice {
            let name = one.name.get_ref();
            let why = format!("\"{name}\" stands here twice; names are compared without case");
            return Err(source.wrong(&one.name, why));
        }
        if attributes.len() == MOST_ATTRIBUTES {
            let why =
                format!("a schema has at most {MOST_ATTRIBUTES} attributes: make another one");
            return Err(source.wrong(&one.name, why));
        }
        attributes.push(attribute::read(source, one, resource == "User")?);
        places.push(source.place(one.kind.as_ref().unwrap_or(&one.name)));
    }
    let schema = Schema {
        urn: Word::Owned(raw.urn.get_ref().clone()),
        name: Word::Owned(raw.name.get_ref().clone()),
        description: Word::Owned(raw.description.clone()),
        attributes,
    };
    Ok(Definition {
        stored: StoredSchema {
            resource: resource.clone(),
            required: raw.required,
            document: schema.document(),
        },
        schema,
        place: source.place(&raw.urn),
        places,
    })
}
