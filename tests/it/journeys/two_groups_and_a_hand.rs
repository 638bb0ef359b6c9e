//! Somebody has access from two groups and by hand: each takes back only its own.

use crate::support::{App, Client, stories};
use axum::http::Method;
use muster_app::access::Preset;
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use serde_json::{Value, json};

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

const FILE: &str = r#"
workspaces = ["W1", "W2", "W3"]

[[rule]]
name = "Managers"
when = 'groups.display eq "A"'
priority = 20
then.role = "manager"
then.workspaces = ["W1"]

[[rule]]
name = "Viewers"
when = 'groups.display eq "B"'
priority = 10
then.role = "viewer"
then.workspaces = ["W2"]
"#;

/// Somebody is given these workspaces by hand, in place of those of before.
async fn give(admin: &Client, id: &str, workspaces: &[&str]) {
    let path = format!("/people/{id}/grants");
    let given = json!({"workspaces": workspaces});
    admin.put(&path, given).await.expect(200);
}

/// By which way rules come into the account, and by which a group gives no more.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Rules by a file; the member leaves the group.
    File,
    /// Rules through the API; the directory deletes the group.
    Api,
    /// Rules through the API; the API switches the rule off.
    Switch,
}

/// An account of one product, with the rules of the file, or with the same ones through the API.
async fn product(app: &App, preset: Preset, way: Way) -> (AccountId, Client) {
    let slug = format!("{}-{way:?}", preset.as_str()).to_lowercase();
    let account = app.product(&slug, preset).await;
    let admin = app.admin_of(account, TokenRole::Owner).await;
    if matches!(way, Way::File) {
        let applied = app.apply_to(account, FILE).await;
        applied.expect("an access file");
        return (account, admin);
    }
    for name in ["W1", "W2", "W3"] {
        let body = json!({"name": name});
        admin.post("/workspaces", body).await.expect(201);
    }
    for (name, group, role, workspace, priority) in [
        ("Managers", "A", "manager", "W1", 20),
        ("Viewers", "B", "viewer", "W2", 10),
    ] {
        let new = json!({
            "name": name,
            "when": format!("groups.display eq \"{group}\""),
            "then": {"role": role, "workspaces": [workspace]},
            "priority": priority,
        });
        admin.post("/rules", new).await.expect(201);
    }
    (account, admin)
}

/// What a role is called in a product.
async fn called(admin: &Client, slug: &str) -> String {
    let roles = admin.get("/roles?limit=100").await.expect(200).json();
    let roles = roles["items"].as_array().expect("roles");
    let role = roles.iter().find(|role| role["slug"] == json!(slug));
    let name = role.expect("the role")["name"].as_str();
    name.expect("a name").to_owned()
}

/// Somebody in both groups, and which groups these are.
async fn member(okta: &Client) -> (String, Vec<String>) {
    let ada = json!({"userName": "ada@example.com"});
    let ada = okta.post("/Users", ada).await.expect(201).id();
    let mut groups = Vec::new();
    for name in ["A", "B"] {
        let body = json!({"displayName": name, "members": [{"value": ada}]});
        groups.push(okta.post("/Groups", body).await.expect(201).id());
    }
    (ada, groups)
}

/// Role and workspaces, where each comes from, and whether somebody sees nothing: as the API tells
/// it, and as the directory is told.
async fn told(admin: &Client, okta: &Client, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = admin.get(&path).await.expect(200).json();
    let path = format!("/Users/{id}?attributes={EXTENSION}:effectiveAccess");
    let mut user = okta.get(&path).await.expect(200).json();
    let effective = user[EXTENSION]["effectiveAccess"].take();
    let effective = effective.as_str().expect("text");
    let effective: Value = serde_json::from_str(effective).expect("JSON");
    for part in ["role", "workspaces", "fleet", "permissions", "because"] {
        assert_eq!(effective[part], access[part], "{part}, over SCIM");
    }
    let listed = admin
        .get("/people?sees_nothing=true")
        .await
        .expect(200)
        .json();
    let listed = listed["items"].as_array().expect("people");
    let listed = listed.iter().any(|person| person["id"] == json!(id));
    assert_eq!(
        access["sees_nothing"], listed,
        "the list of who sees nothing"
    );
    json!([
        access["role"],
        because(&access, "role"),
        because(&access, "workspaces"),
        access["sees_nothing"],
    ])
}

/// The values of a part, each with its chain.
fn because(access: &Value, part: &str) -> Vec<String> {
    let reasons = access["because"][part].as_array().expect("reasons");
    let word = |reason: &Value| {
        let via = reason["via"].as_array().expect("a chain");
        let via: Vec<&str> = via
            .iter()
            .map(|link| link.as_str().expect("a link"))
            .collect();
        format!(
            "{} <- {}",
            reason["value"].as_str().expect("a value"),
            match via.as_slice() {
                [] => reason["source"].as_str().expect("a source").to_owned(),
                via => via.join(" > "),
            }
        )
    };
    reasons.iter().map(word).collect()
}

async fn leave(okta: &Client, group: &str, id: &str) {
    let leave = json!([{"op": "remove", "path": format!("members[value eq \"{id}\"]")}]);
    okta.patch(&format!("/Groups/{group}"), leave)
        .await
        .expect(200);
}

/// What the group gives is given no more, by one of the ways.
async fn end(way: Way, okta: &Client, admin: &Client, (group, rule): (&str, &str), id: &str) {
    match way {
        Way::File => leave(okta, group, id).await,
        Way::Api => {
            let gone = okta.delete(&format!("/Groups/{group}")).await;
            gone.expect(204);
        }
        Way::Switch => {
            let rules = admin.get("/rules").await.expect(200).json();
            let rules = rules["items"].as_array().expect("rules");
            let known = rules.iter().find(|known| known["name"] == json!(rule));
            let path = known.expect("the rule")["id"]
                .as_str()
                .map(|id| format!("/rules/{id}"));
            let off = Some(json!({"enabled": false}).to_string());
            let headers = [("content-type", "application/json")];
            let path = path.expect("an id");
            let off = admin.send(Method::PATCH, &path, &headers, off).await;
            off.expect(200);
        }
    }
}

stories! {
    async fn what_one_group_gave_goes_with_it_and_nothing_else_does(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "okta").await;
        let (ada, groups) = member(&okta).await;
        let admin = app.client(TokenRole::Admin).await;
        give(&admin, &ada, &["W3"]).await;
        assert_eq!(told(&admin, &okta, &ada).await, json!([
            "Manager",
            ["Manager <- Okta > A > Managers"],
            ["W1 <- Okta > A > Managers", "W2 <- Okta > B > Viewers", "W3 <- manual"],
            false,
        ]));
        app.events().await;

        leave(&okta, &groups[0], &ada).await;
        assert_eq!(told(&admin, &okta, &ada).await, json!([
            "Viewer",
            ["Viewer <- Okta > B > Viewers"],
            ["W2 <- Okta > B > Viewers", "W3 <- manual"],
            false,
        ]));
        assert_eq!(app.events().await, ["group.members_changed #3", "user.access_changed #6"]);

        leave(&okta, &groups[1], &ada).await;
        assert_eq!(told(&admin, &okta, &ada).await, json!([null, [], ["W3 <- manual"], false]));
        assert_eq!(app.events().await, ["group.members_changed #3", "user.access_changed #7"]);

        give(&admin, &ada, &[]).await;
        assert_eq!(told(&admin, &okta, &ada).await, json!([null, [], [], true]));
        assert_eq!(app.events().await, ["user.access_changed #8"]);
    }

    async fn every_product_has_it_the_same_by_every_way(app: &App) {
        for preset in Preset::ALL {
            for way in [Way::File, Way::Api, Way::Switch] {
                let (account, admin) = product(app, preset, way).await;
                let okta = app.connection_of(account, "Okta", "okta").await;
                let (ada, groups) = member(&okta).await;
                give(&admin, &ada, &["W3"]).await;
                let manager = called(&admin, "manager").await;
                let viewer = called(&admin, "viewer").await;
                let mut seen = vec![told(&admin, &okta, &ada).await];
                for (group, rule) in groups.iter().zip(["Managers", "Viewers"]) {
                    end(way, &okta, &admin, (group, rule), &ada).await;
                    seen.push(told(&admin, &okta, &ada).await);
                }
                give(&admin, &ada, &[]).await;
                seen.push(told(&admin, &okta, &ada).await);
                assert_eq!(json!(seen), json!([
                    [
                        manager,
                        [format!("{manager} <- Okta > A > Managers")],
                        ["W1 <- Okta > A > Managers", "W2 <- Okta > B > Viewers", "W3 <- manual"],
                        false,
                    ],
                    [
                        viewer,
                        [format!("{viewer} <- Okta > B > Viewers")],
                        ["W2 <- Okta > B > Viewers", "W3 <- manual"],
                        false,
                    ],
                    [null, [], ["W3 <- manual"], false],
                    [null, [], [], true],
                ]), "{preset:?}, by {way:?}");
            }
        }
        app.settle().await;
    }
}
