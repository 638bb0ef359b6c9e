//! Roles, workspaces and fleet groups as groups of a connection: membership gives them.

use super::custom_attributes::escaped;
use crate::support::{App, Client, stories};
use muster_app::log::{LogFilter, write_all_log};
use muster_app::people::{GiveAccess, Given, Which};
use muster_store::Acting;
use serde_json::{Value, json};

const KIND: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:Group";
const CORE_GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

const FILE: &str = r#"
workspaces = ["Yard", "Office"]

[[fleet_group]]
name = "Midwest"

[[fleet_group]]
name = "Chicago"
parent = "Midwest"

[[role]]
name = "Technician"
slug = "technician"
permissions = ["people.view"]
"#;

/// The group of this name.
async fn named(client: &Client, name: &str) -> Value {
    let filter = escaped(&format!("displayName eq \"{name}\""));
    let found = client
        .get(&format!("/Groups?filter={filter}"))
        .await
        .expect(200)
        .json();
    found["Resources"][0].clone()
}

fn path(group: &Value) -> String {
    format!("/Groups/{}", group["id"].as_str().expect("an id"))
}

async fn access(app: &App, id: &str) -> Value {
    let access = app
        .admin()
        .await
        .get(&format!("/people/{id}/access"))
        .await
        .expect(200)
        .json();
    json!([access["role"], access["workspaces"], access["fleet"]])
}

async fn because(app: &App, id: &str, what: &str) -> Value {
    let access = app
        .admin()
        .await
        .get(&format!("/people/{id}/access"))
        .await
        .expect(200)
        .json();
    access["because"][what].clone()
}

/// A human being gives somebody a workspace.
async fn give_by_hand(app: &App, id: &str, workspace: &str) {
    let which = Which {
        account: app.account.id,
        person: id.parse().expect("an id"),
        if_match: None,
    };
    let work = GiveAccess {
        which,
        given: Given {
            workspaces: Some(vec![workspace.to_owned()]),
            ..Given::default()
        },
    };
    let given = app.ctx.store.perform(Acting::command_line(), work).await;
    given.expect("a workspace");
}

/// Whether a connection is told of the extension wherever it looks.
async fn is_told_of(client: &Client) -> [bool; 2] {
    let schemas = client.get("/Schemas").await.expect(200).json();
    let types = client.get("/ResourceTypes").await.expect(200).json();
    [schemas, types].map(|told| told.to_string().contains(KIND))
}

fn member(op: &str, id: &str) -> Value {
    match op {
        "remove" => json!([{"op": op, "path": format!("members[value eq \"{id}\"]")}]),
        _ => json!([{"op": op, "path": "members", "value": [{"value": id}]}]),
    }
}

stories! {
    async fn what_the_account_has_is_a_group_of_who_is_switched_on(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let hr = app.connection("HR", "lenient").await;
        okta.post("/Groups", json!({"displayName": "Drivers"})).await.expect(201);
        let before = okta.get("/Groups").await.expect(200).json();
        assert_eq!((&before["totalResults"], &before["Resources"][0][KIND]), (&json!(1), &Value::Null));
        assert_eq!(is_told_of(&okta).await, [false, false]);

        app.switch("Okta", Some(true), None).await;
        let list = okta.get("/Groups?sortBy=displayName&count=100").await.expect(200).json();
        let told: Vec<String> = list["Resources"].as_array().expect("groups").iter().map(|group| {
            format!("{} ({})", group["displayName"].as_str().expect("a name"), group[KIND]["kind"].as_str().expect("a kind"))
        }).collect();
        assert_eq!(told, [
            "Drivers (directory)",
            "Fleet: Chicago (fleet)", "Fleet: Midwest (fleet)",
            "Role: Admin (role)", "Role: Guest (role)", "Role: Manager (role)", "Role: Notifications only (role)",
            "Role: Reader (role)", "Role: Technician (role)", "Role: User (role)", "Role: Viewer (role)",
            "Workspace: Office (workspace)", "Workspace: Yard (workspace)",
        ]);
        assert_eq!(is_told_of(&okta).await, [true, true]);
        for (filter, many) in [
            (format!("{KIND}:kind eq \"workspace\""), 2),
            (format!("{KIND}:kind ne \"role\""), 5),
            (format!("schemas eq \"{KIND}\""), 13),
        ] {
            let found = okta.get(&format!("/Groups?filter={}", escaped(&filter))).await.expect(200).json();
            assert_eq!(found["totalResults"], json!(many), "{filter}");
        }
        // Nobody else is told of it.
        assert_eq!(hr.get("/Groups").await.expect(200).json()["totalResults"], json!(0));
        assert_eq!(is_told_of(&hr).await, [false, false]);
        app.settle().await;
    }

    async fn members_are_given_what_the_group_stands_for(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", Some(true), None).await;
        let ada = okta.post("/Users", json!({"userName": "ada", OWN: {"workspaces": "Office"}})).await.expect(201).id();
        for name in ["Role: Technician", "Workspace: Yard", "Fleet: Midwest"] {
            let group = named(&okta, name).await;
            okta.patch(&path(&group), member("add", &ada)).await.expect(200);
        }
        assert_eq!(access(app, &ada).await, json!(["Technician", ["Office", "Yard"], ["Chicago", "Midwest"]]));
        assert_eq!(because(app, &ada, "role").await, json!([
            {"value": "Technician", "source": "scim:role", "via": ["Okta", "Role: Technician"]},
        ]));
        // Only those whom it gave it to itself are members; what else they have stays.
        let yard = named(&okta, "Workspace: Yard").await;
        assert_eq!(named(&okta, "Workspace: Office").await["members"], Value::Null);
        okta.put(&path(&yard), json!({"displayName": "Workspace: Yard", "externalId": "00g1", "members": []})).await.expect(200);
        assert_eq!(access(app, &ada).await, json!(["Technician", ["Office"], ["Chicago", "Midwest"]]));
        // Nor is what a human being gave beside it the directory's to take.
        okta.patch(&path(&yard), member("add", &ada)).await.expect(200);
        give_by_hand(app, &ada, "Yard").await;
        assert_eq!(because(app, &ada, "workspaces").await, json!([
            {"value": "Office", "source": "scim:workspaces", "via": ["Okta"]},
            {"value": "Yard", "source": "scim:workspaces", "via": ["Okta", "Workspace: Yard"]},
            {"value": "Yard", "source": "manual", "via": []},
        ]));
        okta.put(&path(&yard), json!({"displayName": "Workspace: Yard", "members": []})).await.expect(200);
        assert_eq!(access(app, &ada).await, json!(["Technician", ["Office", "Yard"], ["Chicago", "Midwest"]]));
        let technicians = named(&okta, "Role: Technician").await;
        okta.patch(&path(&technicians), member("remove", &ada)).await.expect(200);
        assert_eq!(access(app, &ada).await, json!([null, ["Office", "Yard"], ["Chicago", "Midwest"]]));

        // Switched off, all that it gave so ends with the groups.
        app.switch("Okta", Some(false), None).await;
        assert_eq!(okta.get("/Groups").await.expect(200).json()["totalResults"], json!(0));
        assert_eq!(access(app, &ada).await, json!([null, ["Office", "Yard"], "none"]));
        app.settle().await;
    }

    async fn a_projected_group_is_not_the_directorys_to_rename_or_delete(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", Some(true), None).await;
        let yard = path(&named(&okta, "Workspace: Yard").await);
        let rename = json!([{"op": "replace", "path": "displayName", "value": "Mine"}]);
        for refused in [
            okta.patch(&yard, rename).await,
            okta.put(&yard, json!({"displayName": "Mine"})).await,
            okta.delete(&yard).await,
        ] {
            let refused = refused.expect(400).json();
            assert_eq!(refused["scimType"], json!("mutability"), "{refused}");
        }
        // A directory that links its own group to it finds it by name, and may keep its key there.
        okta.post("/Groups", json!({"displayName": "workspace: yard"})).await.expect(409);
        let link = json!({"schemas": [CORE_GROUP, KIND], "displayName": "workspace: YARD", "externalId": "00g1", KIND: {"kind": "role"}});
        let linked = okta.put(&yard, link).await.expect(200).json();
        assert_eq!(linked["displayName"], json!("Workspace: Yard"));
        let read = okta.get(&yard).await.expect(200).json();
        assert_eq!((&read["externalId"], &read[KIND]["kind"]), (&json!("00g1"), &json!("workspace")));

        // It follows the account: a new name, a new group, one that is gone.
        let office = path(&named(&okta, "Workspace: Office").await);
        app.apply("prune = true\nworkspaces = [\"Yard\", \"Annex\"]\n").await;
        app.project().await;
        okta.get(&office).await.expect(404);
        okta.get(&yard).await.expect(200);
        assert_eq!(named(&okta, "Workspace: Annex").await[KIND]["kind"], json!("workspace"));
        assert_eq!(named(&okta, "Fleet: Midwest").await, Value::Null);
        app.settle().await;
    }

    async fn account_permissions_need_the_privileged_switch(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", Some(true), None).await;
        assert_eq!(named(&okta, "Role: Owner").await, Value::Null);
        let ada = okta.post("/Users", json!({"userName": "ada"})).await.expect(201).id();
        let admins = path(&named(&okta, "Role: Admin").await);
        okta.patch(&admins, member("add", &ada)).await.expect(200);
        assert_eq!(access(app, &ada).await[0], Value::Null);
        assert_eq!(okta.get(&admins).await.expect(200).json()["members"], Value::Null);
        write_all_log(&app.ctx, &app.log).await.expect("the log");
        let filter = LogFilter { limit: 100, ..LogFilter::default() };
        let rows = app.ctx.store.read().request_log().read(&filter).await.expect("rows");
        let told = rows.into_iter().filter_map(|row| row.detail);
        assert_eq!(told.filter(|line| line.contains("role \"Admin\" holds account permissions")).count(), 1);

        app.switch("Okta", None, Some(true)).await;
        okta.patch(&admins, member("add", &ada)).await.expect(200);
        assert_eq!(access(app, &ada).await[0], json!("Admin"));
        // Not through another group (decision 29), and no longer when it is switched off.
        let bob = okta.post("/Users", json!({"userName": "bob"})).await.expect(201).id();
        let inner = okta.post("/Groups", json!({"displayName": "Inner", "members": [{"value": bob}]})).await.expect(201).id();
        okta.patch(&admins, member("add", &inner)).await.expect(200);
        assert_eq!(access(app, &bob).await[0], Value::Null);
        app.switch("Okta", None, Some(false)).await;
        assert_eq!(access(app, &ada).await[0], Value::Null);
        app.settle().await;
    }
}
