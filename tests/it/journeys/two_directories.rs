//! Two directories know one person: each keeps its own word, and only its own hold ends.

use super::the_door::active_ada;
use crate::support::{App, stories};
use serde_json::{Value, json};

const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

const FILE: &str = r#"
verified_domains = ["example.com"]
workspaces = ["Yard"]

[[rule]]
name = "Drivers"
when = 'groups.display eq "Drivers"'
priority = 100
then.workspaces = ["Yard"]
"#;

async fn access(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    json!([access["status"], access["role"], access["workspaces"]])
}

stories! {
    async fn a_clash_is_a_conflict_unless_the_second_may_adopt(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = json!({"userName": "ada@example.com", "externalId": "o-1"});
        let id = okta.post("/Users", ada).await.expect(201).id();
        let same = json!({"userName": "ADA@example.com", "externalId": "h-1"});
        app.connection("Strict", "lenient").await.post("/Users", same.clone()).await.expect(409);
        let hr = app.adopting("HR").await;
        let taken = hr.post("/Users", same).await.expect(201);
        assert_eq!((taken.id(), &taken.json()["externalId"]), (id.clone(), &json!("h-1")));
        let user = format!("/Users/{id}");
        assert_eq!(okta.get(&user).await.expect(200).json()["externalId"], json!("o-1"));

        let leave = json!([{"op": "replace", "path": "active", "value": false}]);
        hr.patch(&user, leave.clone()).await.expect(200);
        assert_eq!(hr.get(&user).await.json()["active"], json!(false));
        assert_eq!(okta.get(&user).await.json()["active"], json!(true));
        okta.patch(&user, leave).await.expect(200);
        assert_eq!(access(app, &id).await, json!(["deactivated", null, []]));
        app.settle().await;
    }

    async fn other_domains_are_not_adopted(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = json!({"userName": "ada@elsewhere.example"});
        okta.post("/Users", ada.clone()).await.expect(201);
        let hr = app.adopting("HR").await;
        hr.post("/Users", ada).await.expect(409);
        app.settle().await;
    }

    async fn who_deletes_takes_along_only_what_came_from_them(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let mut ada = json!({"userName": "ada@example.com"});
        ada[OWN] = json!({"role": "viewer"});
        let id = okta.post("/Users", ada).await.expect(201).id();
        let hr = app.adopting("HR").await;
        hr.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        let drivers = json!({"displayName": "Drivers", "members": [{"value": id}]});
        let group = okta.post("/Groups", drivers).await.expect(201).id();
        assert_eq!(access(app, &id).await, json!(["invited", "Viewer", ["Yard"]]));

        okta.delete(&format!("/Users/{id}")).await.expect(204);
        okta.get(&format!("/Users/{id}")).await.expect(404);
        let left = okta.get(&format!("/Groups/{group}")).await.expect(200).json();
        assert_eq!(left["members"], Value::Null);
        assert_eq!(access(app, &id).await, json!(["invited", null, []]));
        assert_eq!(hr.get(&format!("/Users/{id}")).await.expect(200).json()["active"], json!(true));

        let role = json!([{"op": "replace", "path": format!("{OWN}:role"), "value": "viewer"}]);
        hr.patch(&format!("/Users/{id}"), role).await.expect(200);
        assert_eq!(access(app, &id).await, json!(["invited", "Viewer", []]));
        hr.delete(&format!("/Users/{id}")).await.expect(204);
        app.admin().await.get(&format!("/people/{id}/access")).await.expect(404);
        app.settle().await;
    }

    async fn credentials_follow_an_address_of_a_verified_domain(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let user = active_ada(app, &okta).await;
        let moved = json!([{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "ada.king@example.com"}]);
        okta.patch(&user, moved).await.expect(200);
        let identities = app.ctx.store.read();
        let identities = identities.identities();
        let old = identities.by_address("ada@example.com").await.expect("a look");
        let new = identities.by_address("ada.king@example.com").await.expect("a look");
        assert_eq!((old.is_none(), new.map(|found| found.username)), (true, Some("ada".to_owned())));
        app.settle().await;
    }
}
