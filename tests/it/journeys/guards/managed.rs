//! What a directory keeps is written there, and what people keep is written by people.

use super::estate::{EXTENSION, Estate};
use super::table::Table;
use crate::support::{App, stories};
use muster_app::access::Preset;
use muster_app::admin::SetConnection;
use muster_model::access::{Keeper, Part};
use muster_store::Acting;
use serde_json::{Value, json};

async fn lay_down(estate: &Estate<'_>, keeper: Keeper) {
    let path = estate.connection().await;
    let id = path.rsplit('/').next().expect("an id");
    let work = SetConnection {
        connection: id.parse().expect("an id"),
        profile: None,
        adopt: None,
        privileged: None,
        over_humans: None,
        owns: Part::ALL.map(|part| (part, keeper)).to_vec(),
        projection: None,
        entitlements: None,
    };
    let set = estate
        .app
        .ctx
        .store
        .perform(Acting::command_line(), work)
        .await;
    set.expect("a connection");
}

async fn by_people(estate: &Estate<'_>, table: &mut Table) {
    let admin = &estate.admin;
    let person = format!("/people/{}", estate.ada);
    let title = json!({"title": "Countess"});
    let asked = Estate::change(admin, &person, title).await;
    table.door("profile", Estate::answered(&asked));
    let grants = format!("{person}/grants");
    let give = async |body: Value| Estate::answered(&admin.put(&grants, body).await);
    table.door("role", give(json!({"role": "viewer"})).await);
    table.door("workspaces", give(json!({"workspaces": ["Yard"]})).await);
    table.door("fleet", give(json!({"fleet": ["entire"]})).await);
    let asked = Estate::tell(admin, &format!("{person}/reactivate")).await;
    table.door("status", Estate::answered(&asked));
    let ada = &estate.ada;
    for (door, action) in [
        ("bulk, role", json!({"type": "set_role", "role": "viewer"})),
        (
            "bulk, add",
            json!({"type": "add_workspaces", "workspaces": ["Yard"]}),
        ),
        ("bulk, status", json!({"type": "reactivate"})),
    ] {
        table.door(door, Estate::bulk(admin, ada, action).await);
    }
    let copied = json!({"from": estate.bob});
    let copied = admin.post(&format!("{person}/access/copy"), copied).await;
    table.door("copy", Estate::answered(&copied));
    table.none("command line", "it writes of nobody whom a directory knows");
}

async fn by_a_directory(estate: &Estate<'_>, table: &mut Table) {
    let ada = &estate.ada;
    for (part, value) in [
        ("profile", json!({"title": "Countess"})),
        ("role", json!({EXTENSION: {"role": "user"}})),
        ("workspaces", json!({EXTENSION: {"workspaces": "Yard"}})),
        ("status", json!({"active": false})),
    ] {
        table.door(part, estate.wrote(ada, estate.set(ada, value)).await);
    }
    let rule = json!({
        "name": "Users", "when": "groups.display eq \"Users\"",
        "then": {"role": "user", "workspaces": ["Yard"]},
    });
    estate.owner.post("/rules", rule).await.expect(201);
    let members = [ada.as_str()];
    let joined = estate.group("Users", &members);
    table.door("rule", estate.wrote(ada, joined).await);
}

stories! {
    async fn everybody_writes_what_is_theirs_to_keep(app: &App) {
        for preset in Preset::ALL {
            let estate = Estate::open(app, preset).await;
            let mut table = Table::default();
            let leave = json!({"active": false, EXTENSION: {"role": "viewer"}});
            estate.set(&estate.ada, leave).await.expect(200);
            table.guard("people write what a directory keeps unless somebody says otherwise");
            by_people(&estate, &mut table).await;
            lay_down(&estate, Keeper::Directory).await;
            table.guard("people write where the directory keeps everything");
            by_people(&estate, &mut table).await;
            let back = json!({"active": true, EXTENSION: {"role": null}});
            estate.set(&estate.ada, back).await.expect(200);
            lay_down(&estate, Keeper::Console).await;
            table.guard("a directory writes where people keep everything");
            by_a_directory(&estate, &mut table).await;
            insta::assert_snapshot!("managed", table);
        }
        app.settle().await;
    }
}
