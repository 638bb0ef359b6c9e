//! Core `roles` and our `role` say the same thing; what is in force is told on request.

use crate::support::{App, stories};
use muster_app::log::{LogFilter, write_all_log};
use serde_json::{Value, json};

const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

const FILE: &str = r#"
workspaces = ["Yard"]

[[role]]
name = "Technician"
slug = "technician"
permissions = ["people.view"]

[[rule]]
name = "Yard people"
when = 'title eq "Yard"'
then.workspaces = ["Yard"]
"#;

/// The role in force, and because of what.
async fn role(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    json!([access["role"], access["because"]["role"][0]["source"]])
}

fn set(path: &str, value: impl Into<Value>) -> Value {
    json!([{"op": "replace", "path": path, "value": value.into()}])
}

stories! {
    async fn core_roles_name_the_role_by_name_slug_or_id(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let technician = json!(["Technician", "scim:role"]);
        let nothing = json!([null, null]);
        let body = json!({"userName": "ada", "roles": [{"value": "TECHNICIAN"}]});
        let created = okta.post("/Users", body).await.expect(201);
        assert_eq!(created.json()["roles"], json!([{"value": "TECHNICIAN"}]));
        let ada = created.id();
        let user = format!("/Users/{ada}");
        assert_eq!(role(app, &ada).await, technician);

        // What does not speak of it leaves it alone; `[]` in a PUT says nothing.
        okta.patch(&user, set("title", json!("Countess"))).await.expect(200);
        okta.put(&user, json!({"userName": "ada"})).await.expect(200);
        okta.put(&user, json!({"userName": "ada", "roles": []})).await.expect(200);
        assert_eq!(role(app, &ada).await, technician);
        okta.put(&user, json!({"userName": "ada", "roles": null})).await.expect(200);
        assert_eq!(role(app, &ada).await, nothing);

        // The primary one of several, by its value, or by its display where the value names nothing.
        let several = json!([{"value": "viewer"}, {"value": "r-7", "display": "Technician", "primary": true}]);
        okta.patch(&user, set("roles", several)).await.expect(200);
        assert_eq!(role(app, &ada).await, technician);
        let none_primary = json!([{"value": "viewer"}, {"value": "technician"}]);
        okta.patch(&user, set("roles", none_primary)).await.expect(200);
        assert_eq!(role(app, &ada).await, nothing);
        let entra = json!([{"op": "Add", "path": "roles[primary eq \"True\"].value", "value": "viewer"}]);
        okta.patch(&user, entra).await.expect(200);
        assert_eq!(role(app, &ada).await, json!(["Viewer", "scim:role"]));
        okta.patch(&user, json!([{"op": "remove", "path": "roles"}])).await.expect(200);
        assert_eq!(role(app, &ada).await, nothing);
        app.settle().await;
    }

    async fn the_extension_wins_over_core_roles(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({"userName": "ada", "roles": [{"value": "viewer"}], OWN: {"role": "technician"}});
        let ada = okta.post("/Users", body).await.expect(201).id();
        let user = format!("/Users/{ada}");
        assert_eq!(role(app, &ada).await, json!(["Technician", "scim:role"]));
        okta.patch(&user, set("roles", json!([{"value": "user"}]))).await.expect(200);
        assert_eq!(role(app, &ada).await, json!(["Technician", "scim:role"]));
        // Cleared, it makes room for the other.
        okta.patch(&user, set(&format!("{OWN}:role"), json!(""))).await.expect(200);
        assert_eq!(role(app, &ada).await, json!(["User", "scim:role"]));
        app.settle().await;
    }

    async fn what_roles_may_not_give_is_left_out_and_logged(app: &App) {
        app.apply(FILE).await;
        for profile in ["lenient", "rfc"] {
            let client = app.connection(profile, profile).await;
            let body = json!({
                "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                "userName": profile, "title": "Countess", "roles": [{"value": "technician"}],
            });
            let ada = client.post("/Users", body).await.expect(201).id();
            let user = format!("/Users/{ada}");
            let too_much = json!([
                {"op": "replace", "path": "roles", "value": [{"value": "admin"}]},
                {"op": "replace", "path": "title", "value": "Duchess"},
            ]);
            let rest = client.patch(&user, too_much).await.expect(200).json();
            let read = json!([rest["title"], rest["roles"]]);
            assert_eq!(read, json!(["Duchess", [{"value": "technician"}]]), "{profile}");
            assert_eq!(role(app, &ada).await, json!(["Technician", "scim:role"]), "{profile}");
            // RFC 7643 4.1.2 gives roles no vocabulary: what is none here is kept, and gives nothing.
            let unknown = client.patch(&user, set("roles", json!([{"value": "Astronaut"}]))).await;
            assert_eq!(unknown.expect(200).json()["roles"], json!([{"value": "Astronaut"}]), "{profile}");
            assert_eq!(role(app, &ada).await, json!([null, null]), "{profile}");
        }
        app.settle().await;
        write_all_log(&app.ctx, &app.log).await.expect("the log");
        let filter = LogFilter { limit: 100, ..LogFilter::default() };
        let rows = app.ctx.store.read().request_log().read(&filter).await.expect("rows");
        let told: Vec<String> = rows.into_iter().filter_map(|row| row.detail).collect();
        let has = |text: &str| told.iter().filter(|line| line.contains(text)).count();
        assert_eq!(has("left out: role \"Admin\""), 2, "{told:?}");
        assert_eq!(has("roles gives nothing: role \"Astronaut\" does not exist"), 2, "{told:?}");
    }

    async fn what_is_in_force_is_told_on_request(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let body = json!({"userName": "ada", "title": "Yard", OWN: {"role": "technician"}});
        let created = okta.post("/Users", body).await.expect(201);
        assert_eq!(created.json()[OWN], json!({"role": "technician"}), "not without being asked for");
        let path = format!("/Users/{}?attributes={OWN}:effectiveAccess", created.id());
        let asked = okta.get(&path).await.expect(200).json();
        let text = asked[OWN]["effectiveAccess"].as_str().expect("text");
        let effective: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(effective, json!({
            "role": "Technician",
            "workspaces": ["Yard"],
            "fleet": "none",
            "options": [],
            "permissions": ["people.view"],
            "because": {
                "role": [{"value": "Technician", "source": "scim:role", "via": ["Okta"]}],
                "workspaces": [{"value": "Yard", "source": effective["because"]["workspaces"][0]["source"], "via": ["Yard people"]}],
                "fleet": [],
                "options": [],
            },
        }));
        // It is not a directory's to write.
        let written = set(&format!("{OWN}:effectiveAccess"), json!("{}"));
        okta.patch(&format!("/Users/{}", created.id()), written).await.expect(400);
        app.settle().await;
    }
}
