//! A record set is changed.

use super::check;
use super::reaches::Reaching;
use crate::access::edit::{Draft, Edit, EditError};
use muster_model::ids::RecordSetId;
use std::collections::BTreeMap;

/// Changes a record set, and with it what everybody reaches who was given it; what is not named
/// stays.
#[derive(Clone, Debug)]
pub struct UpdateRecordSet {
    /// Which.
    pub id: RecordSetId,
    /// Another name.
    pub name: Option<String>,
    /// How far it reaches from now on, by entity type.
    pub types: Option<BTreeMap<String, Reaching>>,
    /// Whether anybody can be given the set: that of one person becomes one, and not the other way round.
    pub reusable: Option<bool>,
}

impl Edit for UpdateRecordSet {
    type Output = RecordSetId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RecordSetId, EditError> {
        let held = check::held(draft, self.id)?;
        let mut set = held.clone();
        if let Some(name) = &self.name {
            set.name = check::free_name(draft, self.id, name)?;
        }
        if let Some(types) = &self.types {
            set.types = check::types(draft, types)?;
        }
        match self.reusable {
            Some(true) => set.of = None,
            Some(false) if held.of.is_none() => return Err(EditError::Reusable),
            _ => {}
        }
        if set != held {
            draft.put_record_set(set);
        }
        Ok(self.id)
    }
}
