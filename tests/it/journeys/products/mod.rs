//! The steps of the four help pages, each by a directory and by a program: the same end, the same
//! mails, the same events.

mod door;
mod guests;

use crate::support::{App, stories};
use door::{Door, Way, wanted};
use muster_app::access::Preset;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What became of everybody, what they may do, and which mails went out.
async fn told(app: &App, door: &Door, people: &[(&str, &str)], asked: &[Ask<'_>]) -> String {
    app.settle().await;
    let mut told = String::new();
    for (name, id) in people {
        let _ = writeln!(told, "{name}: {}", door.state(id).await);
    }
    for (name, action, (entity, record, properties)) in asked {
        let (_, id) = people.iter().find(|(held, _)| held == name).expect("them");
        let of = (*entity, *record, properties.clone());
        let may = door.may(id, action, of).await;
        let _ = writeln!(told, "{name} {action} {record} {properties}: {may}");
    }
    for mail in door.mailed(app) {
        let _ = writeln!(told, "{mail}");
    }
    told
}

/// Who asks, what to do, and with which record: type, id, and what the application says of it.
type Ask<'a> = (&'a str, &'a str, (&'a str, &'a str, Value));

/// A contact is enabled by herself for the vehicles of her group, three more in bulk for those that they are assigned to.
async fn fleetio(app: &App, way: Way) -> String {
    let door = Door::open(app, Preset::Fleetio, way).await;
    let ada = door.contact("ada").await;
    let mut drivers = Vec::new();
    for name in ["bob", "eve", "kim"] {
        drivers.push(door.contact(name).await);
    }
    let technician = wanted("Technician", &["Yard"], &["Midwest"]);
    door.enable(&ada, technician.with_set("vehicle", "Own group"))
        .await;
    let mel = door.contact("mel").await;
    let manager = wanted("Fleet Manager", &[], &["Midwest"]);
    door.enable(&mel, manager.with_set("vehicle", "Own group"))
        .await;
    let operator = wanted("Operator", &[], &["Chicago"]);
    door.enable_all(&drivers, operator.seeing("assigned")).await;
    door.join(app, "ada").await;
    door.join(app, "mel").await;
    door.join(app, "bob").await;
    door.assign(&drivers[0], "vehicle", "v-1").await;
    let vehicle = |group: &str| ("vehicle", "v-1", json!({"group": group}));
    let people = [
        ("ada", &*ada),
        ("mel", &*mel),
        ("bob", &*drivers[0]),
        ("kim", &*drivers[2]),
    ];
    let asked = [
        ("ada", "vehicles.view", vehicle("Chicago")),
        ("ada", "vehicles.update_status", vehicle("Chicago")),
        ("ada", "vehicles.edit", vehicle("Chicago")),
        ("ada", "vehicles.view", vehicle("Texas")),
        ("ada", "vehicles.view", ("vehicle", "v-1", json!({}))),
        ("mel", "vehicles.create", vehicle("Chicago")),
        ("mel", "vehicles.create", vehicle("Texas")),
        ("bob", "vehicles.view", vehicle("Texas")),
        ("bob", "vehicles.view", ("vehicle", "v-2", json!({}))),
    ];
    told(app, &door, &people, &asked).await
}

/// Four levels are invited; who is limited sees an assigned case, guests see one each; one leaves and comes back, a
/// guest is deleted.
async fn casefleet(app: &App, way: Way) -> String {
    let door = Door::open(app, Preset::Casefleet, way).await;
    let mut levels = Vec::new();
    for (name, role) in [
        ("ann", "Account Administrator"),
        ("sam", "Standard"),
        ("lou", "Limited"),
        ("gus", "Free Guest"),
        ("gia", "Free Guest"),
    ] {
        let id = door
            .invite(name, wanted(role, &["Office"], &["none"]))
            .await;
        door.join(app, name).await;
        levels.push((name, id));
    }
    let people: Vec<(&str, &str)> = levels.iter().map(|(name, id)| (*name, &**id)).collect();
    let of = |name: &str| {
        people
            .iter()
            .find(|(held, _)| *held == name)
            .expect("them")
            .1
    };
    door.assign(of("lou"), "case", "C-1").await;
    door.show(of("gus"), "case", "C-1").await;
    door.show(of("gia"), "case", "C-1").await;
    door.show(of("gus"), "case", "C-2").await;
    door.leave(of("sam")).await;
    door.back(of("sam")).await;
    door.delete(of("gia")).await;
    let case = |id: &'static str| ("case", id, json!({}));
    let page = |of: &str| ("document", "d-1", json!({"case": of}));
    let asked = [
        ("ann", "cases.view", case("C-1")),
        ("sam", "cases.view", case("C-1")),
        ("sam", "account.users", case("C-1")),
        ("lou", "cases.view", case("C-1")),
        ("lou", "cases.view", case("C-2")),
        ("lou", "cases.create", case("")),
        ("lou", "documents.review", page("C-1")),
        ("lou", "documents.review", page("C-2")),
        ("gus", "cases.view", case("C-1")),
        ("gus", "cases.view", case("C-2")),
        ("gus", "cases.edit", case("C-2")),
    ];
    told(app, &door, &people, &asked).await
}

/// A workspace is ticked, none is, and another one later; readers read what is theirs.
async fn expiration(app: &App, way: Way) -> String {
    let door = Door::open(app, Preset::Expiration, way).await;
    let viewer = wanted("Viewer", &["Yard"], &["none"]).with_set("contact", "Own records");
    let vic = door.invite("vic", viewer).await;
    door.join(app, "vic").await;
    let mut people = vec![("vic", vic)];
    for (name, role, workspaces) in [
        ("nia", "Viewer", &[][..]),
        ("rae", "Reader", &["Office"][..]),
        ("cora", "Contact Reader", &["Office"][..]),
    ] {
        let id = door.invite(name, wanted(role, workspaces, &["none"])).await;
        door.join(app, name).await;
        people.push((name, id));
    }
    let office = wanted("Viewer", &["Office"], &["none"]).with_set("contact", "Own records");
    door.change(&people[0].1, office).await;
    let people: Vec<(&str, &str)> = people.iter().map(|(name, id)| (*name, &**id)).collect();
    let item = |workspace: &str, owner: &str, contact: &str| {
        let said = json!({"workspace": workspace, "owner": owner, "contact": contact});
        ("expiration_item", "e-1", said)
    };
    let (rae, cora) = ("rae@example.com", "cora@example.com");
    let contact = |owner: &str| {
        (
            "contact",
            "c-1",
            json!({"workspace": "Office", "owner": owner}),
        )
    };
    let asked = [
        ("vic", "expiration_items.view", item("Office", rae, cora)),
        ("vic", "expiration_items.view", item("Yard", rae, cora)),
        ("vic", "expiration_items.edit", item("Office", rae, cora)),
        ("vic", "contacts.view", contact("vic@example.com")),
        ("vic", "contacts.view", contact(rae)),
        ("nia", "expiration_items.view", item("Office", rae, cora)),
        (
            "nia",
            "expiration_items.view",
            ("expiration_item", "e-1", json!({})),
        ),
        ("rae", "expiration_items.view", item("Office", rae, cora)),
        ("rae", "expiration_items.view", item("Office", cora, rae)),
        ("cora", "expiration_items.view", item("Office", rae, cora)),
        ("cora", "expiration_items.view", item("Office", cora, rae)),
    ];
    told(app, &door, &people, &asked).await
}

/// The entire fleet, groups of it, and none; an edit; a user who leaves.
async fn trackunit(app: &App, way: Way) -> String {
    let door = Door::open(app, Preset::Trackunit, way).await;
    let mut people = Vec::new();
    for (name, role, fleet) in [
        ("wes", "User", "entire"),
        ("pat", "Technician", "Midwest"),
        ("nia", "User", "none"),
        ("liv", "User", "entire"),
    ] {
        let id = door.invite(name, wanted(role, &[], &[fleet])).await;
        door.join(app, name).await;
        people.push((name, id));
    }
    let people: Vec<(&str, &str)> = people.iter().map(|(name, id)| (*name, &**id)).collect();
    door.change(people[1].1, wanted("Technician", &[], &["Chicago"]))
        .await;
    door.leave(people[3].1).await;
    let machine = |group: &str| ("machine", "m-1", json!({"fleet_group": group}));
    let asked = [
        ("wes", "machines.view", machine("Midwest")),
        ("wes", "machines.edit", machine("Midwest")),
        ("wes", "service.edit", machine("Chicago")),
        ("pat", "service.edit", machine("Chicago")),
        ("pat", "machines.view", machine("Chicago")),
        ("pat", "machines.view", machine("Midwest")),
        ("nia", "machines.view", machine("Chicago")),
        ("nia", "machines.view", ("machine", "m-1", json!({}))),
        ("liv", "machines.view", machine("Chicago")),
    ];
    told(app, &door, &people, &asked).await
}

stories! {
    async fn contacts_become_users_one_by_one_and_in_bulk(app: &App) {
        let by_directory = fleetio(app, Way::Directory).await;
        insta::assert_snapshot!("fleetio", by_directory);
        assert_eq!(fleetio(app, Way::Program).await, by_directory);
    }

    async fn users_of_every_level_are_invited_leave_and_return(app: &App) {
        let by_directory = casefleet(app, Way::Directory).await;
        insta::assert_snapshot!("casefleet", by_directory);
        // A directory writes an attribute of the User where a program assigns, and subscribers hear of it.
        let told = by_directory.replace(" user.updated", "");
        assert_eq!(casefleet(app, Way::Program).await, told);
    }

    async fn users_see_the_workspaces_that_are_ticked(app: &App) {
        let by_directory = expiration(app, Way::Directory).await;
        insta::assert_snapshot!("expiration", by_directory);
        assert_eq!(expiration(app, Way::Program).await, by_directory);
    }

    async fn users_see_the_part_of_the_fleet_that_they_are_given(app: &App) {
        let by_directory = trackunit(app, Way::Directory).await;
        insta::assert_snapshot!("trackunit", by_directory);
        assert_eq!(trackunit(app, Way::Program).await, by_directory);
    }
}
