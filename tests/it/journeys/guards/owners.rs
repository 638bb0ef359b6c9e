//! Owners stay what they are until they pass it on, whoever asks.

use super::estate::{EXTENSION, Estate};
use super::table::Table;
use crate::support::{App, stories};
use muster_app::access::Preset;
use muster_app::access::SetNothingLeft;
use muster_model::access::NothingLeft;
use muster_store::Acting;
use serde_json::json;

/// What a rule gives to whoever is in these groups.
const RULES: &str = r#"
[[rule]]
name = "Viewers"
when = 'groups.display eq "Viewers"'
then.role = "viewer"
then.workspaces = ["Yard"]
"#;

async fn deactivated(estate: &Estate<'_>, table: &mut Table, oscar: &str) {
    table.guard("an owner is deactivated");
    let path = format!("/people/{}/deactivate", estate.olga);
    let asked = Estate::tell(&estate.owner, &path).await;
    table.door("api", Estate::answered(&asked));
    let leave = json!({"active": false, "title": "Boss"});
    let wrote = estate.wrote(oscar, estate.set(oscar, leave)).await;
    table.door("directory", wrote);
    let drivers = estate.group("Drivers", &[oscar]).await.expect(201).id();
    let work = SetNothingLeft {
        account: estate.account,
        choice: Some(NothingLeft::NoAccess),
    };
    let laid_down = estate.app.ctx.store.perform(Acting::command_line(), work);
    laid_down.await.expect("a choice");
    let path = format!("/Groups/{drivers}");
    let gone = estate.okta.delete(&path);
    table.door("rule", estate.wrote(oscar, gone).await);
    let leave = json!({"type": "deactivate"});
    table.door(
        "bulk",
        Estate::bulk(&estate.owner, &estate.olga, leave).await,
    );
    table.none("command line", "no command deactivates");
}

async fn given_another_role(estate: &Estate<'_>, table: &mut Table, oscar: &str) {
    table.guard("an owner is given another role");
    let path = format!("/people/{}/grants", estate.olga);
    let asked = estate.owner.put(&path, json!({"role": "viewer"})).await;
    table.door("api", Estate::answered(&asked));
    let role = json!({"title": "Chief", EXTENSION: {"role": "viewer"}});
    table.door(
        "directory",
        estate.wrote(oscar, estate.set(oscar, role)).await,
    );
    let role = json!({"title": "Head", "roles": [{"value": "viewer"}]});
    table.door(
        "core roles",
        estate.wrote(oscar, estate.set(oscar, role)).await,
    );
    assert_eq!(estate.apply(RULES).await, "done");
    let members = [oscar, &estate.ada];
    let joined = estate.group("Viewers", &members);
    table.door("rule", estate.wrote(oscar, joined).await);
    table.door("  beside them", estate.stands(&estate.ada).await);
    let again = estate.set(oscar, json!({"title": "Boss"}));
    table.door("  once more", estate.wrote(oscar, again).await);
    let on = json!({"projection": true});
    let path = estate.connection().await;
    Estate::change(&estate.owner, &path, on).await.expect(200);
    estate.app.project().await;
    let linked = linked(estate, oscar);
    table.door("linked group", estate.wrote(oscar, linked).await);
    let role = json!({"type": "set_role", "role": "viewer"});
    table.door(
        "bulk",
        Estate::bulk(&estate.owner, &estate.olga, role).await,
    );
    let path = format!("/people/{}/access/copy", estate.olga);
    let copied = estate.owner.post(&path, json!({"from": estate.bob})).await;
    table.door("copy", Estate::answered(&copied));
    table.none("command line", "it gives to whom it invites alone");
}

/// The owner joins the group that stands for the viewers.
async fn linked(estate: &Estate<'_>, oscar: &str) -> crate::support::Answer {
    let roles = estate.listed("/roles?limit=100").await;
    let role = roles.iter().find(|role| role["slug"] == "viewer");
    let name = role.expect("a role")["name"].as_str().expect("a name");
    let filter = format!(
        "displayName%20eq%20%22Role:%20{}%22",
        name.replace(' ', "%20")
    );
    let found = estate.okta.get(&format!("/Groups?filter={filter}")).await;
    let found = found.expect(200).json();
    let id = found["Resources"][0]["id"].as_str().expect("a group");
    let join = json!([{"op": "add", "path": "members", "value": [{"value": oscar}]}]);
    estate.okta.patch(&format!("/Groups/{id}"), join).await
}

async fn made(estate: &Estate<'_>, table: &mut Table) {
    table.guard("an owner is made");
    let bob = &estate.bob;
    let owner = json!({"role": "owner"});
    let path = format!("/people/{bob}/owner");
    let asked = estate.admin.post(&path, json!({})).await;
    table.door("api, admin", Estate::answered(&asked));
    let asked = estate.owner.post(&path, json!({})).await;
    table.door("api, owner", Estate::answered(&asked));
    let path = format!("/people/{bob}/grants");
    let asked = estate.owner.put(&path, owner.clone()).await;
    table.door("api, grant", Estate::answered(&asked));
    let role = json!({"type": "set_role", "role": "owner"});
    table.door("bulk", Estate::bulk(&estate.owner, bob, role).await);
    let path = format!("/people/{bob}/access/copy");
    let copied = estate.owner.post(&path, json!({"from": estate.olga})).await;
    table.door("copy", Estate::answered(&copied));
    let path = format!("/roles/{}", estate.role("owner").await);
    let asked = Estate::change(&estate.owner, &path, json!({"default": true})).await;
    table.door("api, default", Estate::answered(&asked));
    let new = json!({"name": "R", "when": "userName pr", "then": owner});
    let asked = estate.owner.post("/rules", new).await;
    table.door("rule, api", Estate::answered(&asked));
    let file = RULES.replace("\"viewer\"", "\"owner\"");
    table.door("rule, file", estate.apply(&file).await);
    let ada = &estate.ada;
    let role = json!({"title": "Queen", EXTENSION: {"role": "owner"}});
    table.door("directory", estate.wrote(ada, estate.set(ada, role)).await);
    table.none(
        "command line",
        "it is break-glass: person invite --role owner",
    );
}

async fn last(estate: &Estate<'_>, table: &mut Table, oscar: &str) {
    table.guard("the last owner outside the directories is lost");
    let path = format!("/people/{oscar}/owner");
    let from = json!({"from": estate.olga});
    let asked = estate.owner.post(&path, from).await;
    table.door("api", Estate::answered(&asked));
    let domains = json!({"verified_domains": [estate.address("x").split_off(2)]});
    Estate::change(&estate.owner, "/account", domains)
        .await
        .expect(200);
    let path = estate.connection().await;
    let adopt = json!({"adopt": true});
    Estate::change(&estate.owner, &path, adopt)
        .await
        .expect(200);
    let adopted = json!({"userName": estate.address("olga"), "externalId": "1"});
    let adopted = estate.okta.post("/Users", adopted);
    table.door("directory", estate.wrote(&estate.olga, adopted).await);
    table.none("rule", "it makes and ends no ownership");
    table.none("bulk", "it passes no ownership on");
    table.none("command line", "no command passes it on");
}

async fn deleted(estate: &Estate<'_>, table: &mut Table, oscar: &str) {
    table.guard("an owner is deleted");
    let path = format!("/people/{}", estate.olga);
    let asked = estate.owner.delete(&path).await;
    table.door("api", Estate::answered(&asked));
    let user = format!("/Users/{oscar}");
    let gone = estate.okta.delete(&user);
    table.door("directory", estate.wrote(oscar, gone).await);
    let otto = known_twice(estate).await;
    let user = format!("/Users/{otto}");
    let gone = estate.okta.delete(&user);
    table.door("  of two", estate.wrote(&otto, gone).await);
    let gone = json!({"type": "delete", "count": 1});
    table.door(
        "bulk",
        Estate::bulk(&estate.owner, &estate.olga, gone).await,
    );
    table.none("rule", "it deletes nobody");
    table.none("command line", "no command deletes");
}

/// Whoever deletes many types how many; of one person the address.
async fn counted(estate: &Estate<'_>, table: &mut Table) {
    table.guard("somebody is deleted by mistake");
    for count in [None, Some(2), Some(1)] {
        let gone = json!({"type": "delete", "count": count});
        let told = Estate::bulk(&estate.owner, &estate.bob, gone).await;
        let count = count.map_or("none".to_owned(), |count: u8| count.to_string());
        table.door(&format!("bulk, {count}"), told);
    }
    let (path, other) = (format!("/people/{}", estate.ada), estate.address("bob"));
    let address = estate.address("ada");
    for (door, typed) in [("none", ""), ("another", &other), ("theirs", &address)] {
        let gone = estate
            .owner
            .delete(&format!("{path}?confirm={typed}"))
            .await;
        table.door(&format!("api, {door}"), Estate::answered(&gone));
    }
    table.none("directory", "a leaver is not held back");
    table.none("rule", "it deletes nobody");
    table.none("command line", "no command deletes");
}

/// An owner whom two directories know, of which the second says that they left.
async fn known_twice(estate: &Estate<'_>) -> String {
    let otto = estate.push("otto").await;
    estate.join("otto").await;
    let hr = estate
        .app
        .connection_of(estate.account, "HR", "lenient")
        .await;
    let known = estate.listed("/connections").await;
    let path = known.iter().find(|one| one["name"] == "HR");
    let path = path.expect("HR")["id"]
        .as_str()
        .map(|id| format!("/connections/{id}"));
    let adopt = json!({"adopt": true});
    Estate::change(&estate.owner, &path.expect("an id"), adopt)
        .await
        .expect(200);
    let user = json!({"userName": estate.address("otto")});
    assert_eq!(hr.post("/Users", user).await.expect(201).id(), otto);
    let leave = json!([{"op": "replace", "path": "active", "value": false}]);
    hr.patch(&format!("/Users/{otto}"), leave).await.expect(200);
    estate.own(&otto).await;
    otto
}

stories! {
    async fn owners_stay_what_they_are(app: &App) {
        for preset in Preset::ALL {
            let estate = Estate::open(app, preset).await;
            let oscar = estate.pushed_owner("oscar").await;
            let mut table = Table::default();
            deactivated(&estate, &mut table, &oscar).await;
            given_another_role(&estate, &mut table, &oscar).await;
            made(&estate, &mut table).await;
            last(&estate, &mut table, &oscar).await;
            deleted(&estate, &mut table, &oscar).await;
            counted(&estate, &mut table).await;
            insta::assert_snapshot!("owners", table);
        }
        app.settle().await;
    }
}
