//! Who is there when a sequence begins: people who have joined and see some records alone, now and then
//! more guests of a record than it may have.

use super::acts::{Act, DIRECTORIES, Doors, Verb};
use super::desk::{CaseGroup, DeskAct};
use super::desk_draw::{IDS, NAMES};
use super::draw::{OWN, address};
use super::facts::{Facts, Person};
use crate::support::{App, Chance};
use muster_app::people::Given;
use muster_model::access::Visibility;
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};

/// One from within, and three from outside.
const SLOTS: [usize; 4] = [1, 2, 5, 8];

/// Most of them come, by a directory or by hand, and most are assigned to something.
pub(super) async fn enter(
    app: &App,
    database: &DatabaseConnection,
    doors: &Doors,
    chance: &mut Chance,
) {
    // Whoever becomes a guest by a directory later on, and by any other way, comes past the door.
    let late = chance.one_in(3);
    let mut pushed = Vec::new();
    for slot in SLOTS {
        if chance.one_in(4) && !late {
            continue;
        }
        let seen = if slot == 1 || late {
            "assigned"
        } else {
            "single"
        };
        let id = if chance.one_in(4) && !late {
            IDS[1]
        } else {
            IDS[0]
        };
        let record = ("boat".to_owned(), id.to_owned());
        if late || chance.one_in(2) {
            let by = chance.below(DIRECTORIES.len());
            pushed.push((slot, by));
            let body = pushed_as(chance, slot, (seen, id));
            let push = Act::Scim(by, Verb::Post, "/Users".to_owned(), body);
            push.run(app, doors).await;
        } else {
            invite(app, database, doors, (slot, seen)).await;
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
    if late {
        for pushed in pushed {
            become_guest(app, database, doors, pushed).await;
        }
    }
    if !chance.one_in(3) {
        meet(app, database, doors, chance).await;
    }
    app.settle().await;
}

/// What a directory says of somebody who is to see one record or assigned ones.
fn pushed_as(chance: &mut Chance, slot: usize, (seen, id): (&str, &str)) -> Value {
    let mut own = json!({"role": "user", "recordVisibility": seen,
        "guestRecord": format!("boat:{id}")});
    if chance.one_in(2) {
        own["boatsRecordSet"] = json!("Local");
    }
    json!({"userName": address(slot), "externalId": address(slot), OWN: own})
}

/// Somebody is invited, and given the same by hand.
async fn invite(
    app: &App,
    database: &DatabaseConnection,
    doors: &Doors,
    (slot, seen): (usize, &str),
) {
    Act::Invite(address(slot)).run(app, doors).await;
    let Some(person) = find(database, slot).await else {
        return;
    };
    let given = Given {
        role: Some(Some("user".to_owned())),
        visibility: Some(Visibility::parse(seen)),
        ..Given::default()
    };
    Act::Give(person.id, given).run(app, doors).await;
}

/// A directory says of somebody that they see one record: that is taken, whatever it shows.
async fn become_guest(
    app: &App,
    database: &DatabaseConnection,
    doors: &Doors,
    (slot, by): (usize, usize),
) {
    let Some(person) = find(database, slot).await else {
        return;
    };
    let path = format!("{OWN}:recordVisibility");
    let operation = json!([{"op": "replace", "path": path, "value": "single"}]);
    let path = format!("/Users/{}", person.id);
    let say = Act::Scim(by, Verb::Patch, path, operation);
    say.run(app, doors).await;
}

/// Some of them are in a case group, whichever of that name there is.
async fn meet(app: &App, database: &DatabaseConnection, doors: &Doors, chance: &mut Chance) {
    let facts = Facts::read(database).await;
    let cast = SLOTS.map(address);
    let there = facts
        .people
        .iter()
        .filter(|one| cast.contains(&one.user_name));
    let people: Vec<_> = there
        .map(|one| one.id)
        .filter(|_| !chance.one_in(3))
        .collect();
    let name = (*chance.pick(&NAMES)).to_owned();
    let more = CaseGroup {
        people: people.into_iter().collect(),
        ..CaseGroup::default()
    };
    let mut groups = facts.desk.groups.iter();
    let act = match groups.find(|(_, group)| group.name == name) {
        Some((id, _)) => DeskAct::Regroup(*id, None, more, CaseGroup::default()),
        None => DeskAct::Group(CaseGroup { name, ..more }),
    };
    Act::Desk(act).run(app, doors).await;
}

async fn find(database: &DatabaseConnection, slot: usize) -> Option<Person> {
    let facts = Facts::read(database).await;
    let mut people = facts.people.into_iter();
    people.find(|one| one.user_name == address(slot))
}
