//! Draws what is done next.

use super::acts::{Act, Change, DIRECTORIES, Verb};
use super::facts::{Facts, Person};
use super::rules;
use crate::support::Chance;
use muster_app::access::fleet::{CreateFleetGroup, DeleteFleetGroup, UpdateFleetGroup};
use muster_app::access::roles::{CreateRole, DeleteRole};
use muster_app::access::rules::{DeleteRule, UpdateRule};
use muster_app::access::workspaces::{CreateWorkspace, DeleteWorkspace, RenameWorkspace};
use muster_app::admin::SetConnection;
use muster_app::people::Given;
use muster_model::access::{Keeper, NothingLeft, Part};
use muster_model::ids::{ConnectionId, FleetGroupId, RoleId, RuleId, WorkspaceId};
use serde_json::{Value, json};
use uuid::Uuid;

const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// How many people there are at most; a few of them directories know later than people do, or never.
const SLOTS: usize = 8;
const PUSHED: usize = 6;

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

/// The names of workspaces and fleet groups that come and go.
const WORKSPACES: [&str; 4] = ["Yard", "Office", "Archive", "Annex"];
const FLEET: [&str; 4] = ["Midwest", "Chicago", "West", "East"];

/// Draws what is done next, knowing what there is.
pub(super) fn draw(chance: &mut Chance, facts: &Facts) -> Act {
    let drawn = match chance.below(40) {
        0..=4 => None,
        5..=7 => write(chance, facts),
        8 => leave(chance, facts),
        9..=11 => tell_active(chance, facts),
        12 => move_to(chance, facts),
        13..=14 => Some(found(chance, facts)),
        15..=19 => join(chance, facts),
        20 => rename_or_drop(chance, facts),
        21 => Some(Act::Apply(rules::file(chance))),
        22 => edit_rule(chance, facts),
        23..=24 => edit_policy(chance, facts),
        25..=27 => give(chance, facts),
        28..=30 => Some(set(chance, facts)),
        31..=33 => by_hand(chance, facts),
        34..=35 => accept(chance, facts),
        36 => Some(Act::Invite(address(chance.below(SLOTS)))),
        37 => transfer(chance, facts),
        38 => Some(Act::NothingLeft(*chance.pick(&[
            None,
            Some(NothingLeft::Keep),
            Some(NothingLeft::NoAccess),
            Some(NothingLeft::NoAccess),
            Some(NothingLeft::DefaultRole),
        ]))),
        _ => Some(chance.pick(&[Act::Project, Act::Compile]).clone()),
    };
    drawn.unwrap_or_else(|| push(chance))
}

fn address(slot: usize) -> String {
    format!("p{slot}@example.com")
}

fn push(chance: &mut Chance) -> Act {
    let slots = if chance.one_in(5) { SLOTS } else { PUSHED };
    let name = address(chance.below(slots));
    let mut user = json!({"userName": name, "externalId": name, "active": !chance.one_in(5)});
    user[ENTERPRISE] = json!({"department": chance.pick(&["Yard", "Office"])});
    if chance.one_in(2) {
        user[OWN] = access(chance);
    }
    Act::Scim(chance.below(2), Verb::Post, "/Users".to_owned(), user)
}

/// Some access attributes, with values that exist or are to clear.
fn access(chance: &mut Chance) -> Value {
    let mut access = json!({});
    if chance.one_in(2) {
        access["role"] =
            json!(chance.pick(&["technician", "viewer", "admin", "manager", "owner", ""]));
    }
    if chance.one_in(2) {
        access["workspaces"] = json!(chance.pick(&["Yard", "Office;Archive", "all", ""]));
    }
    if chance.one_in(3) {
        access["fleetAccess"] = json!(chance.pick(&["entire", "groups", "none", ""]));
    }
    if chance.one_in(2) {
        access["fleetGroups"] = json!(chance.pick(&["Midwest", "West;Chicago", ""]));
    }
    access
}

fn write(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let (by, path) = somebody(chance, facts)?;
    let operation = json!([{"op": "replace", "value": {OWN: access(chance)}}]);
    Some(Act::Scim(by, Verb::Patch, path, operation))
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
fn anybody<'f>(chance: &mut Chance, facts: &'f Facts) -> Option<&'f Person> {
    one_of(chance, &facts.people)
}

fn one_of<'a, T>(chance: &mut Chance, of: &'a [T]) -> Option<&'a T> {
    (!of.is_empty()).then(|| chance.pick(of))
}

/// Whom people take access from, or give it back to.
fn by_hand(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    if chance.one_in(3) {
        return Some(Act::Deactivate(anybody(chance, facts)?.id));
    }
    let gone: Vec<&Person> = having(facts, "deactivated");
    Some(Act::Reactivate(one_of(chance, &gone)?.id))
}

fn having<'f>(facts: &'f Facts, status: &str) -> Vec<&'f Person> {
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
    let body = json!({"displayName": chance.pick(&NAMES), "members": members(chance, facts, by)});
    Act::Scim(by, Verb::Post, "/Groups".to_owned(), body)
}

fn members(chance: &mut Chance, facts: &Facts, by: usize) -> Value {
    let mut members = Vec::new();
    for _ in 0..chance.below(4) {
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

fn edit_rule(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let ids: Vec<Uuid> = facts.rules.iter().map(|rule| rule.id).collect();
    let id = (!ids.is_empty()).then(|| RuleId(*chance.pick(&ids)))?;
    if chance.one_in(3) {
        return Some(Act::Policy(Change::DropRule(DeleteRule { id })));
    }
    Some(Act::Policy(Change::Rule(UpdateRule {
        priority: Some(*chance.pick(&[10, 20, 30])),
        enabled: Some(!chance.one_in(3)),
        ..UpdateRule::of(id)
    })))
}

/// A role, a workspace or a fleet group comes, goes or is another one.
fn edit_policy(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    Some(Act::Policy(match chance.below(9) {
        0 => Change::MakeRole(CreateRole {
            name: "Helper".to_owned(),
            priority: 730,
            permissions: vec!["records.view".to_owned()],
            default: chance.one_in(3),
            ..CreateRole::default()
        }),
        1..=2 => {
            let custom = |slug: &str| ["technician", "helper"].contains(&slug);
            let (own, others): (Vec<_>, Vec<_>) =
                facts.roles.iter().partition(|role| custom(&role.slug));
            let id = RoleId(one_of(chance, &own)?.id);
            let move_to = (!chance.one_in(4)).then(|| RoleId(chance.pick(&others).id));
            Change::DropRole(DeleteRole { id, move_to })
        }
        3 => Change::MakeWorkspace(CreateWorkspace {
            name: (*chance.pick(&WORKSPACES)).to_owned(),
        }),
        4 => Change::RenameWorkspace(RenameWorkspace {
            id: WorkspaceId(one_of(chance, &facts.workspaces)?.0),
            name: (*chance.pick(&WORKSPACES)).to_owned(),
        }),
        5 => Change::DropWorkspace(DeleteWorkspace {
            id: WorkspaceId(one_of(chance, &facts.workspaces)?.0),
        }),
        6 => Change::MakeFleet(CreateFleetGroup {
            name: (*chance.pick(&FLEET)).to_owned(),
            parent: one_of(chance, &facts.fleet).map(|one| FleetGroupId(one.id)),
        }),
        7 => Change::MoveFleet(UpdateFleetGroup {
            id: FleetGroupId(one_of(chance, &facts.fleet)?.id),
            name: None,
            parent: Some(one_of(chance, &facts.fleet).map(|one| FleetGroupId(one.id))),
        }),
        _ => Change::DropFleet(DeleteFleetGroup {
            id: FleetGroupId(one_of(chance, &facts.fleet)?.id),
        }),
    }))
}

fn give(chance: &mut Chance, facts: &Facts) -> Option<Act> {
    let people: Vec<Uuid> = facts.people.iter().map(|one| one.id).collect();
    let person = (!people.is_empty()).then(|| *chance.pick(&people))?;
    let texts = |one: &str| vec![one.to_owned()];
    let given = match chance.below(3) {
        0 => Given {
            role: Some(Some(
                (*chance.pick(&["viewer", "admin", "user"])).to_owned(),
            )),
            ..Given::default()
        },
        1 => Given {
            workspaces: Some(texts(chance.pick::<&str>(&["all", "Yard", "Office"]))),
            ..Given::default()
        },
        _ => Given {
            fleet: Some(texts(
                chance.pick::<&str>(&["entire", "none", "West", "Midwest"]),
            )),
            ..Given::default()
        },
    };
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
    };
    match chance.below(5) {
        0..=1 => work.privileged = Some(chance.one_in(2)),
        2 => work.projection = Some(!chance.one_in(3)),
        _ => {
            let parts = [
                Part::Role,
                Part::Role,
                Part::Scope,
                Part::Scope,
                Part::Options,
            ];
            let keepers = [
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
