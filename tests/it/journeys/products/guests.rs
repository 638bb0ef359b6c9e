//! In every product: who is limited sees assigned records alone, a guest one, a record two guests, and
//! nobody from within is one.

use super::door::{Door, Way, wanted};
use crate::support::{App, stories};
use muster_app::access::Preset;
use serde_json::json;
use std::fmt::Write as _;

/// What a product has for somebody who is limited, and for a guest.
struct Product {
    preset: Preset,
    /// The role of who is limited, the action that it allows, and the type of the records.
    limited: (&'static str, &'static str, &'static str),
    /// The same of a guest.
    guest: (&'static str, &'static str, &'static str),
}

const PRODUCTS: [Product; 4] = [
    Product {
        preset: Preset::Fleetio,
        limited: ("Operator", "vehicles.view", "vehicle"),
        guest: ("Guest", "records.view", "record"),
    },
    Product {
        preset: Preset::Casefleet,
        limited: ("Limited", "cases.view", "case"),
        guest: ("Free Guest", "cases.view", "case"),
    },
    Product {
        preset: Preset::Expiration,
        limited: ("User", "expiration_items.view", "expiration_item"),
        guest: ("Guest", "records.view", "record"),
    },
    Product {
        preset: Preset::Trackunit,
        limited: ("Technician", "machines.view", "machine"),
        guest: ("Guest", "records.view", "record"),
    },
];

/// Whether somebody may see a record that lies in their places.
async fn sees(door: &Door, id: &str, action: &str, record: (&str, &str)) -> bool {
    let places = json!({"workspace": "Yard", "fleet_group": "Chicago"});
    let (entity, name) = record;
    door.may(id, action, (entity, name, places)).await == "yes"
}

/// Who sees what in the end, and what was refused on the way.
async fn product(app: &App, of: &Product, way: Way) -> (String, String) {
    let door = Door::open(app, of.preset, way).await;
    door.own_domain("firm.example").await;
    let everywhere = |role| wanted(role, &["Yard"], &["entire"]);
    let (role, action, entity) = of.limited;
    let lou = door
        .invite("lou@firm.example", everywhere(role).seeing("assigned"))
        .await;
    door.join(app, "lou@firm.example").await;
    door.assign(&lou, entity, "R-1").await;
    let mut table = String::new();
    for record in ["R-1", "R-2"] {
        let sees = sees(&door, &lou, action, (entity, record)).await;
        let _ = writeln!(table, "lou {action} {record}: {sees}");
    }

    let (role, action, entity) = of.guest;
    let mut guests = Vec::new();
    for name in ["gus", "gia", "gil"] {
        let address = format!("{name}@client.example");
        guests.push(door.invite(&address, everywhere(role)).await);
        door.join(app, &address).await;
    }
    let [gus, gia, gil] = [&*guests[0], &*guests[1], &*guests[2]];
    let mut refused = Vec::new();
    refused.extend(door.try_show(gus, entity, "R-1", false).await);
    refused.extend(door.try_show(gus, entity, "R-2", false).await);
    refused.extend(door.try_show(gus, entity, "R-2", true).await);
    refused.extend(door.try_show(gia, entity, "R-2", false).await);
    refused.extend(door.try_show(gil, entity, "R-2", false).await);
    let ann = door.contact("ann@firm.example").await;
    match door.try_enable(&ann, everywhere(role)).await {
        None => door.join(app, "ann@firm.example").await,
        refusal => refused.extend(refusal),
    }
    refused.extend(door.try_show(&ann, entity, "R-3", false).await);
    refused.extend(door.left_out(app).await);
    for (name, id) in [("gus", gus), ("gia", gia), ("gil", gil), ("ann", &ann)] {
        for record in ["R-1", "R-2", "R-3"] {
            let sees = sees(&door, id, action, (entity, record)).await;
            let _ = writeln!(table, "{name} {action} {record}: {sees}");
        }
    }
    app.settle().await;
    (table, refused.join("\n"))
}

stories! {
    async fn guests_and_assigned_records_are_alike_in_every_product(app: &App) {
        for of in &PRODUCTS {
            let name = of.preset.as_str();
            let (seen, left_out) = product(app, of, Way::Directory).await;
            let (by_program, refused) = product(app, of, Way::Program).await;
            assert_eq!(by_program, seen, "{name}");
            insta::assert_snapshot!(format!("guests_{name}"), format!("{seen}---\n{left_out}\n---\n{refused}"));
        }
    }
}
