//! What a rule can be.

use crate::access::condition;
use crate::access::edit::{Draft, EditError};
use crate::access::plan::check::is_rule_name;
use muster_model::access::{Effect, Rule, guards};
use muster_model::ids::{ConnectionId, RuleId};

/// The rule of this id.
pub(super) fn held(draft: &Draft<'_>, id: RuleId) -> Result<Rule, EditError> {
    let rule = draft.policy().rule(id);
    rule.cloned().ok_or(EditError::NotFound("rule"))
}

/// A name that no other rule has.
pub(super) fn free_name(draft: &Draft<'_>, id: RuleId, name: &str) -> Result<String, EditError> {
    let name = name.trim();
    if !is_rule_name(name) {
        let message = "a rule needs a name of 1 to 200 characters";
        return Err(EditError::Name(message.to_owned()));
    }
    let mut others = draft.policy().rules.iter().filter(|rule| rule.id != id);
    if others.any(|rule| rule.name == name) {
        return Err(EditError::NameTaken {
            what: "rule",
            name: name.to_owned(),
        });
    }
    Ok(name.to_owned())
}

/// A condition that can be true of somebody.
pub(super) fn condition(draft: &Draft<'_>, text: &str) -> Result<String, EditError> {
    match condition::read(text, draft.kinds().user()) {
        Ok(_) => Ok(text.trim().to_owned()),
        Err(why) => Err(EditError::Condition(why.detail)),
    }
}

/// A connection of the account.
pub(super) fn connection(
    draft: &Draft<'_>,
    id: Option<ConnectionId>,
) -> Result<Option<ConnectionId>, EditError> {
    match id.filter(|id| draft.policy().directory(*id).is_none()) {
        Some(_) => Err(EditError::NotFound("connection")),
        None => Ok(id),
    }
}

/// Refuses a rule that gives more than whoever writes it may do; a captured role may be any that
/// holds no account permissions.
pub(super) fn ceiling(draft: &Draft<'_>, rule: &Rule) -> Result<(), EditError> {
    let policy = draft.policy();
    for effect in &rule.effects {
        match effect {
            Effect::Role(id) => {
                if let Some(role) = policy.role(*id) {
                    guards::owners_role(role)?;
                    guards::ceiling(draft.hand(), role)?;
                }
            }
            Effect::CapturedRole => {
                for role in policy.roles.iter().filter(|role| !role.is_privileged()) {
                    guards::ceiling(draft.hand(), role)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
