//! Access is compiled: what all sources give goes in, what a person may do and see comes out.

use super::given::{Collector, Fleet, Given, Rank, Thing};
use super::guards::Barred;
use super::records::records;
use super::visible::visibility;
use super::{
    Access, Because, Dimension, Grant, Matched, Named, Permission, PersonOption, Policy, Role,
    Scope, SeenGroup, Source,
};
use crate::ids::{ConnectionId, FleetGroupId, RoleId, RuleId, WorkspaceId};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::fmt;

/// What of a person access follows from.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Whether they own the account.
    pub owner: bool,
    /// What was granted outright.
    pub grants: &'a [Grant],
    /// The connections that know them.
    pub connections: &'a [ConnectionId],
    /// The groups that they are in, of which some give by themselves.
    pub groups: &'a [SeenGroup],
}

/// Something that a directory named and may not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which guard says no.
    pub why: Barred,
    /// Who named it.
    pub source: Source,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by_rule = matches!(self.source, Source::Rule { .. });
        let by_rule = if by_rule { " by a rule" } else { "" };
        write!(f, "left out{by_rule}: {}", self.why)
    }
}

impl LeftOut {
    /// Whether an owner was protected.
    pub fn is_of_owner(&self) -> bool {
        self.why == Barred::OwnerProtected
    }
}

/// The outcome of compiling.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The access, every value with its reasons.
    pub access: Access,
    /// What was left out of it.
    pub left_out: Vec<LeftOut>,
    /// Every role that any source gives, also those that another one outranks or that are silenced by
    /// a switch: what guards ask, because both may be another one tomorrow.
    pub roles: Vec<RoleId>,
}

/// Compiles the access of one person.
///
/// One role a person: the source of the highest rank wins (owner, SCIM attribute, rules by
/// priority, by hand, default; ties by the role's priority, then by the rule's id). Workspaces and
/// fleet groups are unions; what is said of the fleet as a whole is ranked like a role, and so is the
/// record set of each entity type, where sets of one rank are added up. Visibility is ranked likewise.
/// Neither reaches further than the role does.
pub fn compile(subject: &Subject<'_>, matched: &[Matched], policy: &Policy) -> Compiled {
    let mut collector = Collector::new(policy, subject.connections);
    if subject.owner {
        collector.owner();
    }
    for grant in subject.grants {
        collector.grant(grant);
    }
    for group in subject.groups {
        collector.projected(group);
    }
    for matched in matched {
        collector.rule(matched);
    }
    collector.default_role();
    let (mut given, left_out) = (collector.given, collector.left_out);
    let mut roles = collector.named;
    given.sort_by_key(order);

    roles.extend(roles_of(&given).map(|(role, _)| role.id));
    roles.sort_unstable();
    roles.dedup();
    let mut because = Vec::new();
    let role = role(&given, &mut because);
    let access = Access {
        workspaces: workspaces(&given, &mut because),
        fleet: fleet(&given, policy, &mut because),
        permissions: role.map(permissions).unwrap_or_default(),
        options: options(&given, &mut because),
        records: records(&given, (subject.owner, role), policy, &mut because),
        visibility: visibility(&given, subject.owner, role, &mut because),
        role: role.map(|role| named(role.id, &role.name)),
        because,
        policy_version: policy.version,
    };
    Compiled {
        access,
        left_out,
        roles,
    }
}

/// Rank first, then the tie-breakers: the role's priority, the rule's id.
fn order(given: &Given<'_>) -> (Rank, Reverse<i64>, Option<RuleId>) {
    let priority = match given.thing {
        Thing::Role(role) => role.priority,
        _ => 0,
    };
    let rule = match given.source {
        Source::Rule { rule, .. } => Some(rule),
        _ => None,
    };
    (given.rank, Reverse(priority), rule)
}

/// Every role that is given, the highest rank first.
fn roles_of<'a, 'g>(given: &'g [Given<'a>]) -> impl Iterator<Item = (&'a Role, &'g Given<'a>)> {
    given.iter().filter_map(|given| match given.thing {
        Thing::Role(role) => Some((role, given)),
        _ => None,
    })
}

fn role<'a>(given: &[Given<'a>], because: &mut Vec<Because>) -> Option<&'a Role> {
    let (winner, _) = roles_of(given).next()?;
    let same = roles_of(given).filter(|(role, _)| role.id == winner.id);
    because.extend(same.map(|(role, given)| reason(Dimension::Role, &role.name, given)));
    Some(winner)
}

fn permissions(role: &Role) -> Vec<String> {
    let mut all: Vec<String> = role
        .permissions
        .iter()
        .map(Permission::as_str)
        .map(str::to_owned)
        .collect();
    all.sort();
    all.dedup();
    all
}

fn workspaces(given: &[Given<'_>], because: &mut Vec<Because>) -> Scope<WorkspaceId> {
    let mut these = Vec::new();
    let mut all = false;
    let mut reasons = Vec::new();
    for given in given {
        match given.thing {
            Thing::AllWorkspaces => {
                all = true;
                reasons.push(reason(Dimension::Workspace, "all", given));
            }
            Thing::Workspace(workspace) => {
                these.push(named(workspace.id, &workspace.name));
                reasons.push(reason(Dimension::Workspace, &workspace.name, given));
            }
            _ => {}
        }
    }
    if all {
        reasons.retain(|reason| reason.value == "all");
    }
    because.extend(by_value(reasons));
    if all { Scope::All } else { some(these) }
}

fn fleet(given: &[Given<'_>], policy: &Policy, because: &mut Vec<Because>) -> Scope<FleetGroupId> {
    match stated(given) {
        Some(Fleet::Entire) => {
            because.extend(statements(given, Fleet::Entire, "entire"));
            Scope::All
        }
        Some(Fleet::None) => {
            because.extend(statements(given, Fleet::None, "none"));
            Scope::None
        }
        Some(Fleet::Groups) | None => fleet_groups(given, policy, because),
    }
}

/// What the highest source says of the fleet as a whole; the widest where several of one rank do.
fn stated(given: &[Given<'_>]) -> Option<Fleet> {
    given
        .iter()
        .filter_map(|given| match given.thing {
            Thing::Fleet(fleet) => Some((given.rank, fleet)),
            _ => None,
        })
        .min()
        .map(|(_, fleet)| fleet)
}

fn statements(given: &[Given<'_>], what: Fleet, word: &str) -> Vec<Because> {
    given
        .iter()
        .filter(|given| matches!(given.thing, Thing::Fleet(fleet) if fleet == what))
        .map(|given| reason(Dimension::FleetAccess, word, given))
        .collect()
}

fn fleet_groups(
    given: &[Given<'_>],
    policy: &Policy,
    because: &mut Vec<Because>,
) -> Scope<FleetGroupId> {
    let mut these = Vec::new();
    let mut reasons = Vec::new();
    for given in given {
        let Thing::FleetGroup(top) = given.thing else {
            continue;
        };
        for group in policy.fleet.with_subgroups(top.id) {
            these.push(named(group.id, &group.name));
            let mut reason = reason(Dimension::FleetGroup, &group.name, given);
            if group.id != top.id {
                reason.via.push(top.name.clone());
            }
            reasons.push(reason);
        }
    }
    because.extend(by_value(reasons));
    some(these)
}

/// An option is on when any source says so.
fn options(given: &[Given<'_>], because: &mut Vec<Because>) -> Vec<PersonOption> {
    let mut these = Vec::new();
    let mut reasons = Vec::new();
    for given in given {
        if let Thing::Option(option) = given.thing {
            these.push(option);
            reasons.push(reason(Dimension::Option, option.as_str(), given));
        }
    }
    because.extend(by_value(reasons));
    these.sort();
    these.dedup();
    these
}

fn named<I>(id: I, name: &str) -> Named<I> {
    Named {
        id,
        name: name.to_owned(),
    }
}

pub(super) fn reason(dimension: Dimension, value: &str, given: &Given<'_>) -> Because {
    Because {
        dimension,
        value: value.to_owned(),
        source: given.source.clone(),
        via: given.via.clone(),
    }
}

/// By value; within one, the stable sort keeps the rank of the sources.
fn by_value(mut reasons: Vec<Because>) -> Vec<Because> {
    reasons.sort_by(|a, b| a.value.cmp(&b.value));
    reasons
}

fn some<I: Copy + Eq + std::hash::Hash>(mut these: Vec<Named<I>>) -> Scope<I> {
    let mut seen = HashSet::new();
    these.retain(|named| seen.insert(named.id));
    these.sort_by(|a, b| a.name.cmp(&b.name));
    if these.is_empty() {
        Scope::None
    } else {
        Scope::Some(these)
    }
}
