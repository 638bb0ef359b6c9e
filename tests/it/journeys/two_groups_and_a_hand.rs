//! Somebody has access from two groups and by hand: each takes back only its own.

use crate::support::{App, Client, stories};
use muster_app::access::{ApplyAccess, Preset};
use muster_app::admin::CreateAccount;
use muster_app::people::{GiveAccess, Given, Which};
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use muster_store::Acting;
use serde_json::{Value, json};

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

/// Somebody is given a workspace by hand.
async fn give(app: &App, account: AccountId, id: &str, workspace: &str) {
    let work = GiveAccess {
        which: Which {
            account,
            person: id.parse().expect("an id"),
            if_match: None,
        },
        given: Given {
            workspaces: Some(vec![workspace.to_owned()]),
            ..Given::default()
        },
    };
    let given = app.ctx.store.perform(Acting::command_line(), work).await;
    given.expect("a grant");
}

/// An account of one product, with the rules of the file, or with the same ones through the API.
async fn product(app: &App, preset: Preset, by_file: bool) -> (AccountId, Client) {
    let how = if by_file { "file" } else { "api" };
    let work = CreateAccount {
        slug: format!("{}-{how}", preset.as_str()),
        name: "Product".to_owned(),
        preset: Some(preset),
        owner: None,
    };
    let made = app.ctx.store.perform(Acting::command_line(), work).await;
    let account = made.expect("an account").0.id;
    let admin = app.admin_of(account, TokenRole::Owner).await;
    if by_file {
        let work = ApplyAccess {
            account,
            text: FILE.to_owned(),
            dry_run: false,
        };
        let applied = work.run(&app.ctx, &Acting::command_line()).await;
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

/// Role and workspaces, and where each comes from.
async fn told(admin: &Client, id: &str) -> Value {
    let path = format!("/people/{id}/access");
    let access = admin.get(&path).await.expect(200).json();
    let because = |part: &str| -> Vec<String> {
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
    };
    json!([access["role"], because("role"), because("workspaces")])
}

async fn leave(okta: &Client, group: &str, id: &str) {
    let leave = json!([{"op": "remove", "path": format!("members[value eq \"{id}\"]")}]);
    okta.patch(&format!("/Groups/{group}"), leave)
        .await
        .expect(200);
}

stories! {
    async fn what_one_group_gave_goes_with_it_and_nothing_else_does(app: &App) {
        app.apply(FILE).await;
        let okta = app.connection("Okta", "okta").await;
        let (ada, groups) = member(&okta).await;
        give(app, app.account.id, &ada, "W3").await;
        let admin = app.admin().await;
        assert_eq!(told(&admin, &ada).await, json!([
            "Manager",
            ["Manager <- Okta > A > Managers"],
            ["W1 <- Okta > A > Managers", "W2 <- Okta > B > Viewers", "W3 <- manual"],
        ]));
        app.events().await;

        leave(&okta, &groups[0], &ada).await;
        assert_eq!(told(&admin, &ada).await, json!([
            "Viewer",
            ["Viewer <- Okta > B > Viewers"],
            ["W2 <- Okta > B > Viewers", "W3 <- manual"],
        ]));
        assert_eq!(app.events().await, ["group.members_changed #3", "user.access_changed #6"]);

        leave(&okta, &groups[1], &ada).await;
        assert_eq!(told(&admin, &ada).await, json!([null, [], ["W3 <- manual"]]));
        assert_eq!(app.events().await, ["group.members_changed #3", "user.access_changed #7"]);
    }

    async fn every_product_has_it_the_same_by_file_and_through_the_api(app: &App) {
        for preset in Preset::ALL {
            for by_file in [true, false] {
                let (account, admin) = product(app, preset, by_file).await;
                let okta = app.connection_of(account, "Okta", "okta").await;
                let (ada, groups) = member(&okta).await;
                give(app, account, &ada, "W3").await;
                let manager = called(&admin, "manager").await;
                let viewer = called(&admin, "viewer").await;
                let mut seen = vec![told(&admin, &ada).await];
                for group in &groups {
                    leave(&okta, group, &ada).await;
                    seen.push(told(&admin, &ada).await);
                }
                assert_eq!(json!(seen), json!([
                    [
                        manager,
                        [format!("{manager} <- Okta > A > Managers")],
                        ["W1 <- Okta > A > Managers", "W2 <- Okta > B > Viewers", "W3 <- manual"],
                    ],
                    [
                        viewer,
                        [format!("{viewer} <- Okta > B > Viewers")],
                        ["W2 <- Okta > B > Viewers", "W3 <- manual"],
                    ],
                    [null, [], ["W3 <- manual"]],
                ]), "{preset:?}, by file: {by_file}");
            }
        }
        app.settle().await;
    }
}
