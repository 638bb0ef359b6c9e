//! Roles, workspaces, fleet groups and rules through the admin API.

use crate::support::{Answer, App, Client, stories};
use axum::http::Method;
use muster_app::schemas::ApplySchemas;
use muster_model::connection::TokenRole;
use muster_store::Acting;
use serde_json::{Value, json};

async fn patch(client: &Client, path: &str, if_match: &str, change: &Value) -> Answer {
    let headers = [("if-match", if_match)];
    let headers = if if_match.is_empty() {
        &[][..]
    } else {
        &headers
    };
    client
        .send(Method::PATCH, path, headers, Some(change.to_string()))
        .await
}

fn tag(answer: &Answer) -> String {
    let tag = answer.headers.get("etag").expect("an ETag");
    tag.to_str().expect("a tag").to_owned()
}

fn names(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("items");
    items
        .iter()
        .map(|one| one["name"].as_str().expect("a name"))
        .collect()
}

/// Two people in a group of drivers; answers their ids, sorted.
async fn drivers(app: &App) -> Vec<String> {
    let okta = app.connection("Okta", "lenient").await;
    let mut people = Vec::new();
    for name in ["ada", "bob"] {
        let body = json!({"userName": format!("{name}@example.com")});
        people.push(okta.post("/Users", body).await.expect(201).id());
    }
    let members: Vec<Value> = people.iter().map(|id| json!({"value": id})).collect();
    okta.post(
        "/Groups",
        json!({"displayName": "Drivers", "members": members}),
    )
    .await
    .expect(201);
    people
}

stories! {
    async fn a_rule_does_what_its_preview_said(app: &App) {
        let people = drivers(app).await;
        let admin = app.client(TokenRole::Admin).await;
        admin.post("/workspaces", json!({"name": "Yard"})).await.expect(201);
        let rule = json!({
            "name": "Drivers",
            "when": "groups.display eq \"Drivers\"",
            "then": {"role": "user", "workspaces": ["yard"], "options": ["weekly_email"]},
            "priority": 5,
        });
        app.events().await;
        let told = admin.post("/rules/preview?limit=1", rule.clone()).await.expect(200).json();
        assert_eq!((&told["total"], &told["people"][0]["person_id"]), (&json!(2), &json!(people[0])));
        let next = format!("/rules/preview?cursor={}", told["next"].as_str().expect("a cursor"));
        let rest = admin.post(&next, rule.clone()).await.expect(200).json();
        assert_eq!((rest["people"][0]["person_id"].as_str(), &rest["next"]), (Some(people[1].as_str()), &Value::Null));
        assert_eq!(app.events().await, Vec::<String>::new());

        let made = admin.post("/rules", rule).await.expect(201);
        assert_eq!((made.json()["people"].clone(), made.json()["warnings"].clone()), (json!(2), json!([])));
        assert_eq!(app.events().await, ["user.access_changed #3", "user.access_changed #3"]);
        for (before, id) in [&told, &rest].iter().zip(&people) {
            let access = admin.get(&format!("/people/{id}/access")).await.expect(200).json();
            let after = before["people"][0]["after"].as_object().expect("an access");
            for (part, value) in after {
                assert_eq!(&access[part], value, "{part}");
            }
        }

        // Back to nothing, by the version that was read and by no other.
        let path = format!("/rules/{}", made.id());
        let read = tag(&admin.get(&path).await.expect(200));
        let off = json!({"enabled": false});
        assert_eq!(patch(&admin, &path, "W/\"1\"", &off).await.expect(412).json()["code"], json!("resource.changed"));
        let undone = json!({"id": made.id(), "enabled": false});
        assert_eq!(admin.post("/rules/preview", undone).await.expect(200).json()["total"], json!(2));
        patch(&admin, &path, &read, &off).await.expect(200);
        assert_eq!(app.events().await, ["user.access_changed #4", "user.access_changed #4"]);
        let same = admin.post("/access/reevaluate", json!({})).await.expect(200).json();
        assert_eq!(same, json!({"people": 2, "changed": 0}));
        admin.delete(&path).await.expect(204);
        assert_eq!(app.events().await, Vec::<String>::new());
    }

    async fn roles_are_listed_made_copied_changed_and_removed(app: &App) {
        drivers(app).await;
        let admin = app.client(TokenRole::Admin).await;
        let page = admin.get("/roles?limit=2").await.expect(200).json();
        assert_eq!(names(&page), ["Owner", "Admin"]);
        let next = format!("/roles?limit=2&cursor={}", page["next"].as_str().expect("a cursor"));
        assert_eq!(names(&admin.get(&next).await.expect(200).json()), ["Manager", "User"]);

        let new = json!({"name": "Technician", "permissions": ["records.*", "reports.view"], "default": true});
        let made = admin.post("/roles", new.clone()).await.expect(201);
        let id = made.id();
        assert_eq!(made.json()["modules"], json!({"account": "none", "notifications": "none", "people": "none", "records": "full", "reports": "some"}));
        assert_eq!((&made.json()["people"], &made.json()["slug"]), (&json!(2), &json!("technician")));
        assert_eq!(admin.post("/roles", new).await.expect(409).json()["code"], json!("access.name_taken"));
        let copy = admin.post(&format!("/roles/{id}/copy"), json!({"name": "Mechanic"})).await.expect(201).id();
        let path = format!("/roles/{id}");
        let less = json!({"permissions": ["reports.view"], "name": "Clerk"});
        let told = admin.post(&format!("{path}/preview"), less.clone()).await.expect(200).json();
        assert_eq!((&told["total"], &told["people"][0]["after"]["role"]), (&json!(2), &json!("Clerk")));
        assert_eq!(patch(&admin, &path, "", &less).await.expect(200).json()["name"], json!("Clerk"));

        let kept = admin.delete(&path).await.expect(409);
        assert_eq!(kept.json()["code"], json!("access.role_in_use"));
        let away = json!({"delete": true, "move_to": copy});
        assert_eq!(admin.post(&format!("{path}/preview"), away).await.expect(200).json()["total"], json!(2));
        admin.delete(&format!("{path}?move_to={copy}")).await.expect(204);
        admin.get(&path).await.expect(404);
        assert_eq!(admin.get(&format!("/roles/{copy}")).await.expect(200).json()["people"], json!(2));

        // Nobody gives what they may not do themselves, and nobody changes what is locked.
        let all = json!({"name": "Everything", "permissions": ["*"]});
        assert_eq!(admin.post("/roles", all.clone()).await.expect(403).json()["code"], json!("access.ceiling"));
        app.client(TokenRole::Owner).await.post("/roles", all).await.expect(201);
        let owner = admin.get("/roles?limit=1").await.expect(200).json()["items"][0]["id"].clone();
        let path = format!("/roles/{}", owner.as_str().expect("an id"));
        patch(&admin, &path, "", &json!({"name": "King"})).await.expect(409);
        app.settle().await;
    }

    async fn workspaces_and_fleet_groups_are_kept(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let yard = admin.post("/workspaces", json!({"name": "Yard"})).await.expect(201).id();
        let path = format!("/workspaces/{yard}");
        patch(&admin, &path, "", &json!({"name": "Depot"})).await.expect(200);
        assert_eq!(names(&admin.get("/workspaces").await.expect(200).json()), ["Depot"]);
        let top = admin.post("/fleet-groups", json!({"name": "Midwest"})).await.expect(201).id();
        let below = json!({"name": "Chicago", "parent": top});
        let below = admin.post("/fleet-groups", below).await.expect(201).id();
        let tree = admin.get("/fleet-groups").await.expect(200).json();
        assert_eq!((names(&tree), &tree["items"][1]["depth"]), (vec!["Midwest", "Chicago"], &json!(1)));
        let around = json!({"parent": below});
        let refused = patch(&admin, &format!("/fleet-groups/{top}"), "", &around).await.expect(400);
        assert_eq!(refused.json()["code"], json!("fleet_group.parent"));
        admin.delete(&format!("/fleet-groups/{top}")).await.expect(409);
        let path_below = format!("/fleet-groups/{below}");
        let moved = patch(&admin, &path_below, "", &json!({"parent": null})).await.expect(200).json();
        assert_eq!((&moved["parent"], &moved["depth"]), (&Value::Null, &json!(0)));
        let told = admin.post(&format!("{path}/preview"), json!({"delete": true})).await.expect(200).json();
        assert_eq!(told["total"], json!(0));
        admin.delete(&path).await.expect(204);
        admin.delete(&path_below).await.expect(204);
        let wrong = admin.post("/workspaces", json!({"name": "a;b"})).await.expect(400);
        assert_eq!(wrong.json()["code"], json!("request.name"));
        let wrong = admin.post("/rules", json!({"name": "R", "when": "x eq", "then": {"role": "user"}})).await;
        assert_eq!(wrong.expect(400).json()["code"], json!("rule.condition"));
    }

    async fn a_stranger_finds_none_of_it_and_a_viewer_changes_none_of_it(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let yard = admin.post("/workspaces", json!({"name": "Yard"})).await.expect(201).id();
        let stranger = app.stranger().await;
        let path = format!("/workspaces/{yard}");
        stranger.get(&path).await.expect(404);
        let viewer = app.client(TokenRole::Viewer).await;
        viewer.get(&path).await.expect(200);
        viewer.delete(&path).await.expect(403);
        viewer.post("/rules", json!({"name": "R", "when": "userName pr", "then": {"role": "user"}})).await.expect(403);
        viewer.post("/access/reevaluate", json!({})).await.expect(403);
    }

    async fn the_rules_of_the_handbook_can_be_made(app: &App) {
        drivers(app).await;
        let admin = app.client(TokenRole::Admin).await;
        admin.post("/workspaces", json!({"name": "Yard"})).await.expect(201);
        admin.post("/fleet-groups", json!({"name": "Chicago"})).await.expect(201);
        let work = ApplySchemas {
            account: app.account.id,
            text: include_str!("../../../config/schema.example.toml").to_owned(),
            dry_run: false,
        };
        work.run(&app.ctx, &Acting::command_line()).await.expect("a schema file");
        let handbook = include_str!("../../../docs/rules.md");
        let examples = handbook.split("```json\n").skip(1);
        let mut made = Vec::new();
        for example in examples {
            let (rule, _) = example.split_once("```").expect("the end of an example");
            let rule: Value = serde_json::from_str(rule).expect("JSON");
            made.push(admin.post("/rules", rule).await.expect(201).json()["name"].clone());
        }
        assert_eq!(made, ["Chicago drivers", "Workspaces by name"]);
        // Every condition of the table can be one.
        let table = handbook.lines().skip_while(|line| !line.starts_with("| it may ask for |"));
        let rows = table.take_while(|line| line.starts_with('|'));
        let conditions = rows.filter(|line| line.contains(" `"));
        let conditions: Vec<&str> = conditions
            .flat_map(|line| line.rsplit('|').nth(1).expect("an example").trim().split("`, `"))
            .map(|when| when.trim_matches('`'))
            .collect();
        assert_eq!(conditions.len(), 9);
        for when in conditions {
            let rule = json!({"name": when, "when": when, "then": {"workspaces": ["Yard"]}});
            admin.post("/rules/preview", rule).await.expect(200);
        }
        app.settle().await;
    }
}
