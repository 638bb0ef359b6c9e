//! All that is laid down before anything is asked.

use super::boats::{CASE_GROUPS, Names};
use super::crew::{Sailor, contact};
use super::desk::{Desk, SOUGHT};
use super::guests::{Guests, SEATS};
use super::laws::Laws;
use super::roll::{HOME, Roll, address};
use crate::support::{App, Chance, Client};
use axum::http::Method;
use serde_json::{Value, json};

/// What can be given, whom records name, and who asks.
pub(super) struct World {
    pub(super) laws: Laws,
    pub(super) names: Names,
    pub(super) crew: Vec<Sailor>,
    pub(super) guests: Guests,
}

impl World {
    /// Draws all of it, with so many people; nobody has joined.
    ///
    /// Guests come past the door: while they are assigned everybody sees everything and no domain is
    /// the account's own, and when they become guests a record may have any number of them.
    pub(super) async fn draw(
        app: &App,
        admin: &Client,
        chance: &mut Chance,
        (people, roll): (usize, Roll),
    ) -> Self {
        let sign_ins = (0..people).map(roll.sign_in);
        let mut names = Names {
            people: (0..people).map(address).chain(sign_ins).collect(),
            case_groups: CASE_GROUPS.map(str::to_owned).to_vec(),
        };
        let laws = Laws::draw(app, chance, &names).await;
        settle(admin, json!({"guests_per_record": people})).await;
        let mut ids = Vec::new();
        for number in 0..people {
            ids.push(contact(admin, number).await);
        }
        let desk = Desk::draw(app, admin, chance, &ids).await;
        let mut crew = Vec::new();
        for of in ids.iter().map(String::as_str).enumerate() {
            let mut sailor = Sailor::draw(admin, chance, (&laws, &desk), of).await;
            sailor.sign_in = (roll.sign_in)(of.0);
            sailor.standing = (roll.standing)(of.0);
            crew.push(sailor);
        }
        settle(
            admin,
            json!({"guests_per_record": SEATS, "verified_domains": [HOME]}),
        )
        .await;
        if roll.first_leaves {
            let mut there = desk.assigned_to(SOUGHT[0]);
            let first = there.find_map(|id| crew.iter().position(|one| one.is_guest(id)));
            crew[first.expect("a guest")].standing = "deactivated";
        }
        let guests = Guests::of(&desk, &crew);
        for sailor in crew.iter_mut().filter(|one| one.visibility == "single") {
            guests.seat(&desk, sailor);
        }
        names.people.extend(ids);
        names.case_groups.extend(desk.group_ids());
        Self {
            laws,
            names,
            crew,
            guests,
        }
    }
}

async fn settle(admin: &Client, settings: Value) {
    let headers = [("content-type", "application/json")];
    let settings = Some(settings.to_string());
    let settled = admin.send(Method::PATCH, "/account", &headers, settings);
    settled.await.expect(200);
}
