//! The policy of an account with the conditions of its rules read.

use super::condition;
use muster_model::access::Policy;
use muster_model::ids::RuleId;
use muster_scim::filter::Filter;

/// The condition of one rule, read.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) rule: RuleId,
    pub(super) filter: Filter,
    /// Whether it reads anything beside `groups`.
    pub(super) reads_attributes: bool,
    /// Whether it reads `groups`.
    pub(super) reads_groups: bool,
}

/// A policy whose conditions are read once, for as many people as are compiled with it.
#[derive(Clone, Debug)]
pub struct Rulebook {
    policy: Policy,
    conditions: Vec<Condition>,
}

impl Rulebook {
    /// Reads every condition. One that cannot be read gives nothing to anybody, and is told to
    /// the log: it was checked when it was written, so only an older version can have left it.
    pub fn of(policy: Policy) -> Self {
        let conditions = policy
            .rules
            .iter()
            .filter_map(|rule| match condition::read(&rule.condition) {
                Ok(filter) => Some(Condition {
                    rule: rule.id,
                    reads_attributes: condition::reads_attributes(&filter),
                    reads_groups: condition::reads_groups(&filter),
                    filter,
                }),
                Err(error) => {
                    tracing::error!(rule = %rule.id, %error, "a rule cannot be read and gives nothing");
                    None
                }
            })
            .collect();
        Self { policy, conditions }
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whether any condition asks for groups.
    pub(super) fn reads_groups(&self) -> bool {
        self.conditions
            .iter()
            .any(|condition| condition.reads_groups)
    }

    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter()
    }
}
