//! How the admin API shows deliveries.

use crate::admin::view::Moment;
use muster_app::webhooks::{AttemptRow, DeliveryRow};
use serde::Serialize;
use uuid::Uuid;

/// One event on its way to an endpoint.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct DeliveryShown {
    /// The id.
    id: Uuid,
    /// The `webhook-id` of the message: the same at every attempt.
    event_id: Uuid,
    /// What happened.
    r#type: String,
    /// The person, group or other thing that it is about.
    subject_id: Uuid,
    /// The number of the event about its subject.
    sequence: i64,
    /// `ready`, `leased` (on its way), `done`, `dead` (given up) or `cancelled`.
    state: String,
    /// How often it was tried.
    attempts: i64,
    /// When it is tried next, while it is ready.
    due: Moment,
    /// Since when it exists.
    created_at: Moment,
}

/// One attempt to deliver.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct AttemptShown {
    /// The id.
    id: Uuid,
    /// The how manieth attempt it was.
    number: i64,
    /// When.
    at: Moment,
    /// The status of the answer.
    #[schema(required)]
    status: Option<i64>,
    duration_ms: i64,
    /// Why there was no answer.
    #[schema(required)]
    error: Option<String>,
    /// The beginning of the answer.
    #[schema(required)]
    response: Option<String>,
}

impl From<DeliveryRow> for DeliveryShown {
    fn from(row: DeliveryRow) -> Self {
        Self {
            id: row.id.0,
            event_id: row.event.0,
            r#type: row.kind,
            subject_id: row.subject,
            sequence: row.sequence,
            state: row.state,
            attempts: row.attempts,
            due: row.due.into(),
            created_at: row.created_at.into(),
        }
    }
}

impl From<AttemptRow> for AttemptShown {
    fn from(row: AttemptRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            at: row.at.into(),
            status: row.status,
            duration_ms: row.duration_ms,
            error: row.error,
            response: row.response,
        }
    }
}
