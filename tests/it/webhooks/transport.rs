//! How tokens travel (RFC 8935): again until they are taken, the same each time, in order, and
//! verifiable whichever key signs.

use super::recipient::Recipient;
use crate::support::{App, stories};
use muster_app::oauth::turn_keys;
use muster_app::webhooks::{list_deliveries, test_endpoint};
use muster_model::webhook::MessageFormat;
use serde_json::json;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

stories! {
    async fn a_token_is_the_same_at_every_attempt(app: &App) {
        let recipient = Recipient::new(app, "sets", "user.created").await;
        recipient.answers(app, 503, "");
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        assert!(recipient.compact(app).await.is_empty());
        recipient.answers(app, 202, "");
        app.advance_minutes(1);
        let taken = recipient.compact(app).await;
        assert_eq!(taken.len(), 1);
        assert_eq!(recipient.refused(app), taken);
    }

    async fn who_was_down_hears_everything_in_order(app: &App) {
        let recipient = Recipient::new(app, "sets", "*").await;
        recipient.answers(app, 500, "");
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let title = json!([{"op": "replace", "path": "title", "value": "Countess"}]);
        okta.patch(&format!("/Users/{id}"), title).await.expect(200);
        app.settle().await;
        recipient.answers(app, 202, "");
        app.advance_minutes(1);
        let tokens = recipient.tokens(app).await;
        let numbers: Vec<i64> = tokens
            .iter()
            .map(|token| token.claims["urn:muster:sequence"].as_i64().expect("a number"))
            .collect();
        assert_eq!(numbers, [1, 2, 3]);
    }

    async fn the_reason_of_a_refusal_is_kept(app: &App) {
        let recipient = Recipient::new(app, "sets", "user.created").await;
        let reason = json!({"err": "invalid_audience", "description": "not for us"});
        recipient.answers(app, 400, &reason.to_string());
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        app.settle().await;
        recipient.answers(app, 202, "");
        app.advance_minutes(1);
        assert_eq!(recipient.heard(app).await.len(), 1, "it was mended, and nothing is lost");
        let attempts = list_deliveries(&app.ctx, None, recipient.endpoint, 10).await;
        let attempts = attempts.expect("attempts").into_iter().rev();
        let kept: Vec<_> = attempts.map(|one| (one.status, one.error)).collect();
        let why = "invalid_audience: not for us".to_owned();
        assert_eq!(kept, [(Some(400), Some(why)), (Some(202), None)]);
    }

    async fn a_reason_with_control_characters_holds_up_nobody(app: &App) {
        let recipient = Recipient::new(app, "sets", "user.created").await;
        recipient.answers(app, 400, r#"{"err": "x\u0000\u001b[2J", "description": "a\u009bb"}"#);
        let other = Recipient::new(app, "others", "user.created").await;
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        assert_eq!(other.compact(app).await.len(), 1);
        assert_eq!(recipient.refused(app).len(), 1);
        recipient.answers(app, 202, "");
        // Longer than a claim lasts.
        app.advance_minutes(2);
        assert!(other.compact(app).await.is_empty(), "it was posted once");
        let attempts = list_deliveries(&app.ctx, None, recipient.endpoint, 10).await;
        let kept: Vec<_> = attempts.expect("attempts").into_iter().map(|one| one.error).collect();
        let why = Some("x\u{fffd}\u{fffd}[2J: a\u{fffd}b".to_owned());
        assert_eq!(kept, [None, why]);
    }

    async fn a_token_that_cannot_be_read_is_given_up_and_the_next_follows(app: &App) {
        let recipient = Recipient::new(app, "sets", "*").await;
        recipient.answers(app, 400, r#"{"err": "invalid_request", "description": "no"}"#);
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        app.settle().await;
        assert_eq!(recipient.refused(app).len(), 2);
        recipient.answers(app, 202, "");
        okta.delete(&format!("/Users/{id}")).await.expect(204);
        assert_eq!(recipient.heard(app).await, ["prov:delete"]);
    }

    async fn tokens_verify_by_the_published_keys_whichever_signed(app: &App) {
        let recipient = Recipient::new(app, "sets", "user.created").await;
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        let before = recipient.compact(app).await;
        app.advance(DAY * 29);
        assert!(turn_keys(&app.ctx).await.expect("keys"));
        app.advance(DAY + Duration::from_mins(5));
        okta.post("/Users", json!({"userName": "bob@example.com"})).await.expect(201);
        let after = recipient.compact(app).await;
        let old = recipient.check(app, &before[0]).await;
        let new = recipient.check(app, &after[0]).await;
        assert_ne!(old.header.kid, new.header.kid);
    }

    async fn a_test_is_a_signed_token_about_the_endpoint(app: &App) {
        let recipient = Recipient::new(app, "sets", "*").await;
        test_endpoint(&app.ctx, None, recipient.endpoint).await.expect("a test");
        let tokens = recipient.tokens(app).await;
        assert_eq!(tokens[0].uri(), "urn:muster:event:endpoint.test");
        let subject = json!({"format": "opaque", "id": recipient.endpoint});
        assert_eq!(tokens[0].claims["sub_id"], subject);
    }

    async fn an_event_without_a_scim_subject_has_no_token(app: &App) {
        let url = "https://sets.example.com/sets";
        let refused = app.endpoint(url, MessageFormat::ScimSet, "user.created,endpoint.disabled").await;
        assert_eq!(
            refused.expect_err("no token").to_string(),
            "endpoint.disabled is about no SCIM resource: it has no form as a security event token",
        );
        // `*` means those that have one.
        let recipient = Recipient::new(app, "sets", "*").await;
        app.subscribe("https://broken.example.com/hook", "*").await;
        app.sink.answer("https://broken.example.com/hook", 410);
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        assert_eq!(recipient.heard(app).await.len(), 2);
    }
}
