//! Somebody left and is pushed again: what was theirs is theirs again.

use super::the_door::{active_ada, mailed_path};
use crate::support::{App, Client, stories};
use serde_json::{Value, json};

const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

async fn set_active(directory: &Client, user: &str, active: bool) {
    let change = json!([{"op": "replace", "value": {"active": active}}]);
    directory.patch(user, change).await.expect(200);
}

async fn access(app: &App, user: &str) -> Value {
    let path = format!("{}/access", user.replace("/Users", "/people"));
    let access = app.admin().await.get(&path).await.expect(200).json();
    json!([access["role"], access["workspaces"]])
}

stories! {
    async fn a_post_that_names_no_access_restores_it(app: &App) {
        app.apply("workspaces = [\"Yard\"]\n").await;
        let okta = app.connection("Okta", "okta").await;
        let mut ada = json!({"userName": "ada@example.com", "externalId": "00u1"});
        ada[OWN] = json!({"role": "viewer", "workspaces": "Yard"});
        let user = format!("/Users/{}", okta.post("/Users", ada).await.expect(201).id());
        set_active(&okta, &user, false).await;
        let bare = json!({"userName": "ada@example.com"});
        let back = okta.post("/Users", bare).await.expect(201).json();
        assert_eq!(access(app, &user).await, json!(["Viewer", ["Yard"]]));
        assert_eq!((&back[OWN]["role"], &back["externalId"]), (&json!("viewer"), &json!("00u1")));

        set_active(&okta, &user, false).await;
        let mut other = json!({"userName": "ada@example.com", "externalId": "00u1"});
        other[OWN] = json!({"role": "user"});
        okta.post("/Users", other).await.expect(201);
        assert_eq!(access(app, &user).await, json!(["User", ["Yard"]]));
        app.settle().await;
    }

    async fn an_address_that_changed_meanwhile_counts_on_return(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let user = active_ada(app, &okta).await;
        set_active(&okta, &user, false).await;
        let moved = json!([{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "ada@new.example"}]);
        okta.patch(&user, moved).await.expect(200);
        assert_eq!(app.events().await, ["user.deactivated #4", "user.updated #5"]);
        set_active(&okta, &user, true).await;
        set_active(&okta, &user, true).await;
        assert_eq!(app.events().await, ["user.email_change_requested #6", "user.reactivated #7"]);
        mailed_path(app, "email_change_confirmation").await;
    }

    async fn after_delete_it_is_a_new_person_with_nothing_of_the_old(app: &App) {
        app.apply("workspaces = [\"Yard\"]\n").await;
        let okta = app.connection("Okta", "lenient").await;
        let mut ada = json!({"userName": "ada@example.com", "externalId": "00u1"});
        ada[OWN] = json!({"role": "viewer", "workspaces": "Yard"});
        let old = okta.post("/Users", ada).await.expect(201).id();
        let link = mailed_path(app, "activation").await;
        okta.post("/Groups", json!({"displayName": "A", "members": [{"value": old}]})).await.expect(201);
        okta.delete(&format!("/Users/{old}")).await.expect(204);
        app.visitor().get(&link).await.expect(410);
        let bare = json!({"userName": "ada@example.com", "externalId": "00u1"});
        let new = okta.post("/Users", bare).await.expect(201).json();
        let user = format!("/Users/{}", new["id"].as_str().expect("an id"));
        assert_ne!(new["id"], json!(old));
        assert_eq!((&new["groups"], &new[OWN]["role"]), (&Value::Null, &Value::Null));
        assert_eq!(access(app, &user).await, json!([null, []]));
        app.settle().await;
    }
}
