//! A slow evaluation of access, from scratch and from rows alone, written to be read.

use super::facts::{Facts, Grant, Group, Person, Role, Rule};
use super::sets;
use super::sight::Sight;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How strong a word is where one must win: the lesser, the stronger.
const OWNER: u8 = 0;
const PIN: u8 = 1;
const DIRECTORY: u8 = 2;
const RULE: u8 = 3;
const BY_HAND: u8 = 4;
const DEFAULT: u8 = 5;

/// What is given, and how strong the word is; among rules the higher priority is.
struct Given {
    rank: (u8, i64),
    rule: Option<Uuid>,
    what: What,
}

enum What {
    Role(Uuid),
    Workspace(Uuid),
    AllWorkspaces,
    /// 0 entire, 1 groups, 2 none.
    Fleet(u8),
    FleetGroup(Uuid),
    Option(String),
    /// The entity type, or none for every one; a word or the id of a set.
    Records(Option<String>, String),
    /// Which records by assignment: 0 all, 1 assigned, 2 single.
    Visibility(u8),
}

/// The words of visibility, the widest first.
const VISIBILITY: [&str; 3] = ["all", "assigned", "single"];

impl What {
    fn part(&self) -> &'static str {
        match self {
            Self::Role(_) => "role",
            Self::Option(_) => "options",
            _ => "scope",
        }
    }
}

/// What a person may do: role, workspaces, fleet, options, permissions.
pub(super) fn evaluate(facts: &Facts, person: &Person) -> Value {
    let mut given = Vec::new();
    if person.owner {
        let owner = facts.roles.iter().find(|role| role.slug == "owner");
        let whats = [
            What::Role(owner.expect("the owner's role").id),
            What::AllWorkspaces,
            What::Fleet(0),
        ];
        given.extend(whats.map(|what| Given {
            rank: (OWNER, 0),
            rule: None,
            what,
        }));
    }
    for grant in &person.grants {
        given.extend(by_grant(facts, person, grant));
    }
    for (group, direct) in groups_of(facts, person.id) {
        given.extend(by_group(facts, group, direct));
    }
    for rule in facts.rules.iter().filter(|rule| rule.enabled) {
        given.extend(by_rule(facts, person, rule));
    }
    let mut counts = given.iter();
    let something = counts.any(|given| {
        !matches!(
            given.what,
            What::Fleet(1 | 2) | What::Option(_) | What::Records(..) | What::Visibility(_)
        )
    });
    let default = facts.roles.iter().find(|role| role.default);
    let withheld = ["keep", "no_access"].map(Some);
    if let Some(role) = default
        && (something || !withheld.contains(&facts.nothing_left.as_deref()))
    {
        given.push(Given {
            rank: (DEFAULT, 0),
            rule: None,
            what: What::Role(role.id),
        });
    }
    told(facts, &given)
}

/// Whether an access is neither a role nor a workspace nor a part of the fleet.
pub(super) fn is_nothing(access: &Value) -> bool {
    access["role"].is_null() && access["workspaces"] == json!([]) && access["fleet"] == json!([])
}

fn told(facts: &Facts, given: &[Given]) -> Value {
    let roles = given.iter().filter_map(|given| match given.what {
        What::Role(id) => Some((given, facts.roles.iter().find(|role| role.id == id)?)),
        _ => None,
    });
    let role = roles.min_by_key(|(given, role)| (given.rank, -role.priority, given.rule));
    let role = role.map(|(_, role)| role);
    let all = given
        .iter()
        .any(|given| matches!(given.what, What::AllWorkspaces));
    let workspaces: BTreeSet<&String> = given
        .iter()
        .filter_map(|given| match given.what {
            What::Workspace(id) => facts.workspaces.iter().find(|(held, _)| *held == id),
            _ => None,
        })
        .map(|(_, name)| name)
        .collect();
    let options: BTreeSet<&String> = given
        .iter()
        .filter_map(|given| match &given.what {
            What::Option(name) => Some(name),
            _ => None,
        })
        .collect();
    let mut permissions = role.map_or_else(Vec::new, |role| role.permissions.clone());
    permissions.sort();
    json!({
        "role": role.map(|role| &role.name),
        "workspaces": if all { json!("all") } else { json!(workspaces) },
        "fleet": fleet(facts, given),
        "options": options,
        "permissions": permissions,
        "record_sets": record_sets(facts, given, role),
        "visibility": visibility(given, role),
    })
}

/// The narrower of what the role says and of the widest word of the strongest who speak; an owner
/// sees all.
fn visibility(given: &[Given], role: Option<&Role>) -> &'static str {
    if given.iter().any(|given| given.rank.0 == OWNER) {
        return "all";
    }
    let words = given.iter().filter_map(|given| match given.what {
        What::Visibility(word) => Some((given.rank, word)),
        _ => None,
    });
    let stated = words.min().map_or(0, |(_, word)| word);
    let by_role = role.and_then(|role| place(&role.visibility)).unwrap_or(0);
    VISIBILITY[usize::from(stated.max(by_role))]
}

fn place(word: &str) -> Option<u8> {
    let place = VISIBILITY.iter().position(|one| *one == word)?;
    u8::try_from(place).ok()
}

/// Of each entity type the strongest who speak of it are added up, within what the role reaches; an
/// owner reaches everything.
fn record_sets(facts: &Facts, given: &[Given], role: Option<&Role>) -> Value {
    let mut told = serde_json::Map::new();
    if given.iter().any(|given| given.rank.0 == OWNER) {
        return Value::Object(told);
    }
    let sets: Vec<_> = given
        .iter()
        .filter_map(|given| match &given.what {
            What::Records(entity, set) => Some((given.rank, (entity.clone(), set.clone()))),
            _ => None,
        })
        .collect();
    for entity in sets::TYPES {
        let speaks = |(_, one): &&(_, _)| sets::reached(facts, entity, std::slice::from_ref(one));
        let strongest = sets.iter().filter(|one| speaks(one).is_some());
        let rank = strongest.map(|(rank, _)| *rank).min();
        let those = sets.iter().filter(|(held, _)| Some(*held) == rank);
        let those: Vec<_> = those.map(|(_, one)| one.clone()).collect();
        let by_name = |one: &&(Option<String>, _)| one.0.as_deref() == Some(entity);
        let named: Vec<_> = those.iter().filter(by_name).cloned().collect();
        let those = if named.is_empty() { those } else { named };
        let reached = sets::reached(facts, entity, &those);
        let by_role = role.and_then(|role| Some((role.name.as_str(), role.records.get(entity)?)));
        let reached = sets::told(reached, by_role);
        told.extend(reached.map(|reached| (entity.to_owned(), reached)));
    }
    Value::Object(told)
}

fn fleet(facts: &Facts, given: &[Given]) -> Value {
    let words = given.iter().filter_map(|given| match given.what {
        What::Fleet(word) => Some((given.rank, word)),
        _ => None,
    });
    match words.min().map(|(_, word)| word) {
        Some(0) => return json!("all"),
        Some(2) => return json!([]),
        _ => {}
    }
    let mut ids: Vec<Uuid> = given
        .iter()
        .filter_map(|given| match given.what {
            What::FleetGroup(id) => Some(id),
            _ => None,
        })
        .collect();
    let mut names = BTreeSet::new();
    while let Some(id) = ids.pop() {
        let Some(group) = facts.fleet.iter().find(|group| group.id == id) else {
            continue;
        };
        names.insert(&group.name);
        let below = facts.fleet.iter().filter(|group| group.parent == Some(id));
        ids.extend(below.map(|group| group.id));
    }
    json!(names)
}

fn by_grant(facts: &Facts, person: &Person, grant: &Grant) -> Option<Given> {
    let id = || grant.value.parse::<Uuid>().ok();
    let what = match (grant.dimension.as_str(), grant.value.as_str()) {
        ("role", _) => What::Role(id()?),
        ("workspace", "all") => What::AllWorkspaces,
        ("workspace", _) => What::Workspace(id()?),
        ("fleet_access", word) => {
            let place = ["entire", "groups", "none"]
                .iter()
                .position(|one| *one == word);
            What::Fleet(u8::try_from(place?).ok()?)
        }
        ("fleet_group", _) => What::FleetGroup(id()?),
        ("option", name) => What::Option(name.to_owned()),
        ("record_set", text) => records(text)?,
        ("visibility", word) => What::Visibility(place(word)?),
        (other, _) => panic!("{other} is not known here"),
    };
    let what = existing(facts, what)?;
    match grant.source["kind"].as_str()? {
        "scim" => {
            let connection = grant.source["connection"].as_str()?.parse().ok()?;
            by_directory(facts, connection, what)
        }
        "manual" => {
            let mut links = person.links.iter();
            let kept = links.any(|link| is_kept(facts, *link, what.part(), "directory"));
            (!kept).then_some(Given {
                rank: (BY_HAND, 0),
                rule: None,
                what,
            })
        }
        // An owner's word on what one source decides, whoever keeps the part.
        "pin" => Some(Given {
            rank: (PIN, 0),
            rule: None,
            what,
        }),
        other => panic!("no row comes from {other}"),
    }
}

/// What a directory writes counts, unless people keep the part; account permissions only on the
/// word of a trusted one, and options only where it was laid down that they are its to give.
fn by_directory(facts: &Facts, connection: Uuid, what: What) -> Option<Given> {
    let allowed = !is_privileged_role(facts, &what) || trusts(facts, connection);
    let heard = !is_kept(facts, connection, what.part(), "console");
    let options = ["both", "directory"];
    let laid_down = |keeper| is_kept(facts, connection, "options", keeper);
    let waits = what.part() == "options" && !options.into_iter().any(laid_down);
    (allowed && heard && !waits).then_some(Given {
        rank: (DIRECTORY, 0),
        rule: None,
        what,
    })
}

/// What a group stands for, while its connection sees such groups; account permissions for direct
/// members alone.
fn by_group(facts: &Facts, group: &Group, direct: bool) -> Option<Given> {
    let mut connections = facts.connections.iter();
    let connection = connections.find(|one| one.id == group.connection)?;
    let target = group.target.filter(|_| connection.projects)?;
    let what = match group.kind.as_str() {
        "role" => What::Role(target),
        "workspace" => What::Workspace(target),
        "fleet" => What::FleetGroup(target),
        _ => return None,
    };
    let what = existing(facts, what)?;
    let counts = direct || !is_privileged_role(facts, &what);
    counts
        .then(|| by_directory(facts, connection.id, what))
        .flatten()
}

fn by_rule(facts: &Facts, person: &Person, rule: &Rule) -> Vec<Given> {
    let bound = |connection| person.links.contains(&connection);
    if !rule.connection.is_none_or(bound) {
        return Vec::new();
    }
    let privileged = effects(rule)
        .filter(|effect| effect["gives"] == "role")
        .filter_map(|effect| existing(facts, What::Role(id_of(effect)?)))
        .any(|what| is_privileged_role(facts, &what));
    let sight = Sight::of(facts, person, rule, privileged);
    let mut given = Vec::new();
    for effect in effects(rule) {
        let whats: Vec<What> = match effect["gives"].as_str().expect("a word") {
            "captured_role" => by_name(&sight, "role", |name| role_called(facts, name)),
            "captured_workspace" => by_name(&sight, "scope", |name| {
                let mut all = facts.workspaces.iter();
                let found = all.find(|(_, held)| held.eq_ignore_ascii_case(name));
                found.map(|(id, _)| What::Workspace(*id))
            }),
            "captured_fleet_group" => by_name(&sight, "scope", |name| {
                let mut all = facts.fleet.iter();
                let found = all.find(|group| group.name.eq_ignore_ascii_case(name));
                found.map(|group| What::FleetGroup(group.id))
            }),
            _ => {
                let what = outright(effect).and_then(|what| existing(facts, what));
                let says = |what: &What| {
                    let privileged = is_privileged_role(facts, what);
                    sight.says(what.part(), privileged)
                };
                what.filter(says).into_iter().collect()
            }
        };
        given.extend(whats.into_iter().map(|what| Given {
            rank: (RULE, -rule.priority),
            rule: Some(rule.id),
            what,
        }));
    }
    given
}

fn by_name(sight: &Sight<'_>, part: &str, called: impl Fn(&str) -> Option<What>) -> Vec<What> {
    let names = sight.captured(part).into_iter();
    names.filter_map(called).collect()
}

/// A role that a name may give: never one with account permissions.
fn role_called(facts: &Facts, name: &str) -> Option<What> {
    let is_it =
        |role: &&Role| role.slug.eq_ignore_ascii_case(name) || role.name.eq_ignore_ascii_case(name);
    let what = What::Role(facts.roles.iter().find(is_it)?.id);
    existing(facts, what).filter(|what| !is_privileged_role(facts, what))
}

/// What an effect gives that names it outright.
fn outright(effect: &Value) -> Option<What> {
    Some(match effect["gives"].as_str()? {
        "role" => What::Role(id_of(effect)?),
        "workspace" => What::Workspace(id_of(effect)?),
        "all_workspaces" => What::AllWorkspaces,
        "fleet_entire" => What::Fleet(0),
        "fleet_group" => What::FleetGroup(id_of(effect)?),
        "option" => What::Option(effect["id"].as_str()?.to_owned()),
        "record_set" => records(effect["id"].as_str()?)?,
        "visibility" => What::Visibility(place(effect["id"].as_str()?)?),
        other => panic!("{other} is not known here"),
    })
}

/// A set for an entity type, or for every one: `boat=all`, `*=<id>`.
fn records(text: &str) -> Option<What> {
    let (entity, set) = text.split_once('=')?;
    let entity = (entity != "*").then(|| entity.to_owned());
    Some(What::Records(entity, set.to_owned()))
}

fn effects(rule: &Rule) -> impl Iterator<Item = &Value> {
    rule.effects.as_array().expect("effects").iter()
}

fn id_of(effect: &Value) -> Option<Uuid> {
    effect["id"].as_str()?.parse().ok()
}

/// The groups that somebody is a member of, each with whether directly.
pub(super) fn groups_of(facts: &Facts, person: Uuid) -> Vec<(&Group, bool)> {
    let mut groups: Vec<(&Group, bool)> =
        holding(facts, person).map(|group| (group, true)).collect();
    let mut at = 0;
    while let Some((group, _)) = groups.get(at).copied() {
        for above in holding(facts, group.id) {
            if groups.iter().all(|(held, _)| held.id != above.id) {
                groups.push((above, false));
            }
        }
        at += 1;
    }
    groups
}

/// The living groups that somebody, or a group, is a member of outright.
fn holding(facts: &Facts, member: Uuid) -> impl Iterator<Item = &Group> {
    let mine = facts.memberships.iter();
    let mine = mine.filter(move |(_, held)| *held == member);
    mine.filter_map(|(id, _)| facts.groups.iter().find(|group| group.id == *id))
}

/// What is there to be given; the owner's role is not.
fn existing(facts: &Facts, what: What) -> Option<What> {
    let there = match &what {
        What::Role(id) => facts
            .roles
            .iter()
            .any(|role| role.id == *id && role.slug != "owner"),
        What::Workspace(id) => facts.workspaces.iter().any(|(held, _)| held == id),
        What::FleetGroup(id) => facts.fleet.iter().any(|group| group.id == *id),
        What::Records(Some(entity), _) => sets::TYPES.contains(&entity.as_str()),
        What::AllWorkspaces
        | What::Fleet(_)
        | What::Option(_)
        | What::Records(..)
        | What::Visibility(_) => true,
    };
    there.then_some(what)
}

fn is_privileged_role(facts: &Facts, what: &What) -> bool {
    let What::Role(id) = what else { return false };
    let role = facts.roles.iter().find(|role| role.id == *id);
    let mut permissions = role.into_iter().flat_map(|role| &role.permissions);
    permissions.any(|permission| permission == "*" || permission.starts_with("account."))
}

/// Whether somebody laid down that this part of a connection's people is kept so.
pub(super) fn is_kept(facts: &Facts, connection: Uuid, part: &str, keeper: &str) -> bool {
    let mut connections = facts.connections.iter();
    connections.any(|one| one.id == connection && one.ownership[part] == keeper)
}

pub(super) fn trusts(facts: &Facts, connection: Uuid) -> bool {
    let mut connections = facts.connections.iter();
    connections.any(|one| one.id == connection && one.privileged)
}
