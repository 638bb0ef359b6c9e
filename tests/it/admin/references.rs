//! Ids, names and slugs in bodies and in queries: what belongs to another account is no more there
//! than what is nowhere. The fields come from the document, so none is forgotten; `references.txt`
//! lists those that were found to take an id (`INSTA_UPDATE=always` writes it anew).

use super::asking::{each, items};
use super::route::{Leaf, Route, routes};
use crate::journeys::the_door::join_by_mail;
use crate::support::{App, Client, stories};
use muster_app::log::write_all_log;
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Where ids live.
const LISTS: [&str; 10] = [
    "people",
    "groups",
    "connections",
    "roles",
    "workspaces",
    "fleet-groups",
    "record-sets",
    "rules",
    "assignments",
    "case-groups",
];

/// What has a name of its own in each account, which stands for the at.
const FILE: &str = r#"
workspaces = ["North @"]

# So that a search for people answers with no id that was asked with.
[decisions]
subjects = "email"

[[fleet_group]]
name = "Trucks @"

[[record_set]]
name = "Mine @"
types.record = { view = "owner eq $me" }

[[record_set]]
name = "Both @"
types.record = { view = "owner eq $me or group in $me.groups" }

[[record_set]]
name = "Ours @"
types.record = { view = "group in $me.groups" }

[[role]]
slug = "one-@"
name = "One @"
permissions = ["records.view"]

[[role]]
slug = "two-@"
name = "Two @"
permissions = ["records.view"]

[[role]]
slug = "three-@"
name = "Three @"
permissions = ["records.view"]

[[rule]]
name = "Drivers @"
when = 'groups.display eq "Drivers @"'
then.fleet = ["Trucks @"]
"#;

/// One of everything, and contacts enough for everything that can be done to one.
async fn furnish(app: &App, account: AccountId, name: &str, owner: &Client) {
    let applied = app.apply_to(account, &FILE.replace('@', name)).await;
    applied.expect("an access file");
    let hook = json!({"url": "https://crm.example.com/hook"});
    owner.post("/api/v1/webhooks", hook).await.expect(201);
    let okta = format!("Okta {name}");
    let okta = app.connection_of(account, &okta, "lenient").await;
    let ada = json!({"userName": format!("ada-{name}"), "active": false});
    let ada = okta.post("/Users", ada).await.expect(201).id();
    let record = json!({"type": "record", "id": "x"});
    let assigned = json!({"person": ada, "record": record});
    owner
        .post("/api/v1/assignments", assigned)
        .await
        .expect(201);
    let cases = json!({"name": format!("Cases {name}"), "people": [ada], "records": [record]});
    owner.post("/api/v1/case-groups", cases).await.expect(201);
    let drivers = format!("Drivers {name}");
    let drivers = json!({"displayName": drivers, "members": [{"value": ada}]});
    okta.post("/Groups", drivers).await.expect(201);
    write_all_log(&app.ctx, &app.log).await.expect("the log");
    for number in 0..40 {
        let card = json!({"card": {"email": format!("{number}@{name}.example")}});
        owner.post("/api/v1/people", card).await.expect(201);
    }
    leave(name, owner).await;
    let first = each(owner, "/api/v1/connections", "id").await;
    let clients = first[0].as_str().expect("an id");
    let clients = format!("/api/v1/connections/{clients}/oauth-clients");
    owner.post(&clients, json!({})).await.expect(201);
    // She comes last, so that she is among those whose ids are tried.
    employ(app, &okta, name, owner).await;
}

/// Somebody who is here and may see records wherever they are.
async fn employ(app: &App, okta: &Client, name: &str, owner: &Client) {
    let address = format!("eve@{name}.example");
    let eve = json!({"userName": format!("eve-{name}"), "externalId": format!("00u-{name}"),
        "emails": [{"value": address, "type": "work", "primary": true}]});
    let eve = okta.post("/Users", eve).await.expect(201).id();
    join_by_mail(app, &address, &format!("eve-at-{name}")).await;
    let all = json!({"role": format!("one-{name}"), "workspaces": "all", "fleet": "entire"});
    let path = format!("/api/v1/people/{eve}/grants");
    owner.put(&path, all).await.expect(200);
}

/// What is asked of her, and is allowed.
fn question() -> Value {
    json!({
        "subject": {"type": "user", "id": "eve@theirs.example"},
        "action": {"name": "records.view"},
        "resource": {"type": "record", "id": "r", "properties": {"workspace": null, "fleet_group": null}},
    })
}

/// Somebody who is gone, and whose record waits to be handed over.
async fn leave(name: &str, owner: &Client) {
    let card = json!({"email": format!("gone@{name}.example")});
    let gone = json!({"card": card, "invite": true, "mail": "held"});
    let gone = owner.post("/api/v1/people", gone).await.expect(201).id();
    let held = json!({"person": gone, "record": {"type": "record", "id": "held"}});
    owner.post("/api/v1/assignments", held).await.expect(201);
    let path = format!("/api/v1/people/{gone}/deactivate");
    owner.post(&path, json!({})).await.expect(200);
}

/// A list with as much of it as one page has; short lists come whole.
fn longest(list: &str) -> String {
    let whole = [
        "connections",
        "oauth-clients",
        "tokens",
        "webhooks",
        "modules",
    ];
    let name = list.rsplit('/').next().expect("a name");
    let query = if whole.contains(&name) {
        ""
    } else {
        "?limit=1000"
    };
    format!("{list}{query}")
}

/// The id of something of the asker at which a request may be aimed.
async fn target(client: &Client, list: &str) -> String {
    let page = client.get(&longest(list)).await.expect(200);
    let page = page.json();
    let items = page["items"].as_array().expect("items");
    let fits = |item: &&Value| match list {
        "/api/v1/roles" => item["built_in"] == json!(false),
        "/api/v1/people" => {
            item["status"] == json!("no_access") && item["connections"] == json!([])
        }
        _ => true,
    };
    let item = items.iter().find(fits);
    let id = item.unwrap_or_else(|| panic!("nothing is in {list}"))["id"].as_str();
    id.expect("an id").to_owned()
}

async fn path(route: &Route, client: &Client) -> String {
    let mut path = String::new();
    for part in route.path.split('/').skip(1) {
        let part = if part.starts_with('{') {
            target(client, &path).await
        } else {
            part.to_owned()
        };
        path = format!("{path}/{part}");
    }
    path
}

/// What a request needs beside the field, so that the field is looked at.
async fn beside(route: &Route, client: &Client) -> Value {
    match (route.method.as_str(), route.path.as_str()) {
        _ if route.asks_for_decisions() => question(),
        ("POST", "/api/v1/people") => json!({"card": {"user_name": "x"}}),
        ("POST", "/api/v1/rules") => json!({"name": "x", "when": "userName pr", "then": {}}),
        ("POST", "/api/v1/rules/preview") => {
            json!({"when": "userName pr", "then": {"role": "viewer"}})
        }
        ("POST", "/api/v1/people/{id}/access/check") => json!({"action": "records.view"}),
        ("POST", "/api/v1/record-sets/{id}/matches") => json!({"records": [], "people": []}),
        ("POST", "/api/v1/roles/{id}/preview" | "/api/v1/record-sets/{id}/preview") => {
            json!({"delete": true})
        }
        ("POST", "/api/v1/assignments") => json!({"record": {"type": "record", "id": "x"}}),
        ("POST", "/api/v1/people/bulk") => {
            let people = [target(client, "/api/v1/people").await];
            json!({"people": people, "action": {"type": "invite"}, "dry_run": true})
        }
        _ => route.least(),
    }
}

/// Whether a success may still be a refusal, which its body tells.
fn is_of_many(route: &Route) -> bool {
    route.path.ends_with("/bulk") || route.asks_for_decisions()
}

/// Asks with this id in the field; answers all that the asker sees but the id itself.
async fn ask(route: &Route, leaf: &Leaf, client: &Client, id: &str, turn: &mut u32) -> String {
    *turn += 1;
    let quoted = id.replace(' ', "%20");
    let path = leaf.in_query(&path(route, client).await, &route.asked, &quoted);
    let unique = |text: String| text.replace("\"x\"", &format!("\"x{turn}\""));
    let body = leaf.in_body(beside(route, client).await, id);
    let body = route.has_body().then_some(body);
    let body = body.map(|body| unique(body.to_string()));
    let answer = client
        .send(route.method.clone(), &path, &route.headers(), body)
        .await;
    let shows_all = route.method.as_str() == "GET" || is_of_many(route);
    if answer.status.is_success() && !shows_all {
        return answer.status.to_string();
    }
    let mut text = answer.text.replace(id, "…");
    if let Some(request) = answer.headers.get("x-request-id") {
        text = text.replace(request.to_str().expect("an id"), "…");
    }
    format!("{} {text}", answer.status)
}

/// The ids of everything that an account has, and the names.
async fn everything(client: &Client) -> [BTreeSet<String>; 2] {
    let mut known = [BTreeSet::new(), BTreeSet::new()];
    for list in LISTS {
        let all = items(client, &longest(&format!("/api/v1/{list}"))).await;
        for item in all.iter().take(1).chain(all.iter().rev().take(2)) {
            for (key, at) in [("id", 0), ("name", 1), ("slug", 1), ("user_name", 1)] {
                known[at].extend(item[key].as_str().map(str::to_owned));
            }
        }
    }
    known
}

/// A name of the same shape that nobody has.
fn nowhere(name: &str) -> String {
    name.replace("mine", "none")
}

stories! {
    async fn a_foreign_id_in_a_field_is_answered_as_a_random_one(app: &App) {
        let owner = app.client(TokenRole::Owner).await.below("");
        furnish(app, app.account.id, "mine", &owner).await;
        let stranger = app.stranger_with(TokenRole::Owner).await.below("");
        let other = app.ctx.store.read().accounts().by_slug("other").await;
        let other = other.expect("accounts").expect("another account").id;
        furnish(app, other, "theirs", &stranger).await;
        let [foreign, mut names] = everything(&owner).await;
        let [own, built_in] = everything(&stranger).await;
        names.retain(|name| !built_in.contains(name));
        assert!(names.len() > 8, "{names:?}");
        let (mut turn, mut found) = (0, BTreeSet::new());
        for route in routes(&owner).await {
            for leaf in route.leaves() {
                let name = format!("{} {} {}", route.method, route.path, leaf.name());
                let nobody = format!("01a201d0-9d6e-74ed-894b-{turn:012x}");
                let random = ask(&route, &leaf, &stranger, &nobody, &mut turn).await;
                let is_told = leaf.is_id || is_of_many(&route) || route.method.as_str() == "GET";
                let word = format!("nobody {turn}");
                let any = !leaf.is_id && ask(&route, &leaf, &stranger, &word, &mut turn).await.starts_with('2');
                if (any || random.starts_with('2')) && !is_told {
                    // Any text will do: it names nothing.
                    continue;
                }
                for id in &foreign {
                    let told = ask(&route, &leaf, &stranger, id, &mut turn).await;
                    assert_eq!(told, random, "{name}: {id}");
                }
                // What must be an id is no name.
                for theirs in names.iter().filter(|_| !leaf.is_id) {
                    let random = ask(&route, &leaf, &stranger, &nowhere(theirs), &mut turn).await;
                    let told = ask(&route, &leaf, &stranger, theirs, &mut turn).await;
                    assert_eq!(told, random, "{name}: {theirs}");
                }
                for id in &own {
                    if ask(&route, &leaf, &stranger, id, &mut turn).await != random {
                        found.insert(name.clone());
                        break;
                    }
                }
                assert!(!leaf.is_id || found.contains(&name), "{name} is not looked at");
            }
        }
        let found: Vec<String> = found.into_iter().collect();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/admin/references.txt");
        if std::env::vars().any(|(name, value)| name == "INSTA_UPDATE" && value == "always") {
            std::fs::write(&file, found.join("\n") + "\n").expect("a file");
        }
        let known = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(found, known.lines().collect::<Vec<_>>(), "fields that take an id");
        app.settle().await;
    }
}
