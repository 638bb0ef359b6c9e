//! From a change to the subscriber.

use super::super::{Slots, deliver, deliver_once, list_deliveries, list_endpoints};
use super::{a_subscriber, open, somebody_is_invited, status};
use crate::tests::{ACME, TestBed};
use muster_model::webhook::{EndpointState, Outcome};
use std::future::pending;
use std::time::Duration;
use tokio::sync::oneshot;

const ONE: &str = "https://one.example.com/";
const TWO: &str = "https://two.example.com/";

#[tokio::test]
async fn every_subscriber_hears_each_event_once_and_in_order() {
    let bed = TestBed::new().await;
    a_subscriber(&bed, ONE).await;
    a_subscriber(&bed, TWO).await;
    somebody_is_invited(&bed, "ada").await;
    let made = deliver(&bed.ctx, Slots::default(), pending()).await;
    assert_eq!(made.unwrap(), 4);
    for url in [ONE, TWO] {
        assert_eq!(bed.world.types(url), ["user.created", "user.invited"]);
    }
    assert_eq!(open(&bed).await, 0);
}

#[tokio::test]
async fn who_fails_is_tried_again_and_holds_up_nobody_else() {
    let bed = TestBed::new().await;
    let one = a_subscriber(&bed, ONE).await;
    a_subscriber(&bed, TWO).await;
    bed.world.answers(ONE, status(500));
    somebody_is_invited(&bed, "ada").await;
    deliver(&bed.ctx, Slots::default(), pending())
        .await
        .unwrap();
    assert_eq!(bed.world.types(ONE), ["user.created"]);
    assert_eq!(bed.world.types(TWO), ["user.created", "user.invited"]);

    bed.world.answers(ONE, status(200));
    bed.clock.forward(Duration::from_secs(5));
    deliver(&bed.ctx, Slots::default(), pending())
        .await
        .unwrap();
    let heard = ["user.created", "user.created", "user.invited"];
    assert_eq!(bed.world.types(ONE), heard);
    let attempts = list_deliveries(&bed.ctx, None, one, 10).await.unwrap();
    let kept: Vec<_> = attempts
        .iter()
        .map(|a| (a.kind.as_str(), a.number, a.status))
        .collect();
    let expected = [
        ("user.invited", 1, Some(200)),
        ("user.created", 2, Some(200)),
        ("user.created", 1, Some(500)),
    ];
    assert_eq!(kept, expected);
}

#[tokio::test]
async fn a_dead_endpoint_delays_nobody_else() {
    let bed = TestBed::new().await;
    a_subscriber(&bed, "https://silent.example.com/").await;
    a_subscriber(&bed, TWO).await;
    for n in 0..40 {
        somebody_is_invited(&bed, &format!("p{n}")).await;
    }
    let (stop, stopped) = oneshot::channel::<()>();
    let ctx = bed.ctx.clone();
    let mut courier = tokio::task::JoinSet::new();
    courier.spawn(async move {
        let stop = async { stopped.await.unwrap_or(()) };
        deliver(&ctx, Slots::default(), stop).await
    });
    while bed.world.types(TWO).len() < 80 {
        tokio::task::yield_now().await;
    }
    drop(stop);
    courier.abort_all();
}

#[tokio::test]
async fn who_is_gone_is_switched_off_and_the_others_are_told() {
    let bed = TestBed::new().await;
    let one = a_subscriber(&bed, ONE).await;
    a_subscriber(&bed, TWO).await;
    bed.world.answers(ONE, status(410));
    somebody_is_invited(&bed, "ada").await;
    deliver(&bed.ctx, Slots::default(), pending())
        .await
        .unwrap();
    somebody_is_invited(&bed, "bob").await;
    deliver(&bed.ctx, Slots::default(), pending())
        .await
        .unwrap();

    assert_eq!(bed.world.types(ONE), ["user.created"]);
    let mut told = bed.world.types(TWO);
    told.sort();
    let expected = [
        "endpoint.disabled",
        "user.created",
        "user.created",
        "user.invited",
        "user.invited",
    ];
    assert_eq!(told, expected);
    let endpoints = list_endpoints(&bed.ctx, ACME).await.unwrap();
    let off = endpoints.iter().find(|endpoint| endpoint.id == one);
    assert_eq!(off.unwrap().state, EndpointState::Disabled);
}

#[tokio::test]
async fn five_days_of_failures_switch_an_endpoint_off() {
    let bed = TestBed::new().await;
    a_subscriber(&bed, ONE).await;
    bed.world
        .answers(ONE, Outcome::Failed("no connection".to_owned()));
    let state = async || list_endpoints(&bed.ctx, ACME).await.unwrap()[0].state;
    for day in 0..6 {
        somebody_is_invited(&bed, &format!("p{day}")).await;
        assert_eq!(state().await, EndpointState::Enabled, "day {day}");
        deliver(&bed.ctx, Slots::default(), pending())
            .await
            .unwrap();
        bed.clock.forward(Duration::from_hours(24));
    }
    assert_eq!(state().await, EndpointState::Disabled);
}

#[tokio::test]
async fn an_endpoint_that_asks_for_it_is_left_alone() {
    let bed = TestBed::new().await;
    a_subscriber(&bed, ONE).await;
    let hour = Duration::from_hours(1);
    let busy = Outcome::Answered {
        status: 429,
        retry_after: Some(hour),
    };
    bed.world.answers(ONE, busy);
    somebody_is_invited(&bed, "ada").await;
    deliver_once(&bed.ctx, 1).await.unwrap();
    somebody_is_invited(&bed, "bob").await;
    assert_eq!(deliver_once(&bed.ctx, 10).await.unwrap(), 0);

    bed.world.answers(ONE, status(200));
    bed.clock.forward(hour);
    deliver(&bed.ctx, Slots::default(), pending())
        .await
        .unwrap();
    assert_eq!(bed.world.types(ONE).len(), 5);
    assert_eq!(open(&bed).await, 0);
}
