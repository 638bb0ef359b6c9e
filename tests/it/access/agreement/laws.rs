//! What can be given.

use super::boats::{ATTRIBUTES, BY, CARGO, GROUPS, Names, TYPES, WORKSPACES, has};
use super::predicate::{Asker, Drawn};
use super::question::offered;
use super::truth::Truth;
use crate::support::{App, Chance};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// What somebody may do at most, and which records they see at most.
#[derive(Debug)]
pub(super) struct Role {
    pub(super) slug: &'static str,
    pub(super) permissions: &'static [&'static str],
    pub(super) visibility: &'static str,
    /// Whether it says itself how far it reaches.
    is_capped: bool,
}

const fn role(
    slug: &'static str,
    permissions: &'static [&'static str],
    visibility: &'static str,
) -> Role {
    Role {
        slug,
        permissions,
        visibility,
        is_capped: false,
    }
}

const fn capped(
    slug: &'static str,
    permissions: &'static [&'static str],
    visibility: &'static str,
) -> Role {
    Role {
        slug,
        permissions,
        visibility,
        is_capped: true,
    }
}

/// The roles; to look includes to look at the price.
pub(super) const ROLES: [Role; 9] = [
    role("looker", &["boats.view"], "all"),
    role("pricer", &["boats.view.price", "boats.sail.night"], "all"),
    role(
        "clerk",
        &["boats.view.price", "boats.view.log", "boats.sail.far"],
        "all",
    ),
    role("sailor", &["boats.view", "boats.sail"], "all"),
    role("master", &["boats.*"], "all"),
    role("hand", &["boats.*"], "assigned"),
    capped("mate", &["boats.*"], "all"),
    capped("cook", &["boats.view", "boats.sail"], "assigned"),
    role("passenger", &["boats.view", "boats.create"], "single"),
];

/// Two sets that rules give: to who has `-a` in the user name, and to who has `-b`.
pub(super) const BY_RULE: [(&str, usize); 2] = [("-a", 0), ("-b", 1)];

/// Who has this in the user name sees assigned records by a rule, whatever was given by hand.
pub(super) const ASSIGNED_BY_RULE: &str = "-c";

/// How far a set reaches: everywhere, nowhere, or where a predicate holds.
#[derive(Clone, Debug)]
pub(super) enum Reach {
    All,
    None,
    Some(Drawn),
}

/// View and update of each entity type that a set names; one that it does not name it leaves alone.
pub(super) type Set = BTreeMap<&'static str, [Reach; 2]>;

/// What can be given, as it was drawn.
pub(super) struct Laws {
    pub(super) sets: Vec<Set>,
    /// How far a role reaches at most, where it says so.
    pub(super) capped: HashMap<&'static str, Set>,
    groups: HashMap<String, String>,
}

impl Laws {
    /// Draws the sets and lays all of it down.
    pub(super) async fn draw(app: &App, chance: &mut Chance, names: &Names) -> Self {
        let drawn = |chance: &mut Chance| match chance.below(7) {
            0 => Reach::All,
            1 => Reach::None,
            _ => Reach::Some(Drawn::draw(chance, names, 3)),
        };
        let set = |chance: &mut Chance| {
            let always = *chance.pick(&TYPES);
            let mut these = TYPES.to_vec();
            these.retain(|of| *of == always || !chance.one_in(3));
            let both = these.into_iter();
            let both = both.map(|of| (of, [drawn(chance), drawn(chance)]));
            both.collect::<Set>()
        };
        let sets: Vec<Set> = (0..40).map(|_| set(chance)).collect();
        let capped = ROLES.iter().filter(|role| role.is_capped);
        let capped = capped.map(|role| (role.slug, set(chance)));
        let capped: HashMap<_, _> = capped.collect();
        app.apply(&file(&sets, &capped)).await;
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
            capped,
            groups: groups.collect(),
        }
    }

    /// These groups and what lies below them, by id and folded name.
    pub(super) fn with_subgroups(&self, roots: &[&str]) -> Vec<String> {
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

fn file(sets: &[Set], capped: &HashMap<&str, Set>) -> String {
    let mut file = format!(
        "workspaces = {WORKSPACES:?}\n[modules]\nboats = {:?}\n",
        offered().collect::<Vec<_>>()
    );
    for entity in TYPES {
        let _ = writeln!(file, "[[entity]]\nname = {entity:?}\nmodule = \"boats\"");
        let mut places = vec!["workspace", "fleet_group"];
        places.retain(|place| has(entity, place));
        let _ = writeln!(file, "places = {places:?}");
        if entity == CARGO {
            let _ = writeln!(file, "assigned_by = {BY:?}");
        }
        file.push_str("[entity.attributes]\n");
        for (name, kind) in ATTRIBUTES {
            let _ = writeln!(file, "{name} = {kind:?}");
        }
        if entity == CARGO {
            let _ = writeln!(file, "{BY} = \"text\"");
        }
    }
    for (name, parent) in GROUPS {
        let _ = writeln!(file, "[[fleet_group]]\nname = {name:?}");
        if let Some(parent) = parent {
            let _ = writeln!(file, "parent = {parent:?}");
        }
    }
    for role in &ROLES {
        let _ = writeln!(
            file,
            "[[role]]\nslug = {:?}\npermissions = {:?}\nvisibility = {:?}",
            role.slug, role.permissions, role.visibility
        );
        if let Some(set) = capped.get(role.slug) {
            lines(&mut file, "records", set);
        }
    }
    for (at, set) in sets.iter().enumerate() {
        let _ = writeln!(file, "[[record_set]]\nname = \"Set {at}\"");
        lines(&mut file, "types", set);
    }
    for (mark, set) in BY_RULE {
        let _ = writeln!(
            file,
            "[[rule]]\nname = \"Rule {mark}\"\nwhen = 'userName co \"{mark}\"'\n\
             then.record_sets = \"Set {set}\""
        );
    }
    let _ = writeln!(
        file,
        "[[rule]]\nname = \"Assigned\"\nwhen = 'userName co \"{ASSIGNED_BY_RULE}\"'\n\
         then.visibility = \"assigned\""
    );
    file
}

fn lines(file: &mut String, under: &str, set: &Set) {
    for (entity, [view, update]) in set {
        let (view, update) = (view.text(), update.text());
        let _ = writeln!(
            file,
            "{under}.{entity} = {{ view = '{view}', update = '{update}' }}"
        );
    }
}

impl Reach {
    fn text(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::None => "none".to_owned(),
            Self::Some(predicate) => predicate.text(),
        }
    }

    pub(super) fn holds(&self, told: &Map<String, Value>, asker: &Asker<'_>) -> Truth {
        match self {
            Self::All => Some(true),
            Self::None => Some(false),
            Self::Some(predicate) => predicate.holds(told, asker),
        }
    }
}
