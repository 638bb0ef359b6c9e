//! What a token says, and what it never says (RFC 9967 2, RFC 8417 2).

use super::recipient::Recipient;
use crate::support::{App, stories};
use muster_app::schemas::ApplySchemas;
use muster_store::Acting;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const HIDDEN: &str = r#"
[[schema]]
resource = "User"
urn = "urn:ietf:params:scim:schemas:extension:acme:2.0:User"
name = "Acme"

[[schema.attribute]]
name = "badge"
returned = "request"
"#;
const ACME: &str = "urn:ietf:params:scim:schemas:extension:acme:2.0:User";

fn ada() -> Value {
    json!({"userName": "ada@example.com", "externalId": "00u1", "title": "Countess"})
}

fn text<'a>(claims: &'a Value, name: &str) -> &'a str {
    claims[name].as_str().expect("text")
}

stories! {
    async fn a_new_person_is_a_notice_that_names_what_there_is(app: &App) {
        let recipient = Recipient::new(app, "sets", "user.created").await;
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", ada()).await.expect(201).id();
        let tokens = recipient.tokens(app).await;
        let token = &tokens[0];
        assert_eq!(token.header.typ.as_deref(), Some("secevent+jwt"));
        let claims = &token.claims;
        assert_eq!(claims, &json!({
            "iss": "https://muster.example.com",
            "iat": 1_780_304_400,
            "toe": 1_780_304_400,
            "jti": claims["jti"],
            "aud": claims["aud"],
            "txn": claims["txn"],
            "sub_id": {
                "format": "scim",
                "uri": format!("/Users/{id}"),
                "id": id,
                "externalId": "00u1",
                "userName": "ada@example.com",
            },
            "events": {"urn:ietf:params:scim:event:prov:create:notice": {
                "attributes": [
                    "id",
                    "externalId",
                    "userName",
                    "title",
                    "active",
                    "urn:ietf:params:scim:schemas:extension:muster:2.0:User:fleetAccess",
                    "urn:ietf:params:scim:schemas:extension:muster:2.0:User:status",
                    "urn:ietf:params:scim:schemas:extension:muster:2.0:User:invitationState",
                    "urn:ietf:params:scim:schemas:extension:muster:2.0:User:invitationExpiresAt",
                ],
                "version": "W/\"1\"",
            }},
            "urn:muster:sequence": 1,
        }));
    }

    async fn the_subject_stands_at_the_top_and_there_is_no_sub(app: &App) {
        let recipient = Recipient::new(app, "sets", "*").await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = okta.post("/Users", ada()).await.expect(201).id();
        let drivers = json!({"displayName": "Drivers", "members": [{"value": ada}]});
        let drivers = okta.post("/Groups", drivers).await.expect(201).id();
        let tokens = recipient.tokens(app).await;
        let uris: BTreeSet<String> = tokens
            .iter()
            .map(|token| text(&token.claims["sub_id"], "uri").to_owned())
            .collect();
        assert_eq!(uris, BTreeSet::from([format!("/Groups/{drivers}"), format!("/Users/{ada}")]));
        for token in tokens {
            assert_eq!(token.claims.get("sub"), None);
            assert_eq!(token.payload().get("sub_id"), None);
        }
    }

    async fn one_transaction_is_one_txn_at_every_recipient_and_each_token_has_its_own_jti(app: &App) {
        let one = Recipient::new(app, "one", "*").await;
        let other = Recipient::new(app, "other", "*").await;
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", ada()).await.expect(201);
        app.settle().await;
        let arrived = app.sink.take();
        let (mut txns, mut jtis) = (BTreeSet::new(), BTreeSet::new());
        for message in arrived {
            let recipient = [&one, &other].into_iter().find(|one| one.is_at(&message.url));
            match recipient {
                // A standard endpoint hears of the same transaction.
                None => {
                    txns.insert(text(&message.body["data"], "txn").to_owned());
                }
                Some(recipient) => {
                    let compact = message.body.as_str().expect("a token");
                    let token = recipient.check(app, compact).await;
                    txns.insert(text(&token.claims, "txn").to_owned());
                    jtis.insert(text(&token.claims, "jti").to_owned());
                }
            }
        }
        assert_eq!((txns.len(), jtis.len()), (1, 4), "two events for each of two");
        okta.post("/Users", json!({"userName": "bob@example.com"})).await.expect(201);
        let next = one.tokens(app).await;
        assert!(!txns.contains(text(&next[0].claims, "txn")));
    }

    async fn a_notice_holds_attributes_or_nothing_and_never_data(app: &App) {
        let recipient = Recipient::new(app, "sets", "*").await;
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", ada()).await.expect(201).id();
        let title = json!([{"op": "replace", "path": "title", "value": "Lady"}]);
        okta.patch(&format!("/Users/{id}"), title).await.expect(200);
        okta.delete(&format!("/Users/{id}")).await.expect(204);
        let mut payloads = Vec::new();
        for token in recipient.tokens(app).await {
            let uri = token.uri();
            let payload = token.payload().as_object().expect("a payload").clone();
            let keys: Vec<String> = payload.keys().cloned().collect();
            payloads.push(format!("{uri} {keys:?}"));
        }
        assert_eq!(payloads, [
            r#"prov:create:notice ["attributes", "version"]"#,
            "prov:activate []",
            r#"prov:patch:notice ["attributes", "version"]"#,
            "prov:delete []",
        ]);
    }

    async fn the_version_is_the_etag_that_the_change_left(app: &App) {
        let recipient = Recipient::new(app, "sets", "user.updated").await;
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", ada()).await.expect(201).id();
        let title = json!([{"op": "replace", "path": "title", "value": "Lady"}]);
        let answer = okta.patch(&format!("/Users/{id}"), title).await.expect(200);
        let tokens = recipient.tokens(app).await;
        let etag = answer.headers["etag"].to_str().expect("an ETag");
        assert_eq!(tokens[0].payload(), &json!({"attributes": ["title"], "version": etag}));
    }

    async fn no_value_leaves_but_the_names_of_the_subject(app: &App) {
        let work = ApplySchemas {
            account: app.account.id,
            text: HIDDEN.to_owned(),
            dry_run: false,
        };
        work.run(&app.ctx, &Acting::command_line()).await.expect("a schema");
        let recipient = Recipient::new(app, "sets", "*").await;
        let okta = app.connection("Okta", "lenient").await;
        let mut body = ada();
        body["password"] = json!("opensesame");
        body["emails"] = json!([{"type": "work", "value": "lovelace@example.org"}]);
        body[ACME] = json!({"badge": "B-4711"});
        let id = okta.post("/Users", body).await.expect(201).id();
        let change = json!([
            {"op": "replace", "path": format!("{ACME}:badge"), "value": "B-4712"},
            {"op": "replace", "path": "emails[type eq \"work\"].value", "value": "byron@example.org"},
        ]);
        okta.patch(&format!("/Users/{id}"), change).await.expect(200);
        let tokens = recipient.tokens(app).await;
        assert!(tokens.len() >= 3);
        let badge = format!("{ACME}:badge");
        let names = tokens[0].payload()["attributes"].as_array().expect("names").clone();
        assert!(names.contains(&json!(badge)));
        for token in tokens {
            let said = token.claims.to_string();
            for value in ["opensesame", "password", "4711", "4712", "lovelace", "byron", "Countess"] {
                assert!(!said.contains(value), "{value} in {said}");
            }
        }
    }
}
