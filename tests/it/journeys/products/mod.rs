//! The steps of the four help pages, each by a directory and by a program: the same end, the same
//! mails, the same events.

mod door;

use crate::support::{App, stories};
use door::{Door, Way};
use muster_app::access::Preset;
use std::fmt::Write as _;

/// What became of everybody, and which mails went out.
async fn told(app: &App, door: &Door, people: &[(&str, &str)]) -> String {
    app.settle().await;
    let mut told = String::new();
    for (name, id) in people {
        let _ = writeln!(told, "{name}: {}", door.state(id).await);
    }
    for mail in app.mailbox.take_names() {
        let _ = writeln!(told, "{mail}");
    }
    told
}

/// A contact is enabled by herself, three more in bulk.
async fn fleetio(app: &App, way: Way) -> String {
    let door = Door::open(app, Preset::Fleetio, way).await;
    let ada = door.contact("ada").await;
    let mut drivers = Vec::new();
    for name in ["bob", "eve", "kim"] {
        drivers.push(door.contact(name).await);
    }
    door.enable(&ada, ("Technician", &["Yard"], &["Midwest"]))
        .await;
    door.enable_all(&drivers, ("Operator", &[], &["Chicago"]))
        .await;
    told(
        app,
        &door,
        &[("ada", &ada), ("bob", &drivers[0]), ("kim", &drivers[2])],
    )
    .await
}

/// Three levels are invited; one leaves and comes back, the guest is deleted.
async fn casefleet(app: &App, way: Way) -> String {
    let door = Door::open(app, Preset::Casefleet, way).await;
    let standard = door
        .invite("sam", ("Standard", &["Office"], &["none"]))
        .await;
    let limited = door
        .invite("lou", ("Limited", &["Office"], &["none"]))
        .await;
    let guest = door.invite("gus", ("Free Guest", &[], &["none"])).await;
    door.leave(&standard).await;
    door.back(&standard).await;
    door.delete(&guest).await;
    told(
        app,
        &door,
        &[("sam", &standard), ("lou", &limited), ("gus", &guest)],
    )
    .await
}

/// A workspace is ticked, none is, and another one later.
async fn expiration(app: &App, way: Way) -> String {
    let door = Door::open(app, Preset::Expiration, way).await;
    let viewer = door.invite("vic", ("Viewer", &["Yard"], &["none"])).await;
    let reader = door.invite("rae", ("Reader", &[], &["none"])).await;
    door.change(&viewer, ("Viewer", &["Office"], &["none"]))
        .await;
    told(app, &door, &[("vic", &viewer), ("rae", &reader)]).await
}

/// The entire fleet, groups of it, and none; an edit; a user who leaves.
async fn trackunit(app: &App, way: Way) -> String {
    let door = Door::open(app, Preset::Trackunit, way).await;
    let whole = door.invite("wes", ("User", &[], &["entire"])).await;
    let parts = door.invite("pat", ("Technician", &[], &["Midwest"])).await;
    let none = door.invite("nia", ("User", &[], &["none"])).await;
    door.change(&parts, ("Technician", &[], &["Chicago"])).await;
    door.leave(&whole).await;
    told(
        app,
        &door,
        &[("wes", &whole), ("pat", &parts), ("nia", &none)],
    )
    .await
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
        assert_eq!(casefleet(app, Way::Program).await, by_directory);
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
