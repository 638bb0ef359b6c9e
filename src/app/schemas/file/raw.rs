//! The file as TOML has it.

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    #[serde(default)]
    pub(super) prune: bool,
    #[serde(default)]
    pub(super) schema: Vec<RawSchema>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSchema {
    pub(super) resource: Spanned<String>,
    pub(super) urn: Spanned<String>,
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) attribute: Vec<RawAttribute>,
}

/// An attribute under the names of RFC 7643 7.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawAttribute {
    pub(super) name: Spanned<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) multi_valued: bool,
    #[serde(default)]
    pub(super) required: bool,
    pub(super) case_exact: Option<Spanned<bool>>,
    pub(super) canonical_values: Option<Spanned<Vec<String>>>,
    pub(super) reference_types: Option<Spanned<Vec<String>>>,
    pub(super) mutability: Option<Spanned<String>>,
    pub(super) returned: Option<Spanned<String>>,
    pub(super) uniqueness: Option<Spanned<String>>,
}
