//! What directories and administrators do, at random.

use super::facts::Facts;
use super::rules;
use crate::support::{App, Chance, Client};
use muster_app::access::ApplyAccess;
use muster_app::access::edit::{self, Edit};
use muster_app::access::rules::{DeleteRule, UpdateRule};
use muster_app::admin::SetConnection;
use muster_app::people::{GiveAccess, Given, Which};
use muster_model::access::{Keeper, Part};
use muster_model::ids::{ConnectionId, PersonId, RuleId};
use muster_store::Acting;
use serde_json::{Value, json};
use uuid::Uuid;

const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// How many people there are at most.
const SLOTS: usize = 7;

/// The names of groups; rules ask for most of them.
const NAMES: [&str; 5] = ["A", "B", "C", "D", "E"];

/// One thing that somebody does.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// A request of a directory: method, path, body or operations.
    Scim(usize, Verb, String, Value),
    /// An access file is applied.
    Apply(String),
    /// A rule is switched, or ranked anew.
    Change(UpdateRule),
    /// A rule is removed.
    Drop(DeleteRule),
    /// Somebody is given something by hand.
    Give(Uuid, Given),
    /// A human being takes somebody's access away.
    Disable(Uuid),
    /// The switches of a connection.
    Set(SetConnection),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Verb {
    Post,
    Put,
    Patch,
    Delete,
}

/// The directories, at one of the servers.
pub(super) struct Directories(pub(super) [Client; 2]);

/// Which connections they are.
pub(super) const DIRECTORIES: [&str; 2] = ["Okta", "HR"];

impl Act {
    /// Does it; what is refused is refused, but nothing breaks.
    pub(super) async fn run(self, app: &App, directories: &Directories) {
        let about = format!("{self:?}");
        match self {
            Self::Scim(by, verb, path, body) => {
                let client = &directories.0[by];
                let answer = match verb {
                    Verb::Post => client.post(&path, body).await,
                    Verb::Put => client.put(&path, body).await,
                    Verb::Patch => client.patch(&path, body).await,
                    Verb::Delete => client.delete(&path).await,
                };
                let status = answer.status.as_u16();
                assert!(status < 500 || status == 503, "{about}: {}", answer.text);
            }
            Self::Apply(text) => {
                let work = ApplyAccess {
                    account: app.account.id,
                    text,
                    dry_run: false,
                };
                let outcome = work.run(&app.ctx, &Acting::command_line()).await;
                let fine = outcome.as_ref().map_or_else(
                    |error| {
                        ["access.moved", "access.role_in_use", "server.store"]
                            .contains(&error.code())
                    },
                    |_| true,
                );
                assert!(fine, "{about}: {outcome:?}");
            }
            Self::Change(rule) => edit(app, rule, &about).await,
            Self::Drop(rule) => edit(app, rule, &about).await,
            Self::Give(person, given) => {
                let which = Which {
                    account: app.account.id,
                    person: PersonId(person),
                    if_match: None,
                };
                let work = GiveAccess { which, given };
                let acting = Acting::command_line();
                if let Err(error) = app.ctx.store.perform(acting, work).await {
                    let known = [
                        "access.directory_managed",
                        "person.not_found",
                        "server.store",
                    ];
                    assert!(known.contains(&error.code()), "{about}: {error:?}");
                }
            }
            Self::Disable(person) => app.try_to_disable_by_hand(PersonId(person)).await,
            Self::Set(work) => {
                let acting = Acting::command_line();
                let set = app.ctx.store.perform(acting, work).await;
                set.expect("switches");
            }
        }
    }
}

/// Changes the policy by hand; the rule may be gone by then.
async fn edit<E: Edit>(app: &App, edit: E, about: &str) {
    let acting = Acting::command_line();
    let done = edit::apply(&app.ctx, &acting, app.account.id, edit, None).await;
    let code = done.err().map(|error| error.code());
    let known = [None, Some("rule.not_found"), Some("server.store")];
    assert!(known.contains(&code), "{about}: {code:?}");
}

/// Draws what is done next, knowing what there is.
pub(super) fn draw(chance: &mut Chance, facts: &Facts) -> Act {
    match chance.below(20) {
        0..=2 => push(chance),
        3..=5 => write(chance, facts).unwrap_or_else(|| push(chance)),
        6 => leave(chance, facts).unwrap_or_else(|| push(chance)),
        7 => tell_active(chance, facts).unwrap_or_else(|| push(chance)),
        8 => move_to(chance, facts).unwrap_or_else(|| push(chance)),
        9..=10 => found(chance, facts),
        11..=13 => join(chance, facts).unwrap_or_else(|| found(chance, facts)),
        14 => rename_or_drop(chance, facts).unwrap_or_else(|| found(chance, facts)),
        15 => Act::Apply(rules::file(chance)),
        16 => edit_rule(chance, facts).unwrap_or_else(|| Act::Apply(rules::file(chance))),
        17..=18 => give(chance, facts).unwrap_or_else(|| push(chance)),
        _ => set(chance, facts),
    }
}

fn push(chance: &mut Chance) -> Act {
    let name = format!("p{}@example.com", chance.below(SLOTS));
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
    let person = &facts.people[chance.below(facts.people.len())];
    Some(Act::Disable(person.id))
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
        return Some(Act::Drop(DeleteRule { id }));
    }
    Some(Act::Change(UpdateRule {
        priority: Some(*chance.pick(&[10, 20, 30])),
        enabled: Some(!chance.one_in(3)),
        ..UpdateRule::of(id)
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
    if chance.one_in(2) {
        work.privileged = Some(chance.one_in(2));
    } else {
        let part = *chance.pick(&[Part::Role, Part::Scope]);
        let keeper = *chance.pick(&[Keeper::Both, Keeper::Both, Keeper::Directory]);
        work.owns.push((part, keeper));
    }
    Act::Set(work)
}
