//! A slow evaluation of access, from scratch and from rows alone, written to be read.

use super::facts::{Facts, Grant, Group, Person, Role, Rule};
use super::rules::{KNOWN, Seen};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is given, and how strong the word is: the lesser, the stronger.
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
}

/// What a person may do: role, workspaces, fleet, permissions.
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
            rank: (0, 0),
            rule: None,
            what,
        }));
    }
    for grant in &person.grants {
        given.extend(by_grant(facts, person, grant));
    }
    for rule in facts.rules.iter().filter(|rule| rule.enabled) {
        given.extend(by_rule(facts, person, rule));
    }
    let something = given
        .iter()
        .any(|given| !matches!(given.what, What::Fleet(1 | 2)));
    let default = facts.roles.iter().find(|role| role.default);
    if let Some(role) = default
        && (something || facts.nothing_left.as_deref() != Some("keep"))
    {
        given.push(Given {
            rank: (9, 0),
            rule: None,
            what: What::Role(role.id),
        });
    }
    told(facts, &given)
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
    let mut permissions = role.map_or_else(Vec::new, |role| role.permissions.clone());
    permissions.sort();
    json!({
        "role": role.map(|role| &role.name),
        "workspaces": if all { json!("all") } else { json!(workspaces) },
        "fleet": fleet(facts, given),
        "permissions": permissions,
    })
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
    let part = if grant.dimension == "role" {
        "role"
    } else {
        "scope"
    };
    let id = || grant.value.parse::<Uuid>().ok();
    let what = match (grant.dimension.as_str(), grant.value.as_str()) {
        ("role", _) => What::Role(givable(facts, id()?)?.id),
        ("workspace", "all") => What::AllWorkspaces,
        ("workspace", _) => What::Workspace(id()?),
        ("fleet_access", word) => {
            let place = ["entire", "groups", "none"]
                .iter()
                .position(|one| *one == word);
            What::Fleet(u8::try_from(place?).ok()?)
        }
        ("fleet_group", _) => What::FleetGroup(id()?),
        _ => return None,
    };
    let rank = match grant.source["kind"].as_str()? {
        "scim" => {
            let connection: Uuid = grant.source["connection"].as_str()?.parse().ok()?;
            if let What::Role(role) = what
                && is_privileged(givable(facts, role)?)
                && !trusts(facts, connection)
            {
                return None;
            }
            (1, 0)
        }
        "manual" => {
            let kept = facts
                .connections
                .iter()
                .filter(|one| person.links.contains(&one.id));
            let mut kept = kept.filter(|one| one.ownership[part] == "directory");
            if kept.next().is_some() {
                return None;
            }
            (3, 0)
        }
        _ => return None,
    };
    Some(Given {
        rank,
        rule: None,
        what,
    })
}

fn by_rule(facts: &Facts, person: &Person, rule: &Rule) -> Vec<Given> {
    let bound = |connection| person.links.contains(&connection);
    if !rule.connection.is_none_or(bound) || !is_true(facts, person, rule) {
        return Vec::new();
    }
    let given = effects(rule).filter_map(|effect| {
        let what = match effect["gives"].as_str()? {
            "role" => What::Role(givable(facts, id_of(effect)?)?.id),
            "workspace" => What::Workspace(id_of(effect)?),
            "all_workspaces" => What::AllWorkspaces,
            "fleet_entire" => What::Fleet(0),
            "fleet_group" => What::FleetGroup(id_of(effect)?),
            other => panic!("{other} is not known here"),
        };
        Some(Given {
            rank: (2, -rule.priority),
            rule: Some(rule.id),
            what,
        })
    });
    given.collect()
}

fn effects(rule: &Rule) -> impl Iterator<Item = &Value> {
    rule.effects.as_array().expect("effects").iter()
}

/// Whether a rule is true of somebody, and rests on words that count.
fn is_true(facts: &Facts, person: &Person, rule: &Rule) -> bool {
    let known = KNOWN.iter().find(|known| known.name == rule.name);
    let known = known.expect("a rule of the stories");
    let direct = groups_of(facts, person.id);
    let mut groups = direct.clone();
    let mut at = 0;
    while let Some(group) = groups.get(at) {
        for above in groups_of(facts, group.id) {
            if groups.iter().all(|held| held.id != above.id) {
                groups.push(above);
            }
        }
        at += 1;
    }
    let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    let department = person.profile[enterprise]["department"].as_str();
    let counts = |group: &&&Group| {
        rule.connection
            .is_none_or(|bound| group.connection == bound)
    };
    let matched = |groups: &[&Group]| {
        (known.meant)(&Seen {
            department,
            groups: groups
                .iter()
                .filter(counts)
                .map(|group| group.name.as_str())
                .collect(),
        })
    };
    if !matched(&groups) || !is_privileged_rule(facts, rule) {
        return matched(&groups);
    }
    // Account permissions rest on direct memberships, and on the word of trusted connections.
    let trusted = match known.rests_on {
        Some(name) => {
            let mut named = direct
                .iter()
                .filter(counts)
                .filter(|group| group.name == name);
            named.any(|group| trusts(facts, group.connection))
        }
        None => person.links.iter().all(|link| trusts(facts, *link)),
    };
    trusted && matched(&direct)
}

fn is_privileged_rule(facts: &Facts, rule: &Rule) -> bool {
    let given = effects(rule).filter(|effect| effect["gives"] == "role");
    let mut roles = given.filter_map(|effect| givable(facts, id_of(effect)?));
    roles.any(is_privileged)
}

/// The living groups that somebody, or a group, is a member of.
fn groups_of(facts: &Facts, member: Uuid) -> Vec<&Group> {
    let mine = facts.memberships.iter().filter(|(_, held)| *held == member);
    mine.filter_map(|(id, _)| facts.groups.iter().find(|group| group.id == *id))
        .collect()
}

fn id_of(effect: &Value) -> Option<Uuid> {
    effect["id"].as_str()?.parse().ok()
}

/// A role that exists and is not the owner's.
fn givable(facts: &Facts, id: Uuid) -> Option<&Role> {
    let role = facts.roles.iter().find(|role| role.id == id);
    role.filter(|role| role.slug != "owner")
}

fn is_privileged(role: &Role) -> bool {
    let mut permissions = role.permissions.iter();
    permissions.any(|permission| permission == "*" || permission.starts_with("account."))
}

fn trusts(facts: &Facts, connection: Uuid) -> bool {
    let mut connections = facts.connections.iter();
    connections.any(|one| one.id == connection && one.privileged)
}
