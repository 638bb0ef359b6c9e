//! What is wrong with a rule that stands: nothing of it is refused, all of it is told.

use crate::access::Rulebook;
use crate::access::matches::rest_of;
use crate::access::rulebook::Condition;
use muster_model::access::guards::Named;
use muster_model::access::{Effect, GivenSet, Policy, RecordGrant, Rule};
use muster_model::ids::{AccountId, ConnectionId, RuleId};
use muster_model::people::fold;
use muster_store::{AskedGroups, GroupName, Groups, StoreError};
use std::collections::HashMap;

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// It was written by a version that read more.
    #[error("the condition cannot be read: the rule gives nothing")]
    Unreadable,
    /// It asks for a group that nobody pushes, or no longer.
    #[error("there is no group {0:?}")]
    NoGroup(String),
    /// What it gives was removed.
    #[error("the {0} that it gives was removed")]
    NoTarget(&'static str),
    /// A group is named after something that does not exist.
    #[error("group {group:?} names {name:?}, which does not exist or cannot be given by name")]
    NoName {
        /// The group.
        group: String,
        /// The rest of its name.
        name: String,
    },
    /// Nothing in the condition says which part of a name is captured.
    #[error("nothing is captured: ask for groups.display sw \"…\"")]
    NoPrefix,
    /// It gives account permissions on the word of connections that may not give them.
    #[error(
        "role {role:?} holds account permissions, and {} may not give them: nobody has the role \
         because of it; an owner may change that with `muster connection set --connection {} \
         --privileged on`",
        among(connections),
        id_of(connections)
    )]
    NotPrivileged {
        /// The role.
        role: String,
        /// The connections.
        connections: Vec<Named>,
    },
    /// Another rule of the same priority gives another role.
    #[error("rule {0:?} has the same priority and gives another role")]
    Tie(String),
}

impl Warning {
    /// The stable code of it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::NoGroup(_) => "orphaned_group",
            Self::NoTarget(_) => "orphaned_target",
            Self::NoName { .. } => "unmatched_name",
            Self::NoPrefix => "no_prefix",
            Self::NotPrivileged { .. } => "not_privileged",
            Self::Tie(_) => "tie",
        }
    }
}

fn among(connections: &[Named]) -> String {
    let names: Vec<&str> = connections.iter().map(|one| one.name.as_str()).collect();
    names.join(", ")
}

fn id_of(connections: &[Named]) -> String {
    match connections {
        [one] => one.id.to_string(),
        _ => "ID".to_owned(),
    }
}

/// What is wrong with these rules; the groups that they ask for are read in one statement.
pub(in crate::access) async fn warnings(
    groups: &Groups<'_>,
    account: AccountId,
    book: &Rulebook,
    rules: &[Rule],
) -> Result<HashMap<RuleId, Vec<Warning>>, StoreError> {
    let of_rules = |condition: &&Condition| rules.iter().any(|rule| rule.id == condition.rule);
    let conditions: Vec<&Condition> = book.conditions().filter(of_rules).collect();
    let mut asked = AskedGroups::default();
    for condition in &conditions {
        asked.prefixes.extend(condition.prefixes.iter().cloned());
        for (by_name, text) in &condition.groups {
            match (by_name, text.parse()) {
                (true, _) => asked.names.push(text.clone()),
                (false, Ok(id)) => asked.ids.push(id),
                (false, Err(_)) => {}
            }
        }
    }
    let there = groups.asked_for(account, &asked).await?;
    let mut told = HashMap::new();
    for rule in rules {
        let condition = conditions.iter().find(|held| held.rule == rule.id);
        let judged = Judged {
            rule,
            policy: book.policy(),
            there: &there,
        };
        told.insert(rule.id, judged.warnings(condition.copied()));
    }
    Ok(told)
}

struct Judged<'a> {
    rule: &'a Rule,
    policy: &'a Policy,
    there: &'a [GroupName],
}

impl Judged<'_> {
    fn warnings(&self, condition: Option<&Condition>) -> Vec<Warning> {
        let mut all = Vec::new();
        match condition {
            None => all.push(Warning::Unreadable),
            Some(condition) => {
                self.groups(condition, &mut all);
                self.names(condition, &mut all);
                self.privileges(condition, &mut all);
            }
        }
        self.targets(&mut all);
        self.ties(&mut all);
        all
    }

    /// The groups that the rule can see.
    fn seen(&self) -> impl Iterator<Item = &GroupName> {
        let bound = self.rule.connection;
        let seen = move |group: &&GroupName| bound.is_none_or(|id| group.connection == id);
        self.there.iter().filter(seen)
    }

    fn groups(&self, condition: &Condition, all: &mut Vec<Warning>) {
        for (by_name, text) in &condition.groups {
            let key = fold(text);
            let is_it = |group: &GroupName| {
                if *by_name {
                    fold(&group.name) == key
                } else {
                    group.id.to_string() == key
                }
            };
            if !self.seen().any(is_it) {
                all.push(Warning::NoGroup(text.clone()));
            }
        }
    }

    fn names(&self, condition: &Condition, all: &mut Vec<Warning>) {
        let captured = |effect: &&Effect| effect.is_captured();
        let captured: Vec<&Effect> = self.rule.effects.iter().filter(captured).collect();
        if captured.is_empty() {
            return;
        }
        if condition.prefixes.is_empty() {
            all.push(Warning::NoPrefix);
        }
        for group in self.seen() {
            let prefixes = condition.prefixes.iter();
            let mut rests = prefixes.filter_map(|prefix| rest_of(&group.name, prefix));
            let Some(name) = rests.next() else { continue };
            let given = |effect: &&Effect| self.policy.captured(effect, name).is_some();
            if !captured.iter().any(given) {
                all.push(Warning::NoName {
                    group: group.name.clone(),
                    name: name.to_owned(),
                });
            }
        }
    }

    /// Decision 25 of the house: account permissions only on the word of connections that a person
    /// switched on for it.
    fn privileges(&self, condition: &Condition, all: &mut Vec<Warning>) {
        let roles = self.rule.effects.iter().filter_map(|effect| match effect {
            Effect::Role(id) => self.policy.role(*id),
            _ => None,
        });
        let Some(role) = roles.into_iter().find(|role| role.is_privileged()) else {
            return;
        };
        let mut word_of: Vec<ConnectionId> = match self.rule.connection {
            Some(bound) => vec![bound],
            None => self.seen().map(|group| group.connection).collect(),
        };
        if word_of.is_empty()
            || (!condition.attributes.is_empty() && self.rule.connection.is_none())
        {
            word_of.extend(self.policy.directories.iter().map(|one| one.id));
        }
        word_of.sort();
        word_of.dedup();
        word_of.retain(|id| !self.policy.trusts(*id));
        if !word_of.is_empty() {
            all.push(Warning::NotPrivileged {
                role: role.name.clone(),
                connections: word_of.iter().map(|id| self.policy.named(*id)).collect(),
            });
        }
    }

    fn targets(&self, all: &mut Vec<Warning>) {
        for effect in &self.rule.effects {
            let (what, there) = match effect {
                Effect::Role(id) => ("role", self.policy.role(*id).is_some()),
                Effect::Workspace(id) => ("workspace", self.policy.workspace(*id).is_some()),
                Effect::FleetGroup(id) => ("fleet group", self.policy.fleet.get(*id).is_some()),
                Effect::RecordSet(RecordGrant {
                    set: GivenSet::Set(id),
                    ..
                }) => ("record set", self.policy.record_set(*id).is_some()),
                _ => continue,
            };
            if !there {
                all.push(Warning::NoTarget(what));
            }
        }
    }

    fn ties(&self, all: &mut Vec<Warning>) {
        let Some(role) = role_of(self.rule).filter(|_| self.rule.enabled) else {
            return;
        };
        for other in &self.policy.rules {
            let of_the_same = other.id != self.rule.id
                && other.enabled
                && other.priority == self.rule.priority
                && (self.rule.connection.is_none()
                    || other.connection.is_none()
                    || self.rule.connection == other.connection);
            let another = |given: &Effect| given != role || *given == Effect::CapturedRole;
            if of_the_same && role_of(other).is_some_and(another) {
                all.push(Warning::Tie(other.name.clone()));
            }
        }
    }
}

/// The role that a rule gives, if it gives any.
fn role_of(rule: &Rule) -> Option<&Effect> {
    let mut effects = rule.effects.iter();
    effects.find(|effect| matches!(effect, Effect::Role(_) | Effect::CapturedRole))
}
