//! All that is laid down before anything is asked.

use super::boats::{CASE_GROUPS, Names};
use super::crew::{Sailor, address, contact};
use super::desk::Desk;
use super::laws::Laws;
use crate::support::{App, Chance, Client};

/// What can be given, whom records name, and who asks.
pub(super) struct World {
    pub(super) laws: Laws,
    pub(super) names: Names,
    pub(super) crew: Vec<Sailor>,
}

impl World {
    /// Draws all of it, with so many people; nobody has joined.
    pub(super) async fn draw(
        app: &App,
        admin: &Client,
        chance: &mut Chance,
        people: usize,
    ) -> Self {
        let mut names = Names {
            people: (0..people).map(address).collect(),
            case_groups: CASE_GROUPS.map(str::to_owned).to_vec(),
        };
        let laws = Laws::draw(app, chance, &names).await;
        let mut ids = Vec::new();
        for number in 0..people {
            ids.push(contact(admin, number).await);
        }
        let desk = Desk::draw(app, admin, chance, &ids).await;
        let mut crew = Vec::new();
        for of in ids.iter().map(String::as_str).enumerate() {
            crew.push(Sailor::draw(admin, chance, (&laws, &desk), of).await);
        }
        let guests = crew.iter().filter(|one| one.visibility == "single");
        let guests: Vec<String> = guests.map(|one| one.id.clone()).collect();
        for sailor in crew.iter_mut().filter(|one| one.visibility == "single") {
            let id = &sailor.id;
            sailor
                .seen
                .retain(|key| desk.seats(key, &guests).any(|held| held == id));
        }
        names.people.extend(ids);
        names.case_groups.extend(desk.group_ids());
        Self { laws, names, crew }
    }
}
