//! Nobody gives what they lack, by whatever way.

use super::estate::{EXTENSION, Estate};
use super::table::Table;
use crate::support::{App, stories};
use muster_app::access::Preset;
use muster_app::people::{GiveAccess, Given, InvitePerson, PersonError, Which, invite_person};
use muster_model::people::Address;
use muster_store::Acting;
use serde_json::{Value, json};

fn given(role: &str) -> Given {
    Given {
        role: Some(Some(role.to_owned())),
        ..Given::default()
    }
}

async fn of_a_program(estate: &Estate<'_>, table: &mut Table) {
    let (admin, bob) = (&estate.admin, &estate.bob);
    let above = json!({"role": "super"});
    let mut door = async |door: &str, path: String, body: Value| {
        let answer = if door == "grant" {
            admin.put(&path, body).await
        } else {
            admin.post(&path, body).await
        };
        table.door(door, Estate::answered(&answer));
    };
    door("grant", format!("/people/{bob}/grants"), above.clone()).await;
    door("enable", format!("/people/{bob}/enable"), above.clone()).await;
    let card = json!({"email": estate.address("eve")});
    let new = json!({"card": card, "access": above, "invite": true});
    door("invite", "/people".to_owned(), new).await;
    let new = json!({"name": "R", "when": "userName pr", "then": above});
    door("rule", "/rules".to_owned(), new).await;
    let all = json!({"name": "Whole", "permissions": ["*"]});
    door("new role", "/roles".to_owned(), all).await;
    let given = json!({"type": "set_role", "role": "super"});
    table.door("bulk, role", Estate::bulk(admin, bob, given).await);
    let given = json!({"type": "enable", "role": "super"});
    table.door("bulk, enable", Estate::bulk(admin, bob, given).await);
    let path = format!("/people/{bob}/access/copy");
    let copied = admin.post(&path, json!({"from": estate.olga})).await;
    table.door("copy", Estate::answered(&copied));
    let mut door = async |door: &str, path: String, body: Value| {
        let answer = admin.post(&path, body).await;
        table.door(door, Estate::answered(&answer));
    };
    let role = estate.role("super").await;
    let copy = json!({"name": "Copy"});
    door("copy of a role", format!("/roles/{role}/copy"), copy).await;
    let path = format!("/roles/{role}");
    let less = json!({"permissions": ["records.view"]});
    let changed = Estate::change(admin, &path, less).await;
    table.door("role, less", Estate::answered(&changed));
    let path = format!("/roles/{}", estate.role("spare").await);
    let more = Estate::change(admin, &path, json!({"permissions": ["*"]})).await;
    table.door("role, more", Estate::answered(&more));
    let by_owner = estate
        .owner
        .put(&format!("/people/{bob}/grants"), above)
        .await;
    table.door("by an owner", Estate::answered(&by_owner));
}

/// Somebody at work: a manager gives what a manager may, an administrator more.
async fn of_a_person(estate: &Estate<'_>, table: &mut Table) {
    let clerk = estate.joined("clerk").await;
    let grants = format!("/people/{clerk}/grants");
    let few = json!({"role": "spare"});
    estate.owner.put(&grants, few).await.expect(200);
    for role in ["spare", "admin", "super"] {
        let which = Which {
            account: estate.account,
            person: estate.bob.parse().expect("an id"),
            if_match: None,
        };
        let given = given(role);
        let work = GiveAccess { which, given };
        let acting = Estate::hand_of(&clerk);
        let tried = estate.app.ctx.store.perform(acting, work).await;
        let told = tried.err().as_ref().map_or("done", PersonError::code);
        table.door(&format!("clerk, {role}"), told);
    }
}

async fn of_a_directory(estate: &Estate<'_>, table: &mut Table) {
    let ada = &estate.ada;
    let role = json!({"title": "Queen", EXTENSION: {"role": "super"}});
    table.door("directory", estate.wrote(ada, estate.set(ada, role)).await);
    let new = json!({
        "name": "Supers", "when": "groups.display eq \"Supers\"",
        "then": {"role": "super", "workspaces": ["Yard"]},
    });
    estate.owner.post("/rules", new).await.expect(201);
    let members = [ada.as_str()];
    let joined = estate.group("Supers", &members);
    table.door("rule", estate.wrote(ada, joined).await);
}

async fn of_a_shell(estate: &Estate<'_>, table: &mut Table) {
    let work = InvitePerson {
        account: estate.account,
        address: Address::parse(&estate.address("sam")).expect("an address"),
        owner: false,
        given: given("super"),
    };
    let invited = invite_person(&estate.app.ctx, Acting::command_line(), work).await;
    let sam = invited.expect("an invitation").person.to_string();
    table.door("command line", estate.stands(&sam).await);
}

stories! {
    async fn nobody_gives_what_they_lack(app: &App) {
        for preset in Preset::ALL {
            let estate = Estate::open(app, preset).await;
            let mut table = Table::default();
            table.guard("more is given than the giver may do");
            of_a_program(&estate, &mut table).await;
            of_a_person(&estate, &mut table).await;
            of_a_directory(&estate, &mut table).await;
            of_a_shell(&estate, &mut table).await;
            insta::assert_snapshot!("ceiling", table);
        }
        app.settle().await;
    }
}
