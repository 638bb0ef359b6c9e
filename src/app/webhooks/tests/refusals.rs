//! What is made of a recipient's word about a SET (RFC 8935 2.2 to 2.4).

use super::super::{NewEndpoint, create_endpoint, deliver, list_deliveries};
use super::{open, somebody_is_invited, status};
use crate::tests::{ACME, TestBed};
use muster_model::ids::EndpointId;
use muster_model::oauth::SigningKey;
use muster_model::webhook::{EventFilter, MessageFormat};
use muster_store::{Acting, StoreError, Tx, Work};
use std::future::pending;
use std::time::Duration;
use uuid::Uuid;

const SETS: &str = "https://sets.example.com/";

async fn a_recipient(bed: &TestBed) -> EndpointId {
    let new = NewEndpoint {
        account: ACME,
        url: SETS.to_owned(),
        format: MessageFormat::ScimSet,
        events: EventFilter::All,
    };
    let created = create_endpoint(&bed.ctx, Acting::command_line(), new).await;
    created.unwrap().endpoint.id
}

/// `status error state` of each attempt, the oldest first, when the recipient answers so.
async fn attempts_after(code: u16, said: &str) -> (Vec<String>, u64) {
    let bed = TestBed::new().await;
    let id = a_recipient(&bed).await;
    bed.world.answers(SETS, status(code));
    bed.world.says(said);
    somebody_is_invited(&bed, "ada").await;
    let slots = super::super::Slots::default();
    deliver(&bed.ctx, slots, pending()).await.unwrap();
    let attempts = list_deliveries(&bed.ctx, None, id, 10).await.unwrap();
    let lines = attempts.iter().rev().map(|one| {
        let error = one.error.as_deref().unwrap_or("-");
        format!("{} {error} {}", one.status.unwrap_or(0), one.state)
    });
    (lines.collect(), open(&bed).await)
}

#[tokio::test]
async fn accepted_is_delivered_and_so_is_any_other_success() {
    for code in [202, 200, 204] {
        let (attempts, open) = attempts_after(code, "").await;
        let line = format!("{code} - done");
        assert_eq!((attempts, open), (vec![line.clone(), line], 0));
    }
}

#[tokio::test]
async fn a_reason_is_kept_and_what_a_recipient_can_mend_is_sent_again() {
    let said = r#"{"err":"invalid_audience","description":"not for us"}"#;
    let (attempts, open) = attempts_after(400, said).await;
    assert_eq!(attempts, ["400 invalid_audience: not for us ready"]);
    assert_eq!(open, 2, "the second waits behind the first");
}

#[tokio::test]
async fn what_cannot_be_read_is_not_sent_again_and_holds_up_nobody() {
    let said = r#"{"err":"invalid_request"}"#;
    let (attempts, open) = attempts_after(400, said).await;
    let line = "400 invalid_request dead".to_owned();
    assert_eq!((attempts, open), (vec![line.clone(), line], 0));
}

#[tokio::test]
async fn a_400_without_a_reason_and_a_reason_without_a_400_are_failures_like_any() {
    let (attempts, _) = attempts_after(400, "<html>no</html>").await;
    assert_eq!(attempts, ["400 - ready"]);
    let (attempts, _) = attempts_after(500, r#"{"err":"invalid_request"}"#).await;
    assert_eq!(attempts, ["500 - ready"]);
}

const DAMAGED: Uuid = Uuid::from_u128(0xdead);

/// A key whose secret half does not open.
struct Damage;

impl Work for Damage {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let key = SigningKey {
            id: DAMAGED,
            number: 1,
            public: "x".to_owned(),
            sealed: "x".to_owned(),
            created_at: tx.now(),
            signs_from: tx.now(),
        };
        tx.signing_keys().add(&key).await
    }
}

struct Mend;

impl Work for Mend {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.signing_keys().forget(DAMAGED).await
    }
}

#[tokio::test]
async fn what_nobody_can_sign_waits_and_is_no_failure_of_its_endpoint() {
    let bed = TestBed::new().await;
    let id = a_recipient(&bed).await;
    bed.perform(Damage).await.unwrap();
    somebody_is_invited(&bed, "ada").await;
    let slots = super::super::Slots::default();
    assert_eq!(deliver(&bed.ctx, slots, pending()).await.unwrap(), 0);
    let attempts = list_deliveries(&bed.ctx, None, id, 10).await.unwrap();
    assert_eq!((attempts.len(), open(&bed).await), (0, 2));

    bed.perform(Mend).await.unwrap();
    bed.clock.forward(Duration::from_secs(30));
    assert_eq!(deliver(&bed.ctx, slots, pending()).await.unwrap(), 2);
    assert_eq!(open(&bed).await, 0);
}
