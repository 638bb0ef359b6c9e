//! A record of the application, as it tells of it.

use muster_model::access::Record;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A record of the application; nothing of it is kept.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::admin) struct SampleRecord {
    /// The entity type, such as `vehicle`.
    #[serde(rename = "type")]
    entity: String,
    /// Its id in the application; none for one that is yet to be made.
    id: Option<String>,
    /// What it says of itself: what is left out is unknown, null is no value.
    #[schema(value_type = Object)]
    #[serde(default)]
    attributes: BTreeMap<String, Value>,
}

impl From<SampleRecord> for Record {
    fn from(sample: SampleRecord) -> Self {
        Self {
            entity: sample.entity,
            // Empty is none: it is yet to be made.
            id: sample.id.filter(|id| !id.is_empty()),
            attributes: sample.attributes,
        }
    }
}
