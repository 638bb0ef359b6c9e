//! Under `nothing_left = "no_access"`: whose last thing is gone has no access until there is another.

use crate::support::{App, Client, stories};
use serde_json::{Value, json};

const FILE: &str = r#"
nothing_left = "no_access"
workspaces = ["Yard"]

[[rule]]
name = "Drivers"
when = 'groups.display eq "Drivers"'
then.workspaces = ["Yard"]
"#;

async fn status(app: &App, id: &str) -> Value {
    let admin = app.admin().await;
    let mut person = admin.get(&format!("/people/{id}")).await.expect(200).json();
    person["status"].take()
}

async fn members(okta: &Client, group: &str, op: &str, id: &str) {
    let path = match op {
        "remove" => format!("members[value eq \"{id}\"]"),
        _ => "members".to_owned(),
    };
    let mut one = json!({"op": op, "path": path});
    if op == "add" {
        one["value"] = json!([{"value": id}]);
    }
    okta.patch(&format!("/Groups/{group}"), json!([one]))
        .await
        .expect(200);
}

async fn set_active(okta: &Client, id: &str, active: bool) {
    let op = json!([{"op": "replace", "path": "active", "value": active}]);
    okta.patch(&format!("/Users/{id}"), op).await.expect(200);
}

/// A driver who was in the group and is not any more.
async fn former_driver(app: &App, okta: &Client) -> (String, String) {
    app.apply(FILE).await;
    let ada = okta
        .post("/Users", json!({"userName": "ada@example.com"}))
        .await
        .expect(201)
        .id();
    let body = json!({"displayName": "Drivers", "members": [{"value": ada}]});
    let group = okta.post("/Groups", body).await.expect(201).id();
    assert_eq!(status(app, &ada).await, "invited");
    members(okta, &group, "remove", &ada).await;
    assert_eq!(status(app, &ada).await, "deactivated");
    (ada, group)
}

stories! {
    async fn access_ends_with_the_last_thing_and_returns_with_the_next(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let (ada, group) = former_driver(app, &okta).await;
        set_active(&okta, &ada, true).await;
        assert_eq!(status(app, &ada).await, "deactivated", "there is still nothing");
        members(&okta, &group, "add", &ada).await;
        assert_eq!(status(app, &ada).await, "invited");
        app.settle().await;
    }

    async fn a_leaver_is_not_brought_back_by_a_group(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let (ada, group) = former_driver(app, &okta).await;
        set_active(&okta, &ada, false).await;
        members(&okta, &group, "add", &ada).await;
        assert_eq!(status(app, &ada).await, "deactivated");
        set_active(&okta, &ada, true).await;
        assert_eq!(status(app, &ada).await, "invited");
        app.settle().await;
    }

    async fn whom_a_person_ended_too_is_not_brought_back(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let (ada, group) = former_driver(app, &okta).await;
        app.disable_by_hand(&ada).await;
        members(&okta, &group, "add", &ada).await;
        assert_eq!(status(app, &ada).await, "deactivated");
        app.settle().await;
    }

    async fn an_address_that_is_taken_meanwhile_holds_the_return_up_and_nobody_else(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        app.apply(FILE).await;
        let olga = json!({"userName": "olga", "emails": [{"value": "ada@example.com"}]});
        okta.post("/Users", olga).await.expect(201);
        let ada = json!({"userName": "ada", "emails": [{"value": "ada@example.com"}]});
        let ada = okta.post("/Users", ada).await.expect(201).id();
        let body = json!({"displayName": "Drivers", "members": [{"value": ada}]});
        let group = okta.post("/Groups", body).await.expect(201).id();
        members(&okta, &group, "remove", &ada).await;
        assert_eq!(status(app, &ada).await, "deactivated");
        members(&okta, &group, "add", &ada).await;
        assert_eq!(status(app, &ada).await, "invited");
        app.settle().await;
    }
}
