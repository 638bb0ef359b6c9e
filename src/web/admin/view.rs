//! What several resources show alike.

use muster_model::clock::Timestamp;
use serde::Serialize;

/// A moment as RFC 3339 writes it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(value_type = String, format = DateTime, examples("2026-11-22T09:30:00Z"))]
pub(in crate::admin) struct Moment(String);

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        Self(at.rfc3339())
    }
}
