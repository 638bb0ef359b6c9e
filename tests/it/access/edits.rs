//! Changes of what can be given and of the rules, by hand: what there is, and drawing one.

use super::draw::{CUSTOM, one_of, sample};
use super::facts::{Facts, Grant, Role};
use super::rules::{self, Known};
use super::sets::{SETS, TYPES, draw_reach};
use crate::support::{App, Chance};
use muster_app::access::edit::{self, Edit};
use muster_app::access::fleet::{CreateFleetGroup, DeleteFleetGroup, UpdateFleetGroup};
use muster_app::access::record_sets::{
    CreateRecordSet, DeleteRecordSet, Reaching, UpdateRecordSet,
};
use muster_app::access::roles::{CopyRole, CreateRole, DeleteRole, UpdateRole};
use muster_app::access::rules::{CreateRule, DeleteRule, UpdateRule};
use muster_app::access::workspaces::{CreateWorkspace, DeleteWorkspace, RenameWorkspace};
use muster_app::error::Kind;
use muster_model::access::Visibility;
use muster_model::ids::{ConnectionId, FleetGroupId, RecordSetId, RoleId, RuleId, WorkspaceId};
use muster_store::Acting;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The names of workspaces and fleet groups that come and go.
const WORKSPACES: [&str; 4] = ["Yard", "Office", "Archive", "Annex"];
const FLEET: [&str; 4] = ["Midwest", "Chicago", "West", "East"];

/// What roles of the stories' own may allow; account permissions among it.
const ALLOWED: [&[&str]; 4] = [
    &["records.view"],
    &["records.*"],
    &["records.view", "account.users"],
    &[],
];

/// A change of the policy.
#[derive(Clone, Debug)]
pub(super) enum Change {
    MakeRule(CreateRule),
    Rule(UpdateRule),
    DropRule(DeleteRule),
    MakeRole(CreateRole),
    CopyRole(CopyRole),
    Role(UpdateRole),
    DropRole(DeleteRole),
    MakeWorkspace(CreateWorkspace),
    RenameWorkspace(RenameWorkspace),
    DropWorkspace(DeleteWorkspace),
    MakeFleet(CreateFleetGroup),
    MoveFleet(UpdateFleetGroup),
    DropFleet(DeleteFleetGroup),
    MakeRecordSet(CreateRecordSet),
    RecordSet(UpdateRecordSet),
    DropRecordSet(DeleteRecordSet),
}

/// A record set would leave a type to nobody's word.
pub(super) const MOVED_TO_OTHER_TYPES: &str = "record_set.moved_to_other_types";

/// What it may be refused for: what it is about is gone, used, locked, or there already.
pub(super) const REFUSED: [&str; 20] = [
    "assignment.own_domain",
    "owner.role",
    "rule.not_found",
    "rule.gives",
    "role.not_found",
    "workspace.not_found",
    "fleet_group.not_found",
    "fleet_group.not_empty",
    "fleet_group.parent",
    "access.name_taken",
    "access.role_in_use",
    "access.role_built_in",
    "access.role_moved_to_itself",
    "access.default_privileged",
    "access.moved",
    "record_set.not_found",
    "record_set.in_use",
    "record_set.moved_to_itself",
    MOVED_TO_OTHER_TYPES,
    "resource.not_found",
];

impl Change {
    /// Does it; what is refused is refused, but nothing breaks. Answers null when it was done, and when a set
    /// stays because of its types, that.
    pub(super) async fn run(self, app: &App, about: &str) -> Option<Value> {
        match self {
            Self::MakeRule(edit) => change(app, edit, about).await,
            Self::Rule(edit) => change(app, edit, about).await,
            Self::DropRule(edit) => change(app, edit, about).await,
            Self::MakeRole(edit) => change(app, edit, about).await,
            Self::CopyRole(edit) => change(app, edit, about).await,
            Self::Role(edit) => change(app, edit, about).await,
            Self::DropRole(edit) => change(app, edit, about).await,
            Self::MakeWorkspace(edit) => change(app, edit, about).await,
            Self::RenameWorkspace(edit) => change(app, edit, about).await,
            Self::DropWorkspace(edit) => change(app, edit, about).await,
            Self::MakeFleet(edit) => change(app, edit, about).await,
            Self::MoveFleet(edit) => change(app, edit, about).await,
            Self::DropFleet(edit) => change(app, edit, about).await,
            Self::MakeRecordSet(edit) => change(app, edit, about).await,
            Self::RecordSet(edit) => change(app, edit, about).await,
            Self::DropRecordSet(edit) => change(app, edit, about).await,
        }
    }

    /// Whether a row like this may come or go with it: what is removed takes its own rows along, and
    /// a role may leave its rows to another one.
    pub(super) fn may_write(&self, grant: &Grant) -> bool {
        let is =
            |dimension, id: Uuid| grant.dimension == dimension && grant.value == id.to_string();
        match self {
            Self::DropRole(edit) => {
                is("role", edit.id.0) || edit.move_to.is_some_and(|to| is("role", to.0))
            }
            Self::DropWorkspace(edit) => is("workspace", edit.id.0),
            Self::DropRecordSet(edit) => {
                let of = |id: Uuid| grant.value.ends_with(&format!("={id}"));
                let moved = edit.move_to.is_some_and(|to| of(to.0));
                grant.dimension == "record_set" && (of(edit.id.0) || moved)
            }
            Self::DropFleet(edit) => is("fleet_group", edit.id.0),
            _ => false,
        }
    }
}

/// Changes the policy by hand; what it is about may be gone by then.
async fn change<E: Edit>(app: &App, edit: E, about: &str) -> Option<Value> {
    let acting = Acting::command_line();
    let done = edit::apply(&app.ctx, &acting, app.account.id, edit, None).await;
    let Err(error) = done else {
        return Some(Value::Null);
    };
    let code = error.code();
    let fine = REFUSED.contains(&code) || error.kind() == Kind::Unavailable;
    assert!(fine, "{about}: {error:?}");
    (code == MOVED_TO_OTHER_TYPES).then(|| json!({"refused": code}))
}

/// A rule comes, goes, is switched off, or is another one.
pub(super) fn edit_rule(chance: &mut Chance, facts: &Facts) -> Option<Change> {
    if chance.one_in(4) {
        return Some(Change::MakeRule(new_rule(chance, facts)));
    }
    let id = RuleId(one_of(chance, &facts.rules)?.id);
    let edit = match chance.below(3) {
        0 => return Some(Change::DropRule(DeleteRule { id })),
        1 => {
            let other = new_rule(chance, facts);
            UpdateRule {
                name: Some(other.name),
                connection: Some(other.connection),
                when: Some(other.when),
                then: Some(other.then),
                ..UpdateRule::of(id)
            }
        }
        _ => UpdateRule {
            priority: Some(*chance.pick(&[10, 20, 30])),
            enabled: Some(!chance.one_in(3)),
            ..UpdateRule::of(id)
        },
    };
    Some(Change::Rule(edit))
}

/// One of the conditions that the stories know, with what any of them gives.
fn new_rule(chance: &mut Chance, facts: &Facts) -> CreateRule {
    let known = chance.pick(rules::KNOWN);
    let other: &Known = chance.pick(rules::KNOWN);
    let gives = if chance.one_in(2) { other } else { known };
    let bound = known.bound.map(|name| facts.connection(name).id);
    CreateRule {
        name: known.name.to_owned(),
        connection: bound.map(ConnectionId),
        when: known.when.to_owned(),
        then: gives.gives(),
        priority: *chance.pick(&[10, 20, 30]),
        enabled: !chance.one_in(8),
    }
}

/// A role comes, goes or is another one.
pub(super) fn edit_role(chance: &mut Chance, facts: &Facts) -> Option<Change> {
    let custom = |role: &&Role| CUSTOM.contains(&role.slug.as_str());
    let (own, others): (Vec<_>, Vec<_>) = facts.roles.iter().partition(custom);
    Some(match chance.below(8) {
        0..=1 => Change::MakeRole(CreateRole {
            name: "Helper".to_owned(),
            priority: 730,
            permissions: texts(chance.pick::<&[&str]>(&ALLOWED)),
            default: chance.one_in(3),
            records: records(chance),
            visibility: *chance.pick(&Visibility::ALL),
            ..CreateRole::default()
        }),
        2 => Change::CopyRole(CopyRole {
            id: RoleId(chance.pick(&facts.roles).id),
            name: (*chance.pick(&["Helper", "Technician"])).to_owned(),
            slug: None,
        }),
        3..=4 => Change::Role(UpdateRole {
            id: RoleId(if chance.one_in(3) {
                chance.pick(&others).id
            } else {
                one_of(chance, &own)?.id
            }),
            name: None,
            visibility: chance.one_in(3).then(|| *chance.pick(&Visibility::ALL)),
            records: chance.one_in(3).then(|| records(chance)),
            priority: chance.one_in(2).then(|| *chance.pick(&[10, 730, 2000])),
            permissions: chance
                .one_in(2)
                .then(|| texts(chance.pick::<&[&str]>(&ALLOWED))),
            default: chance.one_in(2).then(|| chance.one_in(2)),
        }),
        _ => {
            let id = RoleId(one_of(chance, &own)?.id);
            let to = chance.pick(&facts.roles).id;
            let move_to = (!chance.one_in(4)).then_some(RoleId(to));
            Change::DropRole(DeleteRole { id, move_to })
        }
    })
}

/// How far a role reaches by itself: most everywhere.
fn records(chance: &mut Chance) -> BTreeMap<String, Reaching> {
    let mut types = BTreeMap::new();
    for entity in TYPES {
        if chance.one_in(4) {
            let reaching = Reaching {
                view: Some(draw_reach(chance, entity)),
                update: chance.one_in(2).then(|| draw_reach(chance, entity)),
            };
            types.insert(entity.to_owned(), reaching);
        }
    }
    types
}

fn texts(of: &[&str]) -> Vec<String> {
    of.iter().map(|text| (*text).to_owned()).collect()
}

/// A workspace comes, goes or has another name; mostly one goes that somebody was given.
pub(super) fn edit_workspace(chance: &mut Chance, facts: &Facts) -> Option<Change> {
    let there = facts.workspaces.iter().map(|one| one.1.as_str());
    let name = new_name(chance, &WORKSPACES, &there.collect::<Vec<_>>());
    Some(match chance.below(6) {
        0..=1 => Change::MakeWorkspace(CreateWorkspace { name }),
        2 => {
            let id = WorkspaceId(one_of(chance, &facts.workspaces)?.0);
            Change::RenameWorkspace(RenameWorkspace { id, name })
        }
        _ => {
            let ids: Vec<Uuid> = facts.workspaces.iter().map(|one| one.0).collect();
            let id = WorkspaceId(in_use(chance, facts, &ids)?);
            Change::DropWorkspace(DeleteWorkspace { id })
        }
    })
}

/// The same of a fleet group, which may also move.
pub(super) fn edit_fleet(chance: &mut Chance, facts: &Facts) -> Option<Change> {
    let there = facts.fleet.iter().map(|one| one.name.as_str());
    let name = new_name(chance, &FLEET, &there.collect::<Vec<_>>());
    let parent = one_of(chance, &facts.fleet).map(|one| FleetGroupId(one.id));
    let parent = parent.filter(|_| !chance.one_in(3));
    Some(match chance.below(7) {
        0..=1 => Change::MakeFleet(CreateFleetGroup { name, parent }),
        2..=3 => {
            let id = FleetGroupId(one_of(chance, &facts.fleet)?.id);
            let renamed = chance.one_in(2);
            Change::MoveFleet(UpdateFleetGroup {
                id,
                name: renamed.then_some(name),
                parent: (!renamed).then_some(parent),
            })
        }
        _ => {
            let ids: Vec<Uuid> = facts.fleet.iter().map(|one| one.id).collect();
            let id = FleetGroupId(in_use(chance, facts, &ids)?);
            Change::DropFleet(DeleteFleetGroup { id })
        }
    })
}

/// A record set comes, is another one, or goes, mostly with another one in its place.
pub(super) fn edit_record_set(chance: &mut Chance, facts: &Facts) -> Option<Change> {
    let types = |chance: &mut Chance| {
        let most = 1 + chance.below(2);
        let some = sample(chance, &TYPES, most);
        let reach = |of: &&str| {
            let reaching = Reaching {
                view: Some(draw_reach(chance, of)),
                update: Some(draw_reach(chance, of)),
            };
            ((*of).to_owned(), reaching)
        };
        some.into_iter().map(reach).collect()
    };
    if chance.one_in(3) {
        return Some(Change::MakeRecordSet(CreateRecordSet {
            name: (*chance.pick(&SETS)).to_owned(),
            of: None,
            types: types(chance),
        }));
    }
    let id = RecordSetId(one_of(chance, &facts.sets)?.id);
    if chance.one_in(2) {
        return Some(Change::RecordSet(UpdateRecordSet {
            id,
            name: chance.one_in(2).then(|| (*chance.pick(&SETS)).to_owned()),
            types: chance.one_in(2).then(|| types(chance)),
            reusable: None,
        }));
    }
    let to = RecordSetId(one_of(chance, &facts.sets)?.id);
    let move_to = (!chance.one_in(4)).then_some(to);
    Some(Change::DropRecordSet(DeleteRecordSet { id, move_to }))
}

/// One of these names, mostly one that nothing has.
fn new_name(chance: &mut Chance, of: &[&str], there: &[&str]) -> String {
    let free: Vec<&str> = of
        .iter()
        .copied()
        .filter(|name| !there.contains(name))
        .collect();
    let name = one_of(chance, &free).filter(|_| !chance.one_in(5)).copied();
    let any = *chance.pick(of);
    name.unwrap_or(any).to_owned()
}

/// One of these, mostly one that a grant names.
fn in_use(chance: &mut Chance, facts: &Facts, ids: &[Uuid]) -> Option<Uuid> {
    let mut grants = Vec::new();
    for person in &facts.people {
        grants.extend(person.grants.iter().map(|grant| &grant.value));
    }
    let used = ids.iter().filter(|id| grants.contains(&&id.to_string()));
    let used: Vec<Uuid> = used.copied().collect();
    let one = one_of(chance, &used).copied();
    one.filter(|_| !chance.one_in(4))
        .or_else(|| sample(chance, ids, 1).first().copied().copied())
}
