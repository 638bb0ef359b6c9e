//! A group that names somebody who may be adopted: to put them in is a write about them.

use crate::support::{App, stories};
use serde_json::{Value, json};

const FILE: &str = r#"
verified_domains = ["example.com"]
workspaces = ["Yard"]

[[rule]]
name = "Drivers"
when = 'groups.display eq "Drivers"'
priority = 100
then.workspaces = ["Yard"]
"#;

async fn workspaces(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    app.admin().await.get(&path).await.expect(200).json()["workspaces"].clone()
}

stories! {
    async fn a_group_adopts_the_members_that_it_names(app: &App) {
        app.apply(FILE).await;
        let ada = app.invite("ada@example.com", false).await;
        let bob = app.invite("bob@example.com", false).await;
        let boss = app.invite("boss@example.com", true).await;
        let entra = app.adopting_as("Entra", "entra").await;
        let drivers = json!({"displayName": "Drivers", "members": [{"value": ada}]});
        let group = format!("/Groups/{}", entra.post("/Groups", drivers).await.expect(201).id());
        let join = json!([{"op": "Add", "path": "members", "value": [{"value": bob}, {"value": boss}]}]);
        entra.patch(&group, join).await.expect(204);
        assert_eq!(workspaces(app, &ada).await, json!(["Yard"]));
        assert_eq!(workspaces(app, &bob).await, json!(["Yard"]));
        app.let_adopt("Entra", false).await;
        for linked in [&ada, &bob] {
            let user = entra.get(&format!("/Users/{linked}")).await.expect(200).json();
            assert_eq!((&user["active"], &user["groups"][0]["display"]), (&json!(true), &json!("Drivers")));
        }
        entra.get(&format!("/Users/{boss}")).await.expect(404);
        let members = entra.get(&group).await.expect(200).json()["members"].clone();
        assert_eq!(members.as_array().map(Vec::len), Some(2));
        app.settle().await;
    }

    async fn without_the_switch_such_a_member_waits(app: &App) {
        app.apply(FILE).await;
        let ada = app.invite("ada@example.com", false).await;
        let entra = app.connection("Entra", "entra").await;
        let drivers = json!({"displayName": "Drivers", "members": [{"value": ada}]});
        let group = format!("/Groups/{}", entra.post("/Groups", drivers).await.expect(201).id());
        assert_eq!(entra.get(&group).await.expect(200).json()["members"], Value::Null);
        assert_eq!(workspaces(app, &ada).await, json!([]));
        app.let_adopt("Entra", true).await;
        let user = json!({"userName": "ada@example.com", "externalId": "obj-1"});
        entra.post("/Users", user).await.expect(201);
        assert_eq!(workspaces(app, &ada).await, json!(["Yard"]));
        app.settle().await;
    }
}
