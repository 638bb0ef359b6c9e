//! A directory reads what the account gives, and names it by core `entitlements`.

use crate::support::{App, Client, stories};
use muster_app::log::write_all_log;
use muster_model::access::{Keeper, Part};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
const ENTITLEMENT: &str = "urn:okta:scim:schemas:core:1.0:Entitlement";
const ROLE: &str = "urn:okta:scim:schemas:core:1.0:Role";

const FILE: &str = r#"
workspaces = ["Yard", "Office"]

[[fleet_group]]
name = "Midwest"

[[record_set]]
name = "Own records"
types.record = { view = "owner eq $me", update = "owner eq $me" }
"#;

const ENDPOINTS: [&str; 5] = [
    "/Roles",
    "/Workspaces",
    "/FleetGroups",
    "/RecordSets",
    "/Entitlements",
];

async fn entitled(app: &App) -> Client {
    app.apply(FILE).await;
    let okta = app.connection("Okta", "lenient").await;
    app.let_entitle("Okta", true).await;
    okta
}

async fn names(okta: &Client, path: &str) -> Vec<String> {
    let list = okta.get(path).await.expect(200).json();
    let all = list["Resources"].as_array().expect("resources").iter();
    all.map(|one| one["displayName"].as_str().expect("a name").to_owned())
        .collect()
}

/// The id of what has this name.
async fn id(okta: &Client, endpoint: &str, name: &str) -> String {
    let path = format!(
        "{endpoint}?filter=displayName%20eq%20%22{}%22",
        name.replace(' ', "%20")
    );
    let found = okta.get(&path).await.expect(200).json();
    assert_eq!(found["totalResults"], 1, "{found:#}");
    found["Resources"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

/// Workspaces, fleet, record sets and options in force.
async fn access(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = app.admin().await.get(&path).await.expect(200).json();
    let sets = access["record_sets"]["record"]["sets"].clone();
    json!([
        access["workspaces"],
        access["fleet"],
        sets,
        access["options"]
    ])
}

/// What the provisioning log says of the last write that was not done as it was sent.
async fn last_line(app: &App) -> String {
    write_all_log(&app.ctx, &app.log).await.expect("the log");
    let admin = app.client(TokenRole::Admin).await;
    let page = admin.get("/log?left_out=true").await;
    let page = page.expect(200).json();
    let detail = page["items"][0]["detail"].as_str();
    detail.unwrap_or_default().to_owned()
}

stories! {
    async fn what_the_account_gives_is_read_where_it_is_switched_on(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "lenient").await;
        let types = async || {
            let list = okta.get("/ResourceTypes").await.expect(200).json();
            let all = list["Resources"].as_array().expect("types").clone();
            all.iter()
                .map(|one| format!("{} {} {}", one["id"], one["endpoint"], one["schema"]).replace('"', ""))
                .collect::<Vec<_>>()
        };
        assert_eq!(types().await.len(), 2);
        for endpoint in ENDPOINTS {
            okta.get(endpoint).await.expect(404);
            okta.get(&format!("{endpoint}/1")).await.expect(404);
        }
        app.let_entitle("Okta", true).await;
        assert_eq!(types().await[2..], [
            format!("Role /Roles {ROLE}"),
            format!("Workspace /Workspaces {ENTITLEMENT}"),
            format!("FleetGroup /FleetGroups {ENTITLEMENT}"),
            format!("RecordSet /RecordSets {ENTITLEMENT}"),
            format!("Option /Entitlements {ENTITLEMENT}"),
        ]);
        okta.get(&format!("/Schemas/{ROLE}")).await.expect(200);

        // Neither the owner's role nor one with account permissions is a directory's to give.
        let roles = ["Manager", "User", "Viewer", "Reader", "Guest", "Notifications only"];
        assert_eq!(names(&okta, "/Roles").await, roles);
        app.switch("Okta", None, Some(true)).await;
        assert_eq!(names(&okta, "/Roles").await[..2], ["Admin", "Manager"]);
        assert_eq!(names(&okta, "/Workspaces").await, ["Office", "Yard"]);
        assert_eq!(names(&okta, "/Workspaces?startIndex=2&count=1").await, ["Yard"]);
        assert_eq!(names(&okta, "/FleetGroups").await, ["Midwest"]);
        assert_eq!(names(&okta, "/RecordSets").await, ["Own records"]);
        let options = ["weekly email", "message notifications", "can own records"];
        assert_eq!(names(&okta, "/Entitlements").await, options);

        let yard = id(&okta, "/Workspaces", "yard").await;
        let one = okta.get(&format!("/Workspaces/{yard}")).await.expect(200).json();
        assert_eq!(one["schemas"], json!([ENTITLEMENT]));
        assert_eq!([&one["type"], &one["displayName"]], ["Workspace", "Yard"]);
        okta.get(&format!("/Roles/{yard}")).await.expect(404);
        okta.post("/Workspaces", json!({"displayName": "Dock"})).await.expect(405);
        okta.get("/Roles?filter=nonsense%20eq%201").await.expect(400);
        let only = okta.get(&format!("/Workspaces/{yard}?attributes=displayName")).await.expect(200).json();
        assert_eq!(only["type"], Value::Null);
        app.settle().await;
    }

    async fn what_the_account_gives_is_sorted_as_it_is_asked_for(app: &App) {
        let okta = entitled(app).await;
        let roles = ["Guest", "Manager", "Notifications only", "Reader", "User", "Viewer"];
        let mut backwards = roles;
        backwards.reverse();
        assert_eq!(names(&okta, "/Roles?sortBy=displayName").await, roles);
        assert_eq!(names(&okta, "/Roles?sortBy=DISPLAYNAME&sortOrder=descending").await, backwards);
        assert_eq!(names(&okta, "/Roles?sortBy=displayName&sortOrder=descending&startIndex=2&count=2").await, backwards[1..3]);
        assert_eq!(names(&okta, "/Workspaces?sortBy=displayName&sortOrder=descending").await, ["Yard", "Office"]);
        // These agree, and then it goes by id.
        let options = ["can own records", "message notifications", "weekly email"];
        assert_eq!(names(&okta, "/Entitlements?sortBy=type").await, options);
        assert_eq!(names(&okta, "/Entitlements?sortBy=id&sortOrder=descending").await, ["weekly email", "message notifications", "can own records"]);
        for endpoint in ENDPOINTS {
            for wrong in ["sortBy=shoeSize", "sortBy=displayName&sortOrder=upwards"] {
                let refused = okta.get(&format!("{endpoint}?{wrong}")).await.expect(400).json();
                let users = okta.get(&format!("/Users?{wrong}")).await.expect(400).json();
                assert_eq!(refused["scimType"], users["scimType"], "{endpoint}?{wrong}");
            }
        }
        app.settle().await;
    }

    async fn entitlements_give_what_our_attributes_give(app: &App) {
        let okta = entitled(app).await;
        app.lay_down("Okta", Part::Options, Keeper::Both).await;
        let yard = id(&okta, "/Workspaces", "Yard").await;
        let set = id(&okta, "/RecordSets", "Own records").await;
        let all = json!([
            {"value": yard, "display": "Yard", "type": "Workspace"},
            {"value": "Midwest", "type": "FleetGroup"},
            {"value": set, "type": "RecordSet"},
            {"value": "weekly_email", "type": "Option"},
            {"value": "x-1", "type": "License"},
        ]);
        let ada = okta.post("/Users", json!({"userName": "ada", "entitlements": all})).await.expect(201);
        assert_eq!(ada.json()["entitlements"], all);
        let id = ada.id();
        let path = format!("/Users/{id}");
        let given = json!([["Yard"], ["Midwest"], ["Own records"], ["weekly_email"]]);
        assert_eq!(access(app, &id).await, given);
        // What does not name them leaves them alone.
        let kept = okta.put(&path, json!({"userName": "ada"})).await.expect(200).json();
        assert_eq!(kept["entitlements"], all);
        assert_eq!(access(app, &id).await, given);

        let one_less = json!([{"op": "remove", "path": "entitlements[type eq \"Workspace\"]"}]);
        okta.patch(&path, one_less).await.expect(200);
        assert_eq!(access(app, &id).await, json!([[], ["Midwest"], ["Own records"], ["weekly_email"]]));
        let more = json!([{"op": "add", "path": "entitlements", "value": [{"value": "office", "type": "Workspace"}]}]);
        okta.patch(&path, more).await.expect(200);
        assert_eq!(access(app, &id).await[0], json!(["Office"]));
        okta.put(&path, json!({"userName": "ada", "entitlements": []})).await.expect(200);
        assert_eq!(access(app, &id).await, json!([[], "none", null, []]));
        app.settle().await;
    }

    async fn what_names_nothing_leaves_what_was_given(app: &App) {
        let okta = entitled(app).await;
        let set = |value: Value| json!([{"op": "replace", "path": "entitlements", "value": [value]}]);
        let own = json!([{"value": "Own records", "type": "RecordSet"}]);
        let ada = okta.post("/Users", json!({"userName": "ada", "entitlements": own})).await.expect(201).id();
        let path = format!("/Users/{ada}");
        okta.patch(&path, set(json!({"value": ";", "type": "RecordSet"}))).await.expect(200);
        assert_eq!(access(app, &ada).await[2], json!(["Own records"]));
        assert!(last_line(app).await.contains("an entitlement of type RecordSet names nothing"));
        okta.patch(&path, set(json!({"value": "bogus", "type": "Option"}))).await.expect(200);
        assert!(last_line(app).await.contains("option \"bogus\" does not exist; use one of: weekly_email"));
        okta.patch(&path, set(json!({"value": "Own records", "type": "Record Set"}))).await.expect(200);
        assert!(last_line(app).await.contains("entitlements of type \"Record Set\" give nothing: types are Workspace, FleetGroup, RecordSet, Option"));
        app.settle().await;
    }

    async fn what_names_nothing_beside_what_does_is_left_out(app: &App) {
        let okta = entitled(app).await;
        let own = json!([{"value": "Own records", "type": "RecordSet"}, {"value": ";", "type": "recordset"}]);
        let ada = okta.post("/Users", json!({"userName": "ada", "entitlements": own})).await.expect(201).id();
        assert!(last_line(app).await.ends_with("left out: an entitlement of type RecordSet names nothing"));
        assert_eq!(access(app, &ada).await[2], json!(["Own records"]));
        let path = format!("/Users/{ada}");
        let set = |value: Value| json!([{"op": "replace", "path": "entitlements", "value": value}]);
        okta.patch(&path, set(json!([{"value": "Yard", "type": "Workspace"}]))).await.expect(200);
        okta.patch(&path, set(json!([{"value": "Office", "type": "Workspace"}, {"value": " ", "type": "Workspace"}]))).await.expect(200);
        assert_eq!(access(app, &ada).await[0], json!(["Office"]));
        app.settle().await;
    }

    async fn what_names_nothing_is_taken_back_when_it_is_missing(app: &App) {
        let okta = entitled(app).await;
        app.lay_down("Okta", Part::Options, Keeper::Both).await;
        let given = json!([{"value": "Yard", "type": "Workspace"}, {"value": "can_own_records", "type": "Option"}]);
        let ada = okta.post("/Users", json!({"userName": "ada", "entitlements": given})).await.expect(201).id();
        let path = format!("/Users/{ada}");
        let set = |value: Value| json!([{"op": "replace", "path": "entitlements", "value": value}]);
        let stays = json!([["Yard"], "none", null, ["can_own_records"]]);
        for nothing in [" ", ";"] {
            let both = json!([{"type": "Workspace", "value": nothing}, {"type": "option", "display": nothing}]);
            let kept = okta.patch(&path, set(both)).await.expect(200).json();
            assert_eq!(access(app, &ada).await, stays);
            assert_eq!(kept["entitlements"], given);
        }
        okta.patch(&path, set(json!([]))).await.expect(200);
        assert_eq!(access(app, &ada).await, json!([[], "none", null, []]));
        app.settle().await;
    }

    async fn where_our_attribute_takes_its_word_back_entitlements_count(app: &App) {
        let okta = entitled(app).await;
        app.lay_down("Okta", Part::Options, Keeper::Both).await;
        let all = json!([{"value": "Yard", "type": "Workspace"}, {"value": "Midwest", "type": "FleetGroup"},
            {"value": "weekly_email", "type": "Option"}]);
        let ada = okta.post("/Users", json!({"userName": "ada", "entitlements": all})).await.expect(201).id();
        let path = format!("/Users/{ada}");
        let own = json!([{"op": "add", "value": {OWN: {"workspaces": "Office", "fleetGroups": "", "weeklyEmail": false}}}]);
        okta.patch(&path, own).await.expect(200);
        assert_eq!(access(app, &ada).await, json!([["Office"], ["Midwest"], null, []]));
        let removed = ["workspaces", "weeklyEmail"].map(|name| json!({"op": "remove", "path": format!("{OWN}:{name}")}));
        okta.patch(&path, json!(removed)).await.expect(200);
        assert_eq!(access(app, &ada).await, json!([["Yard"], ["Midwest"], null, ["weekly_email"]]));
        // Both in one request.
        let both = json!([{"op": "add", "value": {OWN: {"workspaces": null}, "entitlements": [{"value": "Office", "type": "Workspace"}]}}]);
        okta.patch(&path, both).await.expect(200);
        assert_eq!(access(app, &ada).await[0], json!(["Office", "Yard"]));
        app.settle().await;
    }

    async fn our_attribute_wins_over_entitlements_and_nothing_is_said_where_they_are_off(app: &App) {
        let okta = entitled(app).await;
        let both = json!({"userName": "ada", OWN: {"workspaces": "Yard"},
            "entitlements": [{"value": "Office", "type": "Workspace"}]});
        let ada = okta.post("/Users", both).await.expect(201).id();
        assert_eq!(access(app, &ada).await[0], json!(["Yard"]));
        assert!(last_line(app).await.contains("entitlements of type Workspace give nothing: workspaces of our extension says it"));
        let later = json!([{"op": "replace", "path": "entitlements", "value": [{"value": "Office", "type": "workspace"}]}]);
        okta.patch(&format!("/Users/{ada}"), later).await.expect(200);
        assert_eq!(access(app, &ada).await[0], json!(["Yard"]));

        let hr = app.connection("HR", "lenient").await;
        let bob = json!({"userName": "bob", "entitlements": [{"value": "Office", "type": "Workspace"}]});
        let bob = hr.post("/Users", bob).await.expect(201).id();
        assert_eq!(access(app, &bob).await[0], json!([]));
        // A set that nothing is called opens nothing.
        let eve = json!({"userName": "eve", "entitlements": [{"value": "Own ships", "type": "RecordSet"}]});
        let eve = okta.post("/Users", eve).await.expect(201).id();
        assert_eq!(access(app, &eve).await[2], json!(["none"]));
        app.settle().await;
    }
}
