//! `muster schema show`: what an account added, as a file that can be applied again.

use crate::ctx::Ctx;
use muster_model::ids::AccountId;
use muster_scim::schema::{Attribute, Kind, Schema};
use muster_store::{StoreError, StoredSchema};
use serde::Serialize;
use serde_json::{Value, json};

/// What an account added, in both faces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownSchemas {
    /// The schema documents, each with its resource type.
    pub json: Value,
    /// The file.
    pub file: String,
}

/// The schemas of an account.
pub async fn show_schemas(ctx: &Ctx, account: AccountId) -> Result<ShownSchemas, StoreError> {
    let stored = ctx.store.read().schemas().of(account).await?;
    let schema = stored.iter().filter_map(FileSchema::of).collect();
    let file = toml::to_string(&File { schema }).map_err(StoreError::bug)?;
    let documents = stored.iter().map(
        |one| json!({"resource": one.resource, "required": one.required, "schema": one.document}),
    );
    Ok(ShownSchemas {
        json: json!({"schemas": documents.collect::<Vec<_>>()}),
        file,
    })
}

#[derive(Serialize)]
struct File {
    schema: Vec<FileSchema>,
}

#[derive(Serialize)]
struct FileSchema {
    resource: String,
    urn: String,
    name: String,
    description: String,
    required: bool,
    attribute: Vec<FileAttribute>,
}

/// An attribute under the names of RFC 7643 7.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileAttribute {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    description: String,
    multi_valued: bool,
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    case_exact: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    canonical_values: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reference_types: Vec<String>,
    mutability: &'static str,
    returned: &'static str,
    uniqueness: &'static str,
}

impl FileSchema {
    fn of(stored: &StoredSchema) -> Option<Self> {
        let schema = Schema::from_document(&stored.document)?;
        Some(Self {
            resource: stored.resource.clone(),
            urn: schema.urn.to_string(),
            name: schema.name.to_string(),
            description: schema.description.to_string(),
            required: stored.required,
            attribute: schema.attributes.iter().map(FileAttribute::of).collect(),
        })
    }
}

impl FileAttribute {
    fn of(attribute: &Attribute) -> Self {
        let texts =
            |words: &[muster_scim::schema::Word]| words.iter().map(ToString::to_string).collect();
        Self {
            name: attribute.name.to_string(),
            kind: attribute.kind.as_str(),
            description: attribute.description.to_string(),
            multi_valued: attribute.multi_valued,
            required: attribute.required,
            case_exact: (attribute.kind == Kind::String).then_some(attribute.case_exact),
            canonical_values: texts(&attribute.canonical_values),
            reference_types: texts(&attribute.reference_types),
            mutability: attribute.mutability.as_str(),
            returned: attribute.returned.as_str(),
            uniqueness: attribute.uniqueness.as_str(),
        }
    }
}
