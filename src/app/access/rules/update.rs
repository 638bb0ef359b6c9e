//! A rule is changed, switched on or switched off.

use super::check;
use crate::access::edit::{Draft, Edit, EditError};
use crate::access::gives::Gives;
use muster_model::ids::{ConnectionId, RuleId};

/// Changes a rule; what is not named stays.
#[derive(Clone, Debug)]
pub struct UpdateRule {
    /// Which.
    pub id: RuleId,
    /// Another name.
    pub name: Option<String>,
    /// Another connection, or none: it looks at everybody.
    pub connection: Option<Option<ConnectionId>>,
    /// Another condition.
    pub when: Option<String>,
    /// Everything that it gives from now on.
    pub then: Option<Gives>,
    /// Another priority.
    pub priority: Option<i64>,
    /// Whether it works at all.
    pub enabled: Option<bool>,
}

impl UpdateRule {
    /// Changes nothing yet.
    pub fn of(id: RuleId) -> Self {
        Self {
            id,
            name: None,
            connection: None,
            when: None,
            then: None,
            priority: None,
            enabled: None,
        }
    }
}

impl Edit for UpdateRule {
    type Output = RuleId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RuleId, EditError> {
        let held = check::held(draft, self.id)?;
        let mut rule = held.clone();
        if let Some(name) = &self.name {
            rule.name = check::free_name(draft, self.id, name)?;
        }
        if let Some(connection) = self.connection {
            rule.connection = check::connection(draft, connection)?;
        }
        if let Some(when) = &self.when {
            rule.condition = check::condition(draft, when)?;
        }
        if let Some(then) = &self.then {
            rule.effects = then.effects(draft.policy())?;
        }
        rule.priority = self.priority.unwrap_or(rule.priority);
        rule.enabled = self.enabled.unwrap_or(rule.enabled);
        if rule != held {
            check::ceiling(draft, &held)?;
            check::ceiling(draft, &rule)?;
            draft.put_rule(rule);
        }
        Ok(self.id)
    }
}
