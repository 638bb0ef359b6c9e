//! A rule is made.

use super::check;
use crate::access::edit::{Draft, Edit, EditError};
use crate::access::gives::Gives;
use muster_model::access::Rule;
use muster_model::ids::{ConnectionId, RuleId};

/// Makes a rule.
#[derive(Clone, Debug)]
pub struct CreateRule {
    /// Its name.
    pub name: String,
    /// The only connection whose people and groups it looks at.
    pub connection: Option<ConnectionId>,
    /// A SCIM filter over the person and their groups.
    pub when: String,
    /// What it gives.
    pub then: Gives,
    /// The higher one wins where two rules give different roles.
    pub priority: i64,
    /// Whether it works at all.
    pub enabled: bool,
}

impl Edit for CreateRule {
    type Output = RuleId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RuleId, EditError> {
        let id = RuleId(draft.ids().next());
        let rule = Rule {
            id,
            name: check::free_name(draft, id, &self.name)?,
            connection: check::connection(draft, self.connection)?,
            condition: check::condition(draft, &self.when)?,
            effects: self.then.effects(draft.policy())?,
            priority: self.priority,
            enabled: self.enabled,
        };
        check::ceiling(draft, &rule)?;
        draft.put_rule(rule);
        Ok(id)
    }
}
