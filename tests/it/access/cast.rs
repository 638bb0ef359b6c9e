//! Who is there when a sequence begins: people who have joined and see some records alone.

use super::acts::{Act, DIRECTORIES, Doors, Verb};
use super::desk::DeskAct;
use super::desk_draw::IDS;
use super::draw::{OWN, address};
use super::facts::{Facts, Person};
use crate::support::{App, Chance};
use muster_app::people::Given;
use muster_model::access::Visibility;
use sea_orm::DatabaseConnection;
use serde_json::json;

/// One from within, and three from outside.
const SLOTS: [usize; 4] = [1, 2, 5, 8];

/// Most of them come, by a directory or by hand, and most are assigned to something.
pub(super) async fn enter(
    app: &App,
    database: &DatabaseConnection,
    doors: &Doors,
    chance: &mut Chance,
) {
    for slot in SLOTS {
        if chance.one_in(4) {
            continue;
        }
        let seen = if slot == 1 { "assigned" } else { "single" };
        let id = if chance.one_in(4) { IDS[1] } else { IDS[0] };
        let record = ("boat".to_owned(), id.to_owned());
        if chance.one_in(2) {
            let own = json!({"role": "user", "recordVisibility": seen,
                "guestRecord": format!("boat:{}", record.1)});
            let body = json!({"userName": address(slot), "externalId": address(slot), OWN: own});
            let by = chance.below(DIRECTORIES.len());
            let push = Act::Scim(by, Verb::Post, "/Users".to_owned(), body);
            push.run(app, doors).await;
        } else {
            Act::Invite(address(slot)).run(app, doors).await;
            let Some(person) = find(database, slot).await else {
                continue;
            };
            let given = Given {
                role: Some(Some("user".to_owned())),
                visibility: Some(Visibility::parse(seen)),
                ..Given::default()
            };
            Act::Give(person.id, given).run(app, doors).await;
        }
        let Some(person) = find(database, slot).await else {
            continue;
        };
        if let Some((id, version, _)) = person.invitation
            && !chance.one_in(5)
        {
            Act::Join(person.id, id, version).run(app, doors).await;
        }
        if !chance.one_in(3) {
            let assign = DeskAct::Assign(person.id, record, false);
            Act::Desk(assign).run(app, doors).await;
        }
    }
    app.settle().await;
}

async fn find(database: &DatabaseConnection, slot: usize) -> Option<Person> {
    let facts = Facts::read(database).await;
    let mut people = facts.people.into_iter();
    people.find(|one| one.user_name == address(slot))
}
