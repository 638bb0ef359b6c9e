//! Groups of a directory open fleet groups and workspaces; each value says because of what.

use crate::support::{App, stories};
use serde_json::{Value, json};

const FILE: &str = r#"
workspaces = ["Yard", "Office", "Archive"]

[[fleet_group]]
name = "Midwest"

[[fleet_group]]
name = "Chicago"
parent = "Midwest"

[[role]]
slug = "technician"
name = "Technician"
priority = 720
permissions = ["records.view", "records.edit"]

[[rule]]
name = "Technicians"
when = 'groups.display eq "A"'
priority = 200
then.role = "technician"
then.workspaces = ["Yard"]

[[rule]]
name = "Viewers"
when = 'groups.display eq "B"'
priority = 100
then.role = "viewer"
then.workspaces = ["Office"]
then.fleet = ["Midwest"]
"#;

async fn access(app: &App, id: &str) -> Value {
    app.admin()
        .await
        .get(&format!("/people/{id}/access"))
        .await
        .expect(200)
        .json()
}

fn shown(access: &Value) -> Value {
    json!([access["role"], access["workspaces"], access["fleet"]])
}

stories! {
    async fn access_follows_the_groups_and_explains_itself(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        assert_eq!(shown(&access(app, &ada).await), json!([null, [], "none"]));

        let mut groups = Vec::new();
        for name in ["A", "B"] {
            let body = json!({"displayName": name, "members": [{"value": ada}]});
            groups.push(okta.post("/Groups", body).await.expect(201).id());
        }
        let both = access(app, &ada).await;
        assert_eq!(shown(&both), json!(["Technician", ["Office", "Yard"], ["Chicago", "Midwest"]]));
        insta::assert_snapshot!("access_by_two_groups", format!("{both:#}"));

        let leave = json!([{"op": "remove", "path": format!("members[value eq \"{ada}\"]")}]);
        okta.patch(&format!("/Groups/{}", groups[0]), leave).await.expect(200);
        let one = access(app, &ada).await;
        assert_eq!(shown(&one), json!(["Viewer", ["Office"], ["Chicago", "Midwest"]]));

        okta.delete(&format!("/Groups/{}", groups[1])).await.expect(204);
        assert_eq!(shown(&access(app, &ada).await), json!([null, [], "none"]));
        app.settle().await;
        let told = app.sink.take().into_iter().filter(|m| m.body["type"] == json!("user.access_changed"));
        assert_eq!(told.count(), 4);
    }

    async fn who_is_put_into_a_group_by_patch_gains_at_once_and_loses_at_once(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "okta").await;
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let group = okta.post("/Groups", json!({"displayName": "B", "members": []})).await.expect(201).id();
        let swap = json!([
            {"op": "remove", "path": format!("members[value eq \"{ada}\"]")},
            {"op": "add", "path": "members", "value": [{"value": ada, "display": "ada@example.com"}]},
        ]);
        app.events().await;
        okta.patch(&format!("/Groups/{group}"), swap).await.expect(200);
        assert_eq!(app.events().await, ["group.members_changed #2", "user.access_changed #3"]);
        let rename = |name: &str| json!([{"op": "replace", "value": {"id": group, "displayName": name}}]);
        okta.patch(&format!("/Groups/{group}"), rename("Other")).await.expect(200);
        assert_eq!(app.events().await, ["group.updated #3", "user.access_changed #4"]);
        assert_eq!(shown(&access(app, &ada).await), json!([null, [], "none"]));
    }

    async fn a_client_that_sends_back_what_it_read_writes_no_access(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "okta").await;
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let user = format!("/Users/{ada}");
        let read = okta.get(&user).await.expect(200).json();
        okta.put(&user, read).await.expect(200);
        let body = json!({"displayName": "B", "members": [{"value": ada}]});
        okta.post("/Groups", body).await.expect(201);
        let read = okta.get(&user).await.expect(200).json();
        okta.put(&user, read).await.expect(200);
        assert_eq!(shown(&access(app, &ada).await), json!(["Viewer", ["Office"], ["Chicago", "Midwest"]]));
        assert_eq!(access(app, &ada).await["because"]["role"][0]["via"], json!(["Okta", "B", "Viewers"]));
        app.settle().await;
    }

    async fn a_file_applied_twice_changes_nothing(app: &App) {
        assert!(app.apply(FILE).await > 0);
        assert_eq!(app.apply(FILE).await, 0);
    }

    async fn a_new_rule_is_in_force_at_once_for_people_who_are_there(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let body = json!({"displayName": "A", "members": [{"value": ada}]});
        okta.post("/Groups", body).await.expect(201);
        app.apply(FILE).await;
        assert_eq!(shown(&access(app, &ada).await), json!(["Technician", ["Yard"], "none"]));
        app.settle().await;
    }

    async fn a_directory_writes_access_by_attribute_and_reads_it_back(app: &App) {
        app.apply(FILE).await;
        let entra = app.connection("Entra", "lenient").await;
        let extension = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
        let body = json!({
            "userName": "ada@example.com",
            extension: {"role": "technician", "workspaces": "yard;Office", "fleetAccess": "groups", "fleetGroups": "Chicago"},
        });
        let created = entra.post("/Users", body).await.expect(201);
        assert_eq!(created.json()[extension]["workspaces"], json!("yard;Office"));
        let ada = created.id();
        assert_eq!(shown(&access(app, &ada).await), json!(["Technician", ["Office", "Yard"], ["Chicago"]]));

        let user = format!("/Users/{ada}");
        // A name that is not known yet holds nobody up: it is kept, and gives nothing.
        let unknown = json!([{"op": "Replace", "path": format!("{extension}:workspaces"), "value": "Nowhere"}]);
        let kept = entra.patch(&user, unknown).await.expect(200).json();
        assert_eq!(kept[extension]["workspaces"], json!("Nowhere"));
        assert_eq!(shown(&access(app, &ada).await), json!(["Technician", [], ["Chicago"]]));

        let strict = app.connection("Strict", "rfc").await;
        let schemas = ["urn:ietf:params:scim:schemas:core:2.0:User", extension];
        let body = json!({"schemas": schemas, "userName": "bob", extension: {"workspaces": "Nowhere"}});
        let refused = strict.post("/Users", body).await.expect(400).json();
        assert_eq!(refused["scimType"], json!("invalidValue"));
        assert!(refused["detail"].as_str().expect("a detail").contains("Office"), "{refused}");

        let too_much = json!([
            {"op": "Replace", "path": format!("{extension}:role"), "value": "admin"},
            {"op": "Replace", "path": "title", "value": "Countess"},
        ]);
        let rest = entra.patch(&user, too_much).await.expect(200).json();
        assert_eq!((&rest["title"], &rest[extension]["role"]), (&json!("Countess"), &json!("technician")));
        app.settle().await;
    }

    async fn an_unknown_person_is_not_found(app: &App) {
        let admin = app.admin().await;
        let random = admin.get("/people/3f1c2d4e-0000-7000-8000-00000000dead/access").await.expect(404);
        insta::assert_snapshot!("nobody_of_that_id", random.shown());
        app.visitor().get("/api/v1/people").await.expect(401);
    }
}
