//! A role is removed.

use super::check;
use crate::access::edit::{Draft, Edit, EditError};
use muster_model::access::guards::{self, RoleUse};
use muster_model::access::{Effect, Role, Rule};
use muster_model::ids::RoleId;

/// Removes a role: when nobody and nothing uses it, or with everything moved to another one.
#[derive(Clone, Debug)]
pub struct DeleteRole {
    /// Which.
    pub id: RoleId,
    /// Whoever was given it outright, or gets it by a rule that gives it or by default, gets this one
    /// instead. A rule that takes the name from a group gives nothing for a name that is gone.
    pub move_to: Option<RoleId>,
}

impl Edit for DeleteRole {
    type Output = RoleId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RoleId, EditError> {
        let role = check::held(draft, self.id)?;
        guards::built_in(&role)?;
        guards::ceiling(draft.hand(), &role)?;
        let to = self
            .move_to
            .map(|to| check::taking_over(draft, to))
            .transpose()?;
        let giving: Vec<Rule> = giving(draft, &role);
        let used = RoleUse {
            // Whoever was given it outright is counted when the rest is agreed.
            people: 0,
            rules: giving.iter().map(|rule| rule.name.clone()).collect(),
            default: draft.policy().default_role == Some(role.id),
        };
        guards::role_in_use(&role, &used, to.as_ref())?;
        if let Some(to) = to {
            guards::ceiling(draft.hand(), &to)?;
            for mut rule in giving {
                rule.effects
                    .retain(|effect| *effect != Effect::Role(role.id));
                rule.effects.push(Effect::Role(to.id));
                rule.effects.sort();
                draft.put_rule(rule);
            }
            if used.default {
                draft.default_role(Some(to.id));
            }
            draft.move_role(role.id, to.id);
        }
        draft.drop_role(role);
        Ok(self.id)
    }
}

fn giving(draft: &Draft<'_>, role: &Role) -> Vec<Rule> {
    let rules = draft.policy().rules.iter();
    rules
        .filter(|rule| rule.effects.contains(&Effect::Role(role.id)))
        .cloned()
        .collect()
}
