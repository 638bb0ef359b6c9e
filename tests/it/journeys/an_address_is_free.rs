//! Two people of one address: who waits for it is invited as soon as it is free.

use crate::support::{App, Client, stories};
use serde_json::{Value, json};

fn user(name: &str) -> Value {
    json!({"userName": name, "emails": [{"value": "desk@example.com", "type": "work"}]})
}

async fn invitation(app: &App, id: &str) -> Value {
    let admin: Client = app.admin().await;
    let person = admin.get(&format!("/people/{id}")).await.expect(200).json();
    json!([
        person["status"],
        person["invitation_state"],
        person["sign_in_address"]
    ])
}

stories! {
    async fn who_waits_for_an_address_is_invited_when_its_holder_is_deleted(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let first = okta.post("/Users", user("first")).await.expect(201).id();
        let second = okta.post("/Users", user("second")).await.expect(201).id();
        let third = okta.post("/Users", user("third")).await.expect(201).id();
        assert_eq!(invitation(app, &second).await, json!(["invited", "held", null]));
        app.events().await;
        okta.delete(&format!("/Users/{first}")).await.expect(204);
        assert_eq!(invitation(app, &second).await, json!(["invited", "sent", "desk@example.com"]));
        assert_eq!(invitation(app, &third).await, json!(["invited", "held", null]));
        let told = app.events().await;
        assert!(told.iter().any(|one| one.starts_with("user.invitation_resent")), "{told:?}");
    }

    async fn who_waits_for_an_address_is_invited_when_its_holder_has_another(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let first = okta.post("/Users", user("first")).await.expect(201).id();
        let second = okta.post("/Users", user("second")).await.expect(201).id();
        let moved = json!([{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "own@example.com"}]);
        okta.patch(&format!("/Users/{first}"), moved).await.expect(200);
        assert_eq!(invitation(app, &first).await, json!(["invited", "sent", "own@example.com"]));
        assert_eq!(invitation(app, &second).await, json!(["invited", "sent", "desk@example.com"]));
        app.settle().await;
    }
}
