//! Which event each change is (RFC 9967 2.3, 2.4), and what the configuration tells of them (4).

use super::recipient::{Recipient, Token};
use crate::support::{App, Client, stories};
use serde_json::{Value, json};

const ROLES: &str = r#"
[[role]]
slug = "driver"
name = "Driver"
priority = 100
permissions = ["records.view"]
"#;
const RULES: &str = r#"
verified_domains = ["example.com"]
workspaces = ["Yard"]

[[rule]]
name = "Drivers"
when = 'groups.display eq "Drivers"'
priority = 100
then.workspaces = ["Yard"]
"#;
const MUSTER: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

async fn ada(okta: &Client) -> String {
    let body = json!({"userName": "ada@example.com", "externalId": "00u1", "title": "Countess"});
    let id = okta.post("/Users", body).await.expect(201).id();
    format!("/Users/{id}")
}

fn set(path: &str, value: &Value) -> Value {
    json!([{"op": "replace", "path": path, "value": value}])
}

stories! {
    async fn a_person_is_created_patched_put_deactivated_activated_and_deleted(app: &App) {
        let recipient = Recipient::new(app, "sets", "*").await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        let first = recipient.heard(app).await;
        assert!(first[0].starts_with("prov:create:notice id externalId userName title active"), "{first:?}");
        assert_eq!(first[1..], ["prov:activate"]);

        okta.patch(&ada, set("title", &json!("Lady"))).await.expect(200);
        assert_eq!(recipient.heard(app).await, ["prov:patch:notice title"]);
        let body = json!({"userName": "ada@example.com", "externalId": "00u1", "nickName": "Ada"});
        okta.put(&ada, body).await.expect(200);
        assert_eq!(recipient.heard(app).await, ["prov:put:notice nickName title"]);
        okta.patch(&ada, set("active", &json!(false))).await.expect(200);
        assert_eq!(recipient.heard(app).await, ["prov:deactivate"]);
        okta.patch(&ada, set("active", &json!(true))).await.expect(200);
        assert_eq!(recipient.heard(app).await, ["prov:activate"]);
        okta.delete(&ada).await.expect(204);
        let last = recipient.tokens(app).await;
        let uris: Vec<String> = last.iter().map(Token::uri).collect();
        assert_eq!(uris, ["prov:delete"], "and no feed:remove");
        let id = ada.trim_start_matches("/Users/");
        assert_eq!(last[0].claims["sub_id"], json!({
            "format": "scim",
            "uri": ada,
            "id": id,
            "externalId": "00u1",
            "userName": "ada@example.com",
        }));
    }

    async fn the_external_id_is_that_of_the_directory_that_acted(app: &App) {
        let recipient = Recipient::new(app, "sets", "user.updated,user.deleted").await;
        app.apply(RULES).await;
        let (hr, okta) = (app.connection("HR", "lenient").await, app.adopting("Okta").await);
        let ada = hr.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let again = json!({"userName": "ada@example.com", "externalId": "00u1"});
        assert_eq!(okta.post("/Users", again).await.expect(201).id(), ada);
        let ada = format!("/Users/{ada}");
        recipient.tokens(app).await;
        let mut told = Vec::new();
        // HR has no key of its own at first: then Okta's is what is known.
        let changes = [(&hr, "title", "Lady"), (&hr, "externalId", "7"), (&okta, "title", "Countess")];
        for (directory, path, value) in changes {
            directory.patch(&ada, set(path, &json!(value))).await.expect(200);
            let tokens = recipient.tokens(app).await;
            told.extend(tokens.iter().map(|token| token.claims["sub_id"]["externalId"].clone()));
        }
        assert_eq!(told, ["00u1", "7", "00u1"]);
    }

    async fn a_group_is_created_patched_put_and_deleted(app: &App) {
        let recipient = Recipient::new(app, "sets", "*").await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        recipient.heard(app).await;
        let body = json!({"displayName": "Drivers", "externalId": "g1"});
        let id = okta.post("/Groups", body).await.expect(201).id();
        assert_eq!(recipient.heard(app).await, ["prov:create:notice id externalId displayName"]);
        let group = format!("/Groups/{id}");
        let join = json!([{"op": "add", "path": "members", "value": [{"value": ada}]}]);
        okta.patch(&group, join).await.expect(200);
        assert_eq!(recipient.heard(app).await, ["prov:patch:notice members"]);
        okta.put(&group, json!({"displayName": "Fleet"})).await.expect(200);
        let put = ["prov:put:notice displayName", "prov:put:notice members"];
        assert_eq!(recipient.heard(app).await, put);
        okta.delete(&group).await.expect(204);
        assert_eq!(recipient.heard(app).await, ["prov:delete"], "and no feed:remove");
    }

    async fn access_is_an_attribute_like_any_other(app: &App) {
        app.apply(ROLES).await;
        let recipient = Recipient::new(app, "sets", "user.access_changed").await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        okta.patch(&ada, set(&format!("{MUSTER}:role"), &json!("Driver"))).await.expect(200);
        assert_eq!(recipient.heard(app).await, [format!("prov:patch:notice {MUSTER}:role")]);
    }

    async fn what_a_put_of_a_group_does_to_its_members_is_no_put_of_theirs(app: &App) {
        app.apply(RULES).await;
        let recipient = Recipient::new(app, "sets", "*").await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        let id = okta.post("/Groups", json!({"displayName": "Drivers"})).await.expect(201).id();
        recipient.heard(app).await;
        let members = json!([{"value": ada.trim_start_matches("/Users/")}]);
        let body = json!({"displayName": "Drivers", "members": members});
        okta.put(&format!("/Groups/{id}"), body).await.expect(200);
        let mut heard = recipient.heard(app).await;
        heard.sort();
        let yard = format!("prov:patch:notice {MUSTER}:workspaces");
        assert_eq!(heard, [yard, "prov:put:notice members".to_owned()]);
    }

    async fn what_the_rfc_has_no_word_for_has_a_name_of_our_own(app: &App) {
        let recipient = Recipient::new(app, "sets", "*").await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        recipient.heard(app).await;
        // Not joined yet: the address moves at once.
        let emails = set("emails", &json!([{"value": "lovelace@example.org", "primary": true}]));
        okta.patch(&ada, emails).await.expect(200);
        assert_eq!(recipient.heard(app).await, [
            "prov:patch:notice emails",
            "urn:muster:event:user.email_changed",
            "urn:muster:event:user.invitation_resent",
        ]);
    }

    async fn who_chooses_events_gets_those_alone(app: &App) {
        let recipient = Recipient::new(app, "sets", "user.deactivated,user.deleted").await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        okta.patch(&ada, set("active", &json!(false))).await.expect(200);
        okta.delete(&ada).await.expect(204);
        assert_eq!(recipient.heard(app).await, ["prov:deactivate", "prov:delete"]);
    }

    async fn a_change_that_changes_nothing_is_no_event(app: &App) {
        let recipient = Recipient::new(app, "sets", "*").await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = ada(&okta).await;
        recipient.heard(app).await;
        okta.patch(&ada, set("title", &json!("Countess"))).await.expect(200);
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(409);
        assert!(recipient.heard(app).await.is_empty());
    }

    async fn the_parts_of_a_large_change_of_members_are_one_notice(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let mut members = Vec::new();
        for number in 0..12 {
            let operations: Vec<Value> = (0..50)
                .map(|n| {
                    let name = format!("p{number}-{n}@example.com");
                    json!({"method": "POST", "path": "/Users", "bulkId": name, "data": {"userName": name}})
                })
                .collect();
            let answer = okta.post("/Bulk", json!({"Operations": operations})).await.expect(200).json();
            let made = answer["Operations"].as_array().expect("operations");
            let id = |one: &Value| {
                let location = one["location"].as_str().expect("a location");
                json!({"value": location.rsplit('/').next()})
            };
            members.extend(made.iter().map(id));
        }
        app.settle().await;
        let recipient = Recipient::new(app, "sets", "group.members_changed").await;
        app.sink.take();
        let body = json!({"displayName": "Everybody", "members": members});
        okta.post("/Groups", body).await.expect(201);
        app.settle().await;
        let arrived = app.sink.take();
        let (tokens, others): (Vec<_>, Vec<_>) =
            arrived.into_iter().partition(|one| recipient.is_at(&one.url));
        let parts = others.iter().filter(|one| one.body["type"] == json!("group.members_changed"));
        assert_eq!((tokens.len(), parts.count()), (1, 2), "600 members are two standard messages");
    }

    async fn the_configuration_tells_what_is_sent(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        // Nobody gets any yet: not currently configured.
        let config = okta.get("/ServiceProviderConfig").await.expect(200).json();
        assert_eq!(config.get("securityEvents"), None);
        Recipient::new(app, "sets", "*").await;
        let stranger = okta.with_token(None).get("/ServiceProviderConfig").await;
        assert_eq!(stranger.expect(200).json().get("securityEvents"), None);
        let config = okta.get("/ServiceProviderConfig").await.expect(200).json();
        assert_eq!(config["securityEvents"], json!({
            "asyncRequest": "none",
            "eventUris": [
                "urn:ietf:params:scim:event:prov:create:notice",
                "urn:ietf:params:scim:event:prov:patch:notice",
                "urn:ietf:params:scim:event:prov:put:notice",
                "urn:ietf:params:scim:event:prov:delete",
                "urn:ietf:params:scim:event:prov:activate",
                "urn:ietf:params:scim:event:prov:deactivate",
                "urn:muster:event:user.email_change_cancelled",
                "urn:muster:event:user.email_change_requested",
                "urn:muster:event:user.email_changed",
                "urn:muster:event:user.invitation_resent",
                "urn:muster:event:owner.protected",
                "urn:muster:event:endpoint.test",
            ],
        }));
    }
}
