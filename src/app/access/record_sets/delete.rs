//! A record set is removed.

use super::check;
use crate::access::edit::{Draft, Edit, EditError};
use muster_model::access::{Effect, GivenSet, RecordGrant};
use muster_model::ids::RecordSetId;

/// Removes a record set: when nobody and nothing uses it, or with everything moved to another one.
/// What takes nothing away when it is gone would open what it kept closed.
#[derive(Clone, Debug)]
pub struct DeleteRecordSet {
    /// Which.
    pub id: RecordSetId,
    /// Whoever was given it outright, or gets it by a rule, gets this one instead.
    pub move_to: Option<RecordSetId>,
}

impl Edit for DeleteRecordSet {
    type Output = RecordSetId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RecordSetId, EditError> {
        let set = check::held(draft, self.id)?;
        let giving = check::giving(draft, self.id);
        match self.move_to {
            Some(to) => {
                let to = check::taking_over(draft, &set, to)?.id;
                for mut rule in giving {
                    for effect in &mut rule.effects {
                        if check::is_of(effect, self.id)
                            && let Effect::RecordSet(RecordGrant { set, .. }) = effect
                        {
                            *set = GivenSet::Set(to);
                        }
                    }
                    rule.effects.sort();
                    rule.effects.dedup();
                    draft.put_rule(rule);
                }
                draft.move_record_set(self.id, to);
            }
            None if !giving.is_empty() => {
                return Err(EditError::InUse {
                    name: set.name,
                    // Whoever was given it outright is counted when the rest is agreed.
                    people: 0,
                    rules: giving.into_iter().map(|rule| rule.name).collect(),
                });
            }
            None => {}
        }
        draft.drop_record_set(set);
        Ok(self.id)
    }
}
