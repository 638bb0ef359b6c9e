//! Who asks, and what they were given.

use super::boats::{ATTRIBUTES, GROUPS, KINDS, WORKSPACES, has};
use super::predicate::{Asker, Drawn};
use super::truth::{Truth, all, any};
use crate::support::{App, Chance, Client};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;

/// Each role and what it allows.
pub(super) const ROLES: [(&str, &[&str]); 4] = [
    ("looker", &["boats.view"]),
    ("pricer", &["boats.view.price"]),
    ("sailor", &["boats.view", "boats.sail"]),
    ("master", &["boats.*"]),
];

/// How far a set reaches: everywhere, nowhere, or where a predicate holds.
#[derive(Clone, Debug)]
pub(super) enum Reach {
    All,
    None,
    Some(Drawn),
}

/// What can be given, as it was drawn.
pub(super) struct Laws {
    /// View and update of each set.
    pub(super) sets: Vec<[Reach; 2]>,
    groups: HashMap<String, String>,
}

/// Somebody, and what they were given.
pub(super) struct Sailor {
    pub(super) id: String,
    pub(super) address: String,
    role: &'static [&'static str],
    workspaces: Option<Vec<&'static str>>,
    groups: Option<Vec<String>>,
    sets: Vec<usize>,
}

/// Two sets that rules give: to who has `-a` in the user name, and to who has `-b`.
const BY_RULE: [(&str, usize); 2] = [("-a", 0), ("-b", 1)];

impl Laws {
    /// Draws the sets and lays all of it down.
    pub(super) async fn draw(app: &App, chance: &mut Chance, names: &[String]) -> Self {
        let reach = |chance: &mut Chance| match chance.below(7) {
            0 => Reach::All,
            1 => Reach::None,
            _ => Reach::Some(Drawn::draw(chance, names, 3)),
        };
        let sets: Vec<[Reach; 2]> = (0..40).map(|_| [reach(chance), reach(chance)]).collect();
        app.apply(&file(&sets)).await;
        let reads = app.ctx.store.read();
        let policy = reads
            .access()
            .policy(app.account.id)
            .await
            .expect("a policy");
        let groups = policy.fleet.all().iter();
        let groups = groups.map(|group| (group.name.clone(), group.id.to_string()));
        Self {
            sets,
            groups: groups.collect(),
        }
    }
}

fn file(sets: &[[Reach; 2]]) -> String {
    let mut file = format!(
        "workspaces = {WORKSPACES:?}\n[modules]\nboats = [\"view\", \"view.price\", \"sail\"]\n"
    );
    for (kind, places) in KINDS {
        let _ = writeln!(
            file,
            "[[entity]]\nname = {kind:?}\nmodule = \"boats\"\nplaces = {places:?}\n[entity.attributes]"
        );
        for (name, kind) in ATTRIBUTES {
            let _ = writeln!(file, "{name} = {kind:?}");
        }
    }
    for (name, parent) in GROUPS {
        let _ = writeln!(file, "[[fleet_group]]\nname = {name:?}");
        if let Some(parent) = parent {
            let _ = writeln!(file, "parent = {parent:?}");
        }
    }
    for (slug, permissions) in ROLES {
        let _ = writeln!(
            file,
            "[[role]]\nslug = {slug:?}\npermissions = {permissions:?}"
        );
    }
    for (at, [view, update]) in sets.iter().enumerate() {
        let _ = writeln!(file, "[[record_set]]\nname = \"Set {at}\"");
        for (kind, _) in KINDS {
            let (view, update) = (view.text(), update.text());
            let _ = writeln!(
                file,
                "types.{kind} = {{ view = '{view}', update = '{update}' }}"
            );
        }
    }
    for (mark, set) in BY_RULE {
        let _ = writeln!(
            file,
            "[[rule]]\nname = \"Rule {mark}\"\nwhen = 'userName co \"{mark}\"'\n\
             then.record_sets = \"Set {set}\""
        );
    }
    file
}

impl Reach {
    fn text(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::None => "none".to_owned(),
            Self::Some(predicate) => predicate.text(),
        }
    }

    fn holds(&self, told: &Map<String, Value>, asker: &Asker<'_>) -> Truth {
        match self {
            Self::All => Some(true),
            Self::None => Some(false),
            Self::Some(predicate) => predicate.holds(told, asker),
        }
    }
}

/// The address of the one with this number; every third has a set by one rule, and some by both.
pub(super) fn address(number: usize) -> String {
    let a = if number.is_multiple_of(3) { "-a" } else { "" };
    let b = if number.is_multiple_of(4) { "-b" } else { "" };
    format!("s{number}{a}{b}@example.com")
}

impl Sailor {
    /// Makes somebody of a contact and gives them something.
    pub(super) async fn draw(
        admin: &Client,
        chance: &mut Chance,
        laws: &Laws,
        number: usize,
    ) -> Self {
        let address = address(number);
        let card = json!({"card": {"email": address}});
        let id = admin.post("/people", card).await.expect(201).id();
        let (role, permissions) = *chance.pick(&ROLES);
        let some = |chance: &mut Chance| !chance.one_in(3);
        let workspaces = some(chance).then(|| {
            let held = WORKSPACES.into_iter().filter(|_| chance.one_in(2));
            held.collect::<Vec<_>>()
        });
        let roots = some(chance).then(|| {
            let held = GROUPS.iter().filter(|_| chance.one_in(3));
            held.map(|(name, _)| *name).collect::<Vec<_>>()
        });
        let mut sets: Vec<usize> = BY_RULE
            .iter()
            .filter(|(mark, _)| address.contains(mark))
            .map(|(_, set)| *set)
            .collect();
        let by_hand = chance.below(laws.sets.len());
        let grants = json!({
            "role": role,
            "workspaces": workspaces.as_ref().map_or(json!("all"), |held| json!(held)),
            "fleet": roots.as_ref().map_or(json!("entire"), |held| if held.is_empty() { json!("none") } else { json!(held) }),
            "record_sets": format!("Set {by_hand}"),
        });
        admin
            .put(&format!("/people/{id}/grants"), grants)
            .await
            .expect(200);
        // What a rule gives is looked at before what a hand gives.
        if sets.is_empty() {
            sets.push(by_hand);
        }
        let groups = roots.map(|roots| laws.with_subgroups(&roots));
        Self {
            id,
            address,
            role: permissions,
            workspaces,
            groups,
            sets,
        }
    }

    /// The slow answer: everything anew from what was laid down.
    pub(super) fn may(
        &self,
        laws: &Laws,
        (kind, action): (&str, &str),
        told: &Map<String, Value>,
    ) -> bool {
        let allowed = self.role.iter().any(|held| match held.strip_suffix('*') {
            Some(stem) => action.starts_with(stem),
            None => action == *held || action.starts_with(&format!("{held}.")),
        });
        let is_in = |attribute: &str, held: Option<Vec<String>>| match (told.get(attribute), held) {
            (_, None) => true,
            (None | Some(Value::Null), _) => !has(kind, attribute),
            (Some(place), Some(held)) => {
                held.contains(&place.as_str().expect("text").to_lowercase())
            }
        };
        let workspaces = self.workspaces.as_ref();
        let workspaces =
            workspaces.map(|held| held.iter().map(|name| name.to_lowercase()).collect());
        let names = [self.id.clone(), self.address.clone()];
        let asker = Asker {
            names: &names,
            groups: self.groups.as_deref(),
        };
        let sets = || self.sets.iter().map(|set| &laws.sets[*set]);
        let view = any(sets().map(|[view, _]| view.holds(told, &asker)));
        let update = any(sets().map(|[_, update]| update.holds(told, &asker)));
        let within = if action.starts_with("boats.view") {
            view
        } else {
            all([view, update])
        };
        allowed
            && is_in("workspace", workspaces)
            && is_in("fleet_group", self.groups.clone())
            && within == Some(true)
    }
}

impl Laws {
    /// These groups and what lies below them, by id and folded name.
    fn with_subgroups(&self, roots: &[&str]) -> Vec<String> {
        let mut held: Vec<&str> = roots.to_vec();
        for _ in GROUPS {
            for (name, parent) in GROUPS {
                if parent.is_some_and(|parent| held.contains(&parent)) && !held.contains(&name) {
                    held.push(name);
                }
            }
        }
        let both = held
            .iter()
            .flat_map(|name| [self.groups[*name].clone(), name.to_lowercase()]);
        both.collect()
    }
}
