//! A record of the application, by its type and its id there.

use muster_model::access::RecordKey;
use serde::{Deserialize, Serialize};

/// A record of the application.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::admin) struct RecordNamed {
    /// The entity type, such as `case`.
    #[serde(rename = "type")]
    entity: String,
    /// Its id in the application: 1 to 512 bytes, compared byte by byte.
    id: String,
}

impl From<RecordNamed> for RecordKey {
    fn from(named: RecordNamed) -> Self {
        Self::new(named.entity, named.id)
    }
}

impl From<RecordKey> for RecordNamed {
    fn from(key: RecordKey) -> Self {
        Self {
            entity: key.entity,
            id: key.id,
        }
    }
}
