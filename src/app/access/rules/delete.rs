//! A rule is removed.

use super::check;
use crate::access::edit::{Draft, Edit, EditError};
use muster_model::ids::RuleId;

/// Removes a rule, and with it what it gave.
#[derive(Clone, Debug)]
pub struct DeleteRule {
    /// Which.
    pub id: RuleId,
}

impl Edit for DeleteRule {
    type Output = RuleId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RuleId, EditError> {
        let rule = check::held(draft, self.id)?;
        check::ceiling(draft, &rule)?;
        draft.drop_rule(self.id);
        Ok(self.id)
    }
}
