//! Draws what is done next.

use super::acts::{Act, DIRECTORIES, Verb};
use super::asks::{bulk, copy, enroll, pin};
use super::desk_draw::{assign, group, guest_record, unassign};
use super::edits::{edit_fleet, edit_record_set, edit_role, edit_rule, edit_workspace};
use super::facts::{Facts, Person};
use super::roles;
use super::rules;
use crate::support::Chance;
use muster_app::admin::SetConnection;
use muster_app::people::Given;
use muster_model::access::{Keeper, NothingLeft, Part, PersonOption, Visibility};
use muster_model::ids::ConnectionId;
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// How many people there are at most; a few of them directories know later than people do, or never.
pub(super) const SLOTS: usize = 9;
const PUSHED: usize = 6;

/// Among fewer people mostly somebody new comes.
const FEW: usize = 4;

/// The roles that come and go.
pub(super) const CUSTOM: [&str; 2] = ["technician", "helper"];

/// The names of groups; rules ask for most of them, or for how they begin.
const NAMES: [&str; 11] = [
    "A",
    "B",
    "C",
    "D",
    "WS-Yard",
    "ws-office",
    "WS-Annex",
    "FL-Midwest",
    "FL-West",
    "Role-Helper",
    "Role-Admin",
];

/// Draws what is done next, knowing what there is.
pub(super) fn draw(chance: &mut Chance, facts: &Facts) -> Act {
    // Nothing much happens among so few.
    if facts.people.len() < FEW && chance.one_in(2) {
        return push(chance, facts);
    }
    let drawn = match chance.below(70) {
        0..=3 => None,
        4..=6 => write(chance, facts),
        7 => leave(chance, facts),
        8..=9 => tell_active(chance, facts),
        10 => move_to(chance, facts),
        11..=14 => Some(found(chance, facts)),
        15..=18 => join(chance, facts),
        19 => rename_or_drop(chance, facts),
        20 => Some(Act::Apply(rules::file(chance))),
        21..=22 => edit_rule(chance, facts).map(Act::Policy),
        23..=24 => edit_role(chance, facts).map(Act::Policy),
        25..=26 => edit_workspace(chance, facts).map(Act::Policy),
        27 => edit_record_set(chance, facts).map(Act::Policy),
        28..=29 => edit_fleet(chance, facts).map(Act::Policy),
        30..=33 => give(chance, facts),
        34..=36 => Some(set(chance, facts)),
        37..=38 => by_hand(chance, facts),
        39..=40 | 67..=68 => accept(chance, facts),
        41 => Some(Act::Invite(address(chance.below(SLOTS)))),
        42 => transfer(chance, facts),
        43 => Some(nothing_left(chance)),
        44..=48 => pin(chance, facts).map(Act::Ask),
        49..=50 => copy(chance, facts).map(Act::Ask),
        51..=53 => bulk(chance, facts).map(Act::Ask),
        54 => Some(Act::Ask(enroll(chance, facts))),
        55..=60 => assign(chance, facts).map(Act::Desk),
        61..=62 => unassign(chance, facts).map(Act::Desk),
        63..=66 => Some(Act::Desk(group(chance, facts))),
        _ => Some(chance.pick(&[Act::Project, Act::Compile]).clone()),
    };
    drawn.unwrap_or_else(|| push(chance, facts))
}

fn nothing_left(chance: &mut Chance) -> Act {
    Act::NothingLeft(*chance.pick(&[
        None,
        Some(NothingLeft::Keep),
        Some(NothingLeft::NoAccess),
        Some(NothingLeft::NoAccess),
        Some(NothingLeft::DefaultRole),
    ]))
}

/// Every third is from outside.
pub(super) fn address(slot: usize) -> String {
    let domain = if slot % 3 == 2 {
        "guest.example"
    } else {
        "example.com"
    };
    format!("p{slot}@{domain}")
}

fn push(chance: &mut Chance, facts: &Facts) -> Act {
    let slots = if chance.one_in(5) { SLOTS } else { PUSHED };
    let name = address(chance.below(slots));
    let mut user = json!({"userName": name, "externalId": name, "active": !chance.one_in(5)});
    user[ENTERPRISE] = json!({"department": chance.pick(&["Yard", "Office"])});
    if chance.one_in(2) {
        user[OWN] = access(chance, facts);
    }
    if chance.one_in(3) {
        user["roles"] = roles::draw(chance, facts);
    }
    Act::Scim(chance.below(2), Verb::Post, "/Users".to_owned(), user)
}

/// Some access attributes, with values that mostly exist or are to clear.
fn access(chance: &mut Chance, facts: &Facts) -> Value {
    let mut access = json!({});
    if chance.one_in(2) {
        let roles = [
            "viewer",
            "admin",
            "manager",
            "owner",
            "",
            &role(chance, facts),
        ];
        access["role"] = json!(chance.pick(&roles));
    }
    if chance.one_in(2) {
        let both = [workspace(chance, facts), workspace(chance, facts)];
        access["workspaces"] = json!(chance.pick(&[&both[0], &both.join(";"), "all", ""]));
    }
    if chance.one_in(3) {
        access["fleetAccess"] = json!(chance.pick(&["entire", "groups", "none", ""]));
    }
    if chance.one_in(2) {
        let both = [fleet_group(chance, facts), fleet_group(chance, facts)];
        access["fleetGroups"] = json!(chance.pick(&[&both[0], &both.join(";"), ""]));
    }
    for attribute in ["boatsRecordSet", "recordsRecordSet"] {
        if chance.one_in(3) {
            let both = [record_set(chance, facts), record_set(chance, facts)];
            let words = [both[0].clone(), both.join("; "), String::new()];
            access[attribute] = json!(chance.pick(&words));
        }
    }
    if chance.one_in(4) {
        let word = visibility(chance);
        access["recordVisibility"] = word.as_str().map_or(json!(""), |word| json!(word));
    }
    if chance.one_in(4) {
        access["guestRecord"] = json!(guest_record(chance));
    }
    for option in ["weeklyEmail", "messageNotifications", "canOwnRecords"] {
        if chance.one_in(3) {
            let words = [json!(true), json!(true), json!(false), Value::Null];
            access[option] = chance.pick(&words).clone();
        }
    }
    access
}

/// The name of something that there is; now and then of something else.
pub(super) fn workspace(chance: &mut Chance, facts: &Facts) -> String {
    let all: Vec<&str> = facts.workspaces.iter().map(|one| one.1.as_str()).collect();
    named(chance, &all)
}

pub(super) fn fleet_group(chance: &mut Chance, facts: &Facts) -> String {
    let all: Vec<&str> = facts.fleet.iter().map(|one| one.name.as_str()).collect();
    named(chance, &all)
}

/// A record set, or a word.
pub(super) fn record_set(chance: &mut Chance, facts: &Facts) -> String {
    let sets = facts.sets.iter().map(|set| set.name.as_str());
    let all: Vec<&str> = sets.chain(["all", "none"]).collect();
    named(chance, &all)
}

/// Which records by assignment; now and then the word is taken back.
pub(super) fn visibility(chance: &mut Chance) -> Value {
    let (all, assigned, single) = (json!("all"), json!("assigned"), json!("single"));
    let words = [
        all,
        assigned.clone(),
        assigned,
        single.clone(),
        single,
        Value::Null,
    ];
    chance.pick(&words).clone()
}

/// A role that comes and goes, if there is one.
pub(super) fn role(chance: &mut Chance, facts: &Facts) -> String {
    let all = facts.roles.iter().map(|one| one.slug.as_str());
    let all: Vec<&str> = all.filter(|slug| CUSTOM.contains(slug)).collect();
    named(chance, &all)
}

fn named(chance: &mut Chance, all: &[&str]) -> String {
    let name = one_of(chance, all).filter(|_| !chance.one_in(10));
    name.map_or("nowhere", |name| *name).to_owned()
}

fn write(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let (by, path) = somebody(chance, facts)?;
    let mut people = facts.people.iter();
    let person = people.find(|one| path.ends_with(&one.id.to_string()))?;
    // What stands there, whoever has said it, or something else.
    let held = &person.profile[OWN];
    let access = if held.is_object() && chance.one_in(2) {
        held.clone()
    } else {
        access(chance, facts)
    };
    let name = &person.user_name;
    Some(match chance.below(6) {
        5 => Act::Scim(by, Verb::Patch, path, tell_roles(chance, facts)),
        0 => {
            let mut user = json!({"userName": name, "externalId": name, OWN: access});
            user[ENTERPRISE] = json!({"department": chance.pick(&["Yard", "Office"])});
            if chance.one_in(2) {
                let (none, null) = (json!([]), Value::Null);
                let roles = [
                    none,
                    null,
                    roles::draw(chance, facts),
                    person.profile["roles"].clone(),
                ];
                user["roles"] = chance.pick(&roles).clone();
            }
            Act::Scim(by, Verb::Put, path, user)
        }
        1 => {
            let named = access.as_object()?.iter();
            let operations = named.map(|(name, value)| {
                json!({"op": "replace", "path": format!("{OWN}:{name}"), "value": value})
            });
            Act::Scim(by, Verb::Patch, path, operations.collect())
        }
        _ => {
            let operation = json!([{"op": "replace", "value": {OWN: access}}]);
            Act::Scim(by, Verb::Patch, path, operation)
        }
    })
}

/// Another word on core `roles`, at times with one on our own role.
fn tell_roles(chance: &mut Chance, facts: &Facts) -> Value {
    let roles = roles::draw(chance, facts);
    match chance.below(6) {
        0 => json!([{"op": "remove", "path": "roles"}]),
        1 => json!([{"op": "replace", "value": {"roles": roles}}]),
        2 => {
            let own = [json!(role(chance, facts)), Value::Null];
            let own = json!({"role": chance.pick(&own)});
            json!([{"op": "replace", "value": {"roles": roles, OWN: own}}])
        }
        _ => json!([{"op": "replace", "path": "roles", "value": roles}]),
    }
}

fn tell_active(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let (by, path) = somebody(chance, facts)?;
    let active = chance.one_in(2);
    let operation = json!([{"op": "replace", "path": "active", "value": active}]);
    Some(Act::Scim(by, Verb::Patch, path, operation))
}

fn move_to(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let (by, path) = somebody(chance, facts)?;
    let department = chance.pick(&["Yard", "Office"]);
    let path_of = format!("{ENTERPRISE}:department");
    let operation = json!([{"op": "replace", "path": path_of, "value": department}]);
    Some(Act::Scim(by, Verb::Patch, path, operation))
}

fn leave(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let (by, path) = somebody(chance, facts)?;
    if chance.one_in(3) {
        return Some(Act::Scim(by, Verb::Delete, path, Value::Null));
    }
    Some(Act::Deactivate(anybody(chance, facts)?.id))
}

/// Anybody at all.
pub(super) fn anybody<'f>(chance: &mut Chance, facts: &'f Facts) -> Option<&'f Person> {
    one_of(chance, &facts.people)
}

pub(super) fn one_of<'a, T>(chance: &mut Chance, of: &'a [T]) -> Option<&'a T> {
    (!of.is_empty()).then(|| chance.pick(of))
}

/// So many of these at most, each once.
pub(super) fn sample<'a, T>(chance: &mut Chance, of: &'a [T], most: usize) -> Vec<&'a T> {
    let mut left: Vec<&T> = of.iter().collect();
    let mut taken = Vec::new();
    while taken.len() < most && !left.is_empty() {
        taken.push(left.swap_remove(chance.below(left.len())));
    }
    taken
}

/// Whom people take access from, or give it back to.
fn by_hand(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    if chance.one_in(3) {
        return Some(Act::Deactivate(anybody(chance, facts)?.id));
    }
    let gone: Vec<&Person> = having(facts, "deactivated");
    Some(Act::Reactivate(one_of(chance, &gone)?.id))
}

pub(super) fn having<'f>(facts: &'f Facts, status: &str) -> Vec<&'f Person> {
    let people = facts.people.iter();
    people.filter(|one| one.status == status).collect()
}

/// Somebody who is invited opens the link.
fn accept(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let invited = having(facts, "invited");
    let person = one_of(chance, &invited)?;
    let (id, version, _) = person.invitation.as_ref()?;
    Some(Act::Join(person.id, *id, *version))
}

/// The ownership goes to somebody, mostly to somebody who has joined, and mostly from an owner.
fn transfer(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let joined = having(facts, "active");
    let to = if chance.one_in(5) {
        anybody(chance, facts)?
    } else {
        one_of(chance, &joined)?
    };
    let owners: Vec<&Person> = facts.people.iter().filter(|one| one.owner).collect();
    let from = one_of(chance, &owners)?;
    Some(Act::Transfer(to.id, (!chance.one_in(4)).then_some(from.id)))
}

/// Somebody whom a directory knows.
fn somebody(chance: &mut Chance, facts: &Facts) -> Option<(usize, String)> {
    let by = chance.below(2);
    let connection = facts.connection(DIRECTORIES[by]).id;
    let known = facts
        .people
        .iter()
        .filter(|one| one.links.contains(&connection));
    let known: Vec<_> = known.collect();
    let person = (!known.is_empty()).then(|| *chance.pick(&known))?;
    Some((by, format!("/Users/{}", person.id)))
}

/// A new group with some members.
fn found(chance: &mut Chance, facts: &Facts) -> Act {
    let by = chance.below(2);
    let names = if chance.one_in(2) {
        &NAMES[..4]
    } else {
        &NAMES
    };
    let body = json!({"displayName": chance.pick(names), "members": members(chance, facts, by)});
    Act::Scim(by, Verb::Post, "/Groups".to_owned(), body)
}

fn members(chance: &mut Chance, facts: &Facts, by: usize) -> Value {
    let mut members = Vec::new();
    for _ in 0..chance.below(5) {
        members.extend(member(chance, facts, by));
    }
    json!(members)
}

/// A person, or now and then a group.
fn member(chance: &mut Chance, facts: &Facts, by: usize) -> Option<Value> {
    if chance.one_in(3) {
        let group = group_of(chance, facts, by)?;
        return Some(json!({"value": group, "type": "Group"}));
    }
    let connection = facts.connection(DIRECTORIES[by]).id;
    let known = facts
        .people
        .iter()
        .filter(|one| one.links.contains(&connection));
    let known: Vec<Uuid> = known.map(|one| one.id).collect();
    (!known.is_empty()).then(|| json!({"value": chance.pick(&known), "type": "User"}))
}

fn group_of(chance: &mut Chance, facts: &Facts, by: usize) -> Option<Uuid> {
    let connection = facts.connection(DIRECTORIES[by]).id;
    let mine = facts
        .groups
        .iter()
        .filter(|one| one.connection == connection);
    let mine: Vec<Uuid> = mine.map(|one| one.id).collect();
    (!mine.is_empty()).then(|| *chance.pick(&mine))
}

fn join(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let by = chance.below(2);
    let path = format!("/Groups/{}", group_of(chance, facts, by)?);
    let operations = match chance.below(3) {
        0 => {
            let member = member(chance, facts, by)?;
            let path = format!("members[value eq {}]", member["value"]);
            json!([{"op": "remove", "path": path}])
        }
        1 => json!([{"op": "replace", "path": "members", "value": members(chance, facts, by)}]),
        _ => json!([{"op": "add", "path": "members", "value": members(chance, facts, by)}]),
    };
    Some(Act::Scim(by, Verb::Patch, path, operations))
}

fn rename_or_drop(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let by = chance.below(2);
    let path = format!("/Groups/{}", group_of(chance, facts, by)?);
    let name = chance.pick(&NAMES);
    Some(match chance.below(3) {
        0 => Act::Scim(by, Verb::Delete, path, Value::Null),
        1 => {
            let body = json!({"displayName": name, "members": members(chance, facts, by)});
            Act::Scim(by, Verb::Put, path, body)
        }
        _ => {
            let rename = json!([{"op": "replace", "path": "displayName", "value": name}]);
            Act::Scim(by, Verb::Patch, path, rename)
        }
    })
}

fn give(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let person = anybody(chance, facts)?.id;
    let texts = |some: &[&str]| some.iter().map(|one| (*one).to_owned()).collect();
    let mut given = Given::default();
    match chance.below(6) {
        5 => {
            let words = [None, Some("all"), Some("assigned"), Some("single")];
            let word = *chance.pick(&words);
            given.visibility = Some(word.and_then(Visibility::parse));
        }
        4 => {
            let types = ["*", "boat", "record"];
            let most = chance.below(3);
            let some = sample(chance, &types, most);
            let some = some
                .into_iter()
                .map(|of| ((*of).to_owned(), record_set(chance, facts)));
            given.record_sets = Some(some.collect());
        }
        0 => {
            let own = role(chance, facts);
            let roles = [None, Some("viewer"), Some("admin"), Some(own.as_str())];
            given.role = Some(chance.pick(&roles).map(str::to_owned));
        }
        1 => {
            let (one, other) = (workspace(chance, facts), workspace(chance, facts));
            let some: [&[&str]; 4] = [&[], &["all"], &[&one], &[&one, &other]];
            given.workspaces = Some(texts(chance.pick::<&[&str]>(&some)));
        }
        2 => {
            let (one, other) = (fleet_group(chance, facts), fleet_group(chance, facts));
            let some: [&[&str]; 5] = [&[], &["entire"], &["none"], &[&one], &[&one, &other]];
            given.fleet = Some(texts(chance.pick::<&[&str]>(&some)));
        }
        _ => {
            let most = chance.below(3);
            let some = sample(chance, &PersonOption::ALL, most);
            given.options = Some(some.into_iter().copied().collect());
        }
    }
    Some(Act::Give(person, given))
}

/// Another word on what a connection may give, or on who keeps what.
fn set(chance: &mut Chance, facts: &Facts) -> Act {
    let connection = facts.connection(chance.pick::<&str>(&DIRECTORIES)).id;
    let mut work = SetConnection {
        connection: ConnectionId(connection),
        profile: None,
        adopt: None,
        privileged: None,
        over_humans: None,
        owns: Vec::new(),
        projection: None,
        entitlements: None,
    };
    match chance.below(8) {
        7 => work.adopt = Some(!chance.one_in(3)),
        0..=1 => work.privileged = Some(chance.one_in(2)),
        2 => work.projection = Some(!chance.one_in(3)),
        3 => work.over_humans = Some(chance.one_in(2)),
        _ => {
            let parts = [
                Part::Role,
                Part::Role,
                Part::Scope,
                Part::Scope,
                Part::Options,
                Part::Options,
            ];
            let keepers = [
                Keeper::Both,
                Keeper::Both,
                Keeper::Both,
                Keeper::Directory,
                Keeper::Console,
            ];
            work.owns
                .push((*chance.pick(&parts), *chance.pick(&keepers)));
        }
    }
    Act::Set(work)
}
