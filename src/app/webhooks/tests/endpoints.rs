//! Making endpoints, rotating their secrets, testing them.

use super::super::{
    NewEndpoint, OVERLAP, WebhookError, create_endpoint, deliver_once, list_deliveries,
    list_endpoints, rotate_secret, test_endpoint,
};
use super::{a_subscriber, somebody_is_invited, status};
use crate::tests::{ACME, TestBed};
use muster_model::ids::{AccountId, EndpointId};
use muster_model::webhook::{EventFilter, MessageFormat, SigningSecret};
use muster_store::Acting;
use serde_json::Value;
use uuid::Uuid;

const HOOKS: &str = "https://hooks.example.com/in";

#[tokio::test]
async fn the_secret_is_shown_once_and_signs() {
    let bed = TestBed::new().await;
    let new = NewEndpoint {
        account: ACME,
        url: HOOKS.to_owned(),
        format: MessageFormat::Standard,
        events: EventFilter::All,
    };
    let created = create_endpoint(&bed.ctx, Acting::command_line(), new).await;
    let created = created.unwrap();
    let listed = list_endpoints(&bed.ctx, ACME).await.unwrap();
    assert_eq!(listed, std::slice::from_ref(&created.endpoint));

    somebody_is_invited(&bed, "ada").await;
    deliver_once(&bed.ctx, 10).await.unwrap();
    let posts = bed.world.posts.lock().unwrap();
    let secret = SigningSecret::parse(&created.secret).unwrap();
    assert_eq!(posts[0].secrets, [secret]);
}

#[tokio::test]
async fn an_account_has_fifty_endpoints_at_most() {
    let bed = TestBed::new().await;
    for n in 0..50 {
        a_subscriber(&bed, &format!("{HOOKS}/{n}")).await;
    }
    let one_more = NewEndpoint {
        account: ACME,
        url: HOOKS.to_owned(),
        format: MessageFormat::Standard,
        events: EventFilter::All,
    };
    let refused = create_endpoint(&bed.ctx, Acting::command_line(), one_more).await;
    assert!(matches!(refused, Err(WebhookError::TooMany(50))));
}

#[tokio::test]
async fn for_a_day_both_secrets_sign() {
    let bed = TestBed::new().await;
    let id = a_subscriber(&bed, HOOKS).await;
    let signatures = async || {
        bed.world.posts.lock().unwrap().clear();
        test_endpoint(&bed.ctx, None, id).await.unwrap();
        bed.world.posts.lock().unwrap()[0].secrets.clone()
    };
    let old = signatures().await;
    let acting = Acting::command_line();
    let rotated = rotate_secret(&bed.ctx, acting, (Some(ACME), id), OVERLAP).await;
    let rotated = rotated.unwrap();
    let new = SigningSecret::parse(&rotated.secret).unwrap();
    assert_eq!(signatures().await, [vec![new.clone()], old].concat());
    bed.clock.forward(OVERLAP);
    assert_eq!(rotated.previous_expires_at, bed.ctx.now());
    assert_eq!(signatures().await, [new]);
}

#[tokio::test]
async fn a_test_is_signed_kept_and_heard_by_nobody_else() {
    let bed = TestBed::new().await;
    let id = a_subscriber(&bed, HOOKS).await;
    a_subscriber(&bed, "https://other.example.com/").await;
    bed.world.answers(HOOKS, status(500));
    let attempted = test_endpoint(&bed.ctx, Some(ACME), id).await.unwrap();
    assert_eq!(attempted.outcome, status(500));
    assert_eq!(deliver_once(&bed.ctx, 10).await.unwrap(), 0);

    let posts = bed.world.posts.lock().unwrap().clone();
    assert_eq!(posts.len(), 1);
    let body: Value = serde_json::from_slice(&posts[0].body).unwrap();
    insta::assert_json_snapshot!(body, @r#"
    {
      "type": "endpoint.test",
      "timestamp": "2026-11-22T09:30:00Z",
      "data": {
        "account_id": "00000000-0000-0000-0000-00000000acce",
        "endpoint": {
          "id": "00000000-0000-0000-0000-000000001003",
          "url": "https://hooks.example.com/in",
          "format": "standard",
          "events": "*",
          "state": "enabled"
        }
      }
    }
    "#);
    let attempts = list_deliveries(&bed.ctx, None, id, 10).await.unwrap();
    let kept: Vec<_> = attempts
        .iter()
        .map(|a| (a.kind.as_str(), a.status))
        .collect();
    assert_eq!(kept, [("endpoint.test", Some(500))]);
}

#[tokio::test]
async fn an_endpoint_of_another_account_is_unknown() {
    let bed = TestBed::new().await;
    let id = a_subscriber(&bed, HOOKS).await;
    let other = Some(AccountId(Uuid::from_u128(9)));
    for (account, id) in [(other, id), (Some(ACME), EndpointId(Uuid::from_u128(9)))] {
        let tested = test_endpoint(&bed.ctx, account, id).await;
        assert!(matches!(tested, Err(WebhookError::Unknown)));
        let listed = list_deliveries(&bed.ctx, account, id, 1).await;
        assert!(matches!(listed, Err(WebhookError::Unknown)));
    }
    assert!(bed.world.posts.lock().unwrap().is_empty());
}
