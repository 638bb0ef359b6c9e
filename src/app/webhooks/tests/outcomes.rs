//! What follows from an outcome, row by row.

use super::super::flight::{Effect, land};
use super::status;
use crate::ports::Attempted;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, DeliveryId, EndpointId, EventId};
use muster_model::webhook::Outcome;
use muster_store::{Claimed, Next};
use std::time::Duration;
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_000_000_000);

fn after(failed: u32, outcome: Outcome) -> (Next, Effect) {
    let claimed = Claimed {
        id: DeliveryId(Uuid::from_u128(1)),
        claim: Uuid::from_u128(2),
        event: EventId(Uuid::from_u128(3)),
        endpoint: EndpointId(Uuid::from_u128(4)),
        account: AccountId(Uuid::from_u128(5)),
        subject: Uuid::from_u128(6),
        failed,
        payload: String::new(),
        by_put: false,
        occurred_at: NOW,
    };
    let attempted = Attempted {
        outcome,
        took: Duration::ZERO,
        response: String::new(),
    };
    let landed = land(claimed, attempted, None, (NOW, NOW), 0);
    (landed.finished.next, landed.effect)
}

fn again(seconds: f64) -> Next {
    Next::Again(NOW.plus(Duration::from_secs_f64(seconds)))
}

#[test]
fn a_failure_waits_and_the_tenth_is_the_last() {
    assert_eq!(after(0, status(204)), (Next::Done, Effect::None));
    assert_eq!(after(0, status(500)), (again(2.5), Effect::None));
    assert_eq!(after(1, status(301)), (again(150.0), Effect::None));
    let failed = Outcome::Failed("no connection".to_owned());
    assert_eq!(after(8, failed.clone()), (again(43_200.0), Effect::None));
    assert_eq!(after(9, failed), (Next::Dead, Effect::None));
    assert_eq!(after(0, status(410)), (Next::Dead, Effect::Gone));
}

#[test]
fn a_pause_holds_for_the_whole_endpoint() {
    let asked = |seconds| Outcome::Answered {
        status: 503,
        retry_after: Some(Duration::from_secs(seconds)),
    };
    let until = |seconds| Effect::Pause(NOW.plus(Duration::from_secs(seconds)));
    assert_eq!(after(0, asked(60)), (again(60.0), until(60)));
    assert_eq!(after(1, asked(60)), (again(150.0), until(60)));
    assert_eq!(after(9, asked(60)), (Next::Dead, until(60)));
}
