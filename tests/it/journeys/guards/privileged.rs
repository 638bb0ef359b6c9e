//! Account permissions rest on connections that an owner switched on for it, and on no other.

use super::estate::{EXTENSION, Estate};
use super::table::Table;
use crate::support::{App, stories};
use muster_app::access::Preset;
use muster_app::admin::SetConnection;
use muster_store::Acting;
use serde_json::json;

async fn tried(estate: &Estate<'_>, table: &mut Table) {
    let ada = &estate.ada;
    let role = json!({"title": "Queen", EXTENSION: {"role": "admin"}});
    table.door("directory", estate.wrote(ada, estate.set(ada, role)).await);
    let role = json!({"title": "King", "roles": [{"value": "admin"}]});
    table.door("core roles", estate.wrote(ada, estate.set(ada, role)).await);
    let joined = estate.group("Admins", &[ada]).await.expect(201).id();
    let path = format!("/Groups/{joined}");
    let leave = json!([{"op": "remove", "path": "members"}]);
    estate.okta.patch(&path, leave).await.expect(200);
    let join = json!([{"op": "add", "path": "members", "value": [{"value": ada}]}]);
    let joined = estate.okta.patch(&path, join);
    table.door("rule", estate.wrote(ada, joined).await);
    let whole = json!({"displayName": "Admins", "members": [{"value": ada}]});
    let whole = estate.okta.put(&path, whole);
    table.door("  once more", estate.wrote(ada, whole).await);
    estate.okta.delete(&path).await.expect(204);
}

async fn switched(estate: &Estate<'_>, table: &mut Table) {
    table.guard("the switch is turned on");
    let path = estate.connection().await;
    let on = json!({"privileged": true});
    let asked = Estate::change(&estate.admin, &path, on.clone()).await;
    table.door("api, admin", Estate::answered(&asked));
    let asked = Estate::change(&estate.owner, &path, on).await;
    table.door("api, owner", Estate::answered(&asked));
    let off = json!({"privileged": false});
    Estate::change(&estate.owner, &path, off).await.expect(200);
    let id = path.rsplit('/').next().expect("an id");
    let work = SetConnection {
        connection: id.parse().expect("an id"),
        profile: None,
        adopt: None,
        privileged: Some(true),
        over_humans: None,
        owns: Vec::new(),
        projection: None,
        entitlements: None,
    };
    let set = estate
        .app
        .ctx
        .store
        .perform(Acting::command_line(), work)
        .await;
    table.door("command line", if set.is_ok() { "done" } else { "refused" });
    table.none("directory", "it has no attribute");
    table.none("rule", "it switches nothing");
    table.none("bulk", "it is about people");
}

stories! {
    async fn account_permissions_rest_on_privileged_connections(app: &App) {
        for preset in Preset::ALL {
            let estate = Estate::open(app, preset).await;
            let rule = json!({
                "name": "Admins", "when": "groups.display eq \"Admins\"",
                "then": {"role": "admin", "workspaces": ["Yard"]},
            });
            estate.owner.post("/rules", rule).await.expect(201);
            let mut table = Table::default();
            table.guard("a directory gives account permissions");
            tried(&estate, &mut table).await;
            switched(&estate, &mut table).await;
            table.guard("a privileged directory gives account permissions");
            tried(&estate, &mut table).await;
            insta::assert_snapshot!("privileged", table);
        }
        app.settle().await;
    }
}
