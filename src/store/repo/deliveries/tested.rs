//! Attempts that no event caused: a subscriber asked whether the endpoint is alive.

use super::WriteDeliveries;
use crate::entity::attempt;
use crate::error::StoreError;
use crate::rows::insert_models;
use muster_model::clock::Timestamp;
use muster_model::ids::{EndpointId, EventId};
use std::time::Duration;

/// What such an attempt is called among the others.
pub(super) const KIND: &str = "endpoint.test";

/// One test of an endpoint.
#[derive(Clone, Debug)]
pub struct TestAttempt {
    /// The endpoint.
    pub endpoint: EndpointId,
    /// The `webhook-id` of the test; no event has it.
    pub event: EventId,
    /// When it was posted.
    pub at: Timestamp,
    /// How long it took.
    pub took: Duration,
    /// The status of the answer, if there was one.
    pub status: Option<u16>,
    /// Why there was none.
    pub error: Option<String>,
    /// The beginning of the answer.
    pub response: String,
}

impl WriteDeliveries<'_> {
    /// Keeps a test among the endpoint's attempts. It has neither event nor delivery, and says
    /// nothing about the endpoint's health.
    pub async fn record_test(&self, test: &TestAttempt) -> Result<(), StoreError> {
        let row = attempt::Model {
            id: self.tx.next_id(),
            delivery_id: test.event.0,
            endpoint_id: test.endpoint.0,
            event_id: test.event.0,
            number: 1,
            at: test.at.0,
            status: test.status.map(i64::from),
            duration_ms: i64::try_from(test.took.as_millis()).unwrap_or(i64::MAX),
            error: test.error.clone(),
            response: Some(test.response.clone()).filter(|text| !text.is_empty()),
        };
        insert_models::<attempt::Entity>(self.tx.db(), vec![row]).await
    }
}
