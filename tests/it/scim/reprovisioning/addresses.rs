//! Which of the addresses that a directory sends a person signs in with (decision 23 of the house).

use crate::support::{App, stories};
use serde_json::{Value, json};

stories! {
    async fn the_invitation_goes_to_the_primary_then_work_then_first_then_user_name(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let mail = |value: &str, kind: &str| json!({"value": value, "type": kind});
        let primary = json!({"value": "p@x.example", "type": "other", "primary": true});
        let cases = [
            ("a@x.example", json!([mail("h@x.example", "home"), mail("w@x.example", "work"), primary]), "p@x.example"),
            ("b@x.example", json!([mail("h2@x.example", "home"), mail("w2@x.example", "Work")]), "w2@x.example"),
            ("c@x.example", json!([mail("h3@x.example", "home"), mail("o3@x.example", "other")]), "h3@x.example"),
            ("d@x.example", json!([]), "d@x.example"),
        ];
        for (name, emails, invited) in cases {
            okta.post("/Users", json!({"userName": name, "emails": emails})).await.expect(201);
            app.settle().await;
            assert_eq!(app.mailbox.take_names(), [format!("activation to {invited}")], "{name}");
        }
    }

    async fn without_a_usable_address_the_invitation_is_held(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let odd = json!([{"value": "not an address", "primary": true}]);
        for (name, emails) in [("ada", Value::Null), ("bob", odd.clone())] {
            let user = json!({"userName": name, "emails": emails});
            let read = okta.post("/Users", user).await.expect(201).json();
            let own = okta.own(read["id"].as_str().expect("an id")).await;
            assert_eq!((&own["status"], &own["invitationState"]), (&json!("invited"), &json!("held")));
            assert_eq!((&read["active"], &read["emails"]), (&json!(true), if name == "bob" { &odd } else { &Value::Null }));
        }
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), [""; 0]);
    }

    async fn a_taken_address_is_held_until_it_is_free(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let mail = json!([{"value": "shared@x.example", "primary": true}]);
        let told = |name: &str| json!({"userName": name, "emails": mail});
        okta.post("/Users", told("ada")).await.expect(201);
        let bob = okta.post("/Users", told("bob")).await.expect(201).json();
        let id = bob["id"].as_str().expect("an id");
        assert_eq!((&bob["active"], &okta.own(id).await["invitationState"]), (&json!(true), &json!("held")));
        assert_eq!(bob["emails"], mail);
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to shared@x.example"]);
        let own = json!([{"op": "replace", "path": "emails", "value": [{"value": "bob@x.example", "primary": true}]}]);
        okta.patch(&format!("/Users/{id}"), own).await.expect(200);
        assert_eq!(okta.own(id).await["invitationState"], json!("sent"));
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to bob@x.example"]);
    }
}
