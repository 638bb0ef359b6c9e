//! Roles in use stay, built-in ones are locked, and nobody administers by default.

use super::estate::Estate;
use super::table::Table;
use crate::support::{App, stories};
use muster_app::access::Preset;
use serde_json::json;

/// The file of the estate without the role that somebody has.
const PRUNED: &str = "prune = true\nworkspaces = [\"Yard\"]\n";

async fn in_use(estate: &Estate<'_>, table: &mut Table) {
    table.guard("a role in use is removed");
    let spare = estate.role("spare").await;
    let path = format!("/roles/{spare}");
    let rule = json!({"name": "Spares", "when": "title eq \"Spare\"", "then": {"role": "spare"}});
    let rule = estate.owner.post("/rules", rule).await.expect(201).id();
    let asked = estate.admin.delete(&path).await;
    table.door("api, by a rule", Estate::answered(&asked));
    estate
        .owner
        .delete(&format!("/rules/{rule}"))
        .await
        .expect(204);
    let grants = format!("/people/{}/grants", estate.bob);
    let given = json!({"role": "spare"});
    estate.owner.put(&grants, given).await.expect(200);
    let asked = estate.admin.delete(&path).await;
    table.door("api, by hand", Estate::answered(&asked));
    table.door("command line", estate.apply(PRUNED).await);
    let itself = format!("{path}?move_to={spare}");
    let asked = estate.admin.delete(&itself).await;
    table.door("api, to itself", Estate::answered(&asked));
    let owners = format!("{path}?move_to={}", estate.role("owner").await);
    let asked = estate.admin.delete(&owners).await;
    table.door("api, to owners", Estate::answered(&asked));
    let viewers = format!("{path}?move_to={}", estate.role("viewer").await);
    let asked = estate.admin.delete(&viewers).await;
    table.door("api, to viewers", Estate::answered(&asked));
    table.door("  afterwards", estate.stands(&estate.bob).await);
    table.none("directory", "it removes no role");
    table.none("rule", "it removes no role");
}

async fn built_in(estate: &Estate<'_>, table: &mut Table) {
    table.guard("a built-in role is changed or removed");
    let path = format!("/roles/{}", estate.role("viewer").await);
    let more = json!({"permissions": ["records.*"]});
    let asked = Estate::change(&estate.owner, &path, more).await;
    table.door("api, changed", Estate::answered(&asked));
    let asked = estate.owner.delete(&path).await;
    table.door("api, removed", Estate::answered(&asked));
    let file = "[[role]]\nslug = \"viewer\"\npermissions = [\"records.view\"]\n";
    table.door("command line", estate.apply(file).await);
    table.none("directory", "it changes no role");
    table.none("rule", "it changes no role");
    table.none("bulk", "it is about people");
}

async fn by_default(estate: &Estate<'_>, table: &mut Table) {
    table.guard("everybody gets account permissions by default");
    let path = format!("/roles/{}", estate.role("admin").await);
    let asked = Estate::change(&estate.owner, &path, json!({"default": true})).await;
    table.door("api", Estate::answered(&asked));
    table.door(
        "command line",
        estate.apply("default_role = \"admin\"").await,
    );
    let base = json!({"name": "Base", "permissions": [], "default": true});
    let base = estate.owner.post("/roles", base).await.expect(201).id();
    let own = format!("/roles/{base}");
    let more = json!({"permissions": ["account.users"]});
    let asked = Estate::change(&estate.owner, &own, more).await;
    table.door("api, allowed later", Estate::answered(&asked));
    let admins = format!("{own}?move_to={}", estate.role("admin").await);
    let asked = estate.owner.delete(&admins).await;
    table.door("api, in its place", Estate::answered(&asked));
    let more = "[[role]]\nslug = \"base\"\npermissions = [\"account.users\"]\n";
    table.door("command line, later", estate.apply(more).await);
    table.none("directory", "it names no default");
    table.none("rule", "it names no default");
    table.none("bulk", "it is about people");
}

stories! {
    async fn roles_are_kept_as_they_are_needed(app: &App) {
        for preset in Preset::ALL {
            let estate = Estate::open(app, preset).await;
            let mut table = Table::default();
            in_use(&estate, &mut table).await;
            built_in(&estate, &mut table).await;
            by_default(&estate, &mut table).await;
            insta::assert_snapshot!("roles", table);
        }
        app.settle().await;
    }
}
