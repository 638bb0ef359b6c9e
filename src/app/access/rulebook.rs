//! The policy of an account with the conditions of its rules read.

use super::condition;
use muster_model::access::{Effect, Policy, Rule};
use muster_model::ids::RuleId;
use muster_scim::filter::Filter;
use muster_scim::schema::Kinds;
use std::sync::Arc;

/// The condition of one rule, read.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) rule: RuleId,
    pub(super) filter: Filter,
    /// What it reads beside `groups`, by full name.
    pub(super) attributes: Vec<String>,
    /// Whether it reads `groups`.
    pub(super) reads_groups: bool,
    /// Whether it may be true because somebody is not in a group.
    pub(super) asks_for_absence: bool,
    /// The beginnings of names whose rest it captures; none when the rule captures nothing.
    pub(super) prefixes: Vec<String>,
    /// The groups that it asks for by name (`true`) or by id.
    pub(super) groups: Vec<(bool, String)>,
}

/// A policy whose conditions are read once, for as many people as are compiled with it.
#[derive(Clone, Debug)]
pub struct Rulebook {
    policy: Policy,
    kinds: Arc<Kinds>,
    conditions: Vec<Condition>,
}

fn captured(rule: &Rule, filter: &Filter) -> Vec<String> {
    if rule.effects.iter().any(Effect::is_captured) {
        condition::prefixes(filter)
    } else {
        Vec::new()
    }
}

impl Rulebook {
    /// Reads every condition. One that cannot be read gives nothing to anybody, and is told to
    /// the log: it was checked when it was written, so only an older version can have left it.
    pub fn of(policy: Policy, kinds: Arc<Kinds>) -> Self {
        let conditions = policy
            .rules
            .iter()
            .filter_map(|rule| match condition::read(&rule.condition, kinds.user()) {
                Ok(filter) => Some(Condition {
                    rule: rule.id,
                    attributes: condition::attributes(&filter, kinds.user()),
                    reads_groups: condition::reads_groups(&filter),
                    asks_for_absence: condition::asks_for_absence(&filter),
                    prefixes: captured(rule, &filter),
                    groups: condition::asked_groups(&filter),
                    filter,
                }),
                Err(error) => {
                    tracing::error!(rule = %rule.id, %error, "a rule cannot be read and gives nothing");
                    None
                }
            })
            .collect();
        Self {
            policy,
            kinds,
            conditions,
        }
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The resource types that the conditions read.
    pub(super) fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    /// Whether any condition asks for groups, or groups give by themselves.
    pub(super) fn reads_groups(&self) -> bool {
        let mut conditions = self.conditions.iter();
        self.policy.projects() || conditions.any(|condition| condition.reads_groups)
    }

    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter()
    }
}
