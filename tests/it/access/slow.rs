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
    let known = KNOWN.iter().find(|known| known.name == rule.name);
    let known = known.expect("a rule of the stories");
    if rule
        .connection
        .is_some_and(|bound| !person.links.contains(&bound))
    {
        return Vec::new();
    }
    let direct: Vec<&Group> = groups_of(facts, person.id);
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
    let of_the_rule = |group: &&&Group| {
        rule.connection
            .is_none_or(|bound| group.connection == bound)
    };
    let names = |groups: &[&'_ Group]| -> Vec<String> {
        let groups = groups.iter().filter(of_the_rule);
        groups.map(|group| group.name.clone()).collect()
    };
    let matched = |names: &[String]| {
        (known.meant)(&Seen {
            department,
            groups: names.iter().map(String::as_str).collect(),
        })
    };
    let privileged = rule
        .effects
        .as_array()
        .expect("effects")
        .iter()
        .any(|effect| {
            let role = id_of(effect).filter(|_| effect["gives"] == "role");
            role.and_then(|id| givable(facts, id))
                .is_some_and(is_privileged)
        });
    if !matched(&names(&groups)) || (privileged && !matched(&names(&direct))) {
        return Vec::new();
    }
    // All account permissions rest on people's word: that of every connection that says so.
    let trusted = match known.rests_on {
        Some(name) => direct
            .iter()
            .filter(of_the_rule)
            .any(|group| group.name == name && trusts(facts, group.connection)),
        None => person.links.iter().all(|link| trusts(facts, *link)),
    };
    if privileged && !trusted {
        return Vec::new();
    }
    let effects = rule.effects.as_array().expect("effects").iter();
    let given = effects.filter_map(|effect| {
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
