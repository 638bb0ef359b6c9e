//! A fleet group is renamed or moved.

use super::create::{free_name, known};
use crate::access::edit::{Draft, Edit, EditError};
use muster_model::ids::FleetGroupId;

/// Renames a fleet group or moves it with everything below it; what is not named stays.
#[derive(Clone, Debug)]
pub struct UpdateFleetGroup {
    /// Which.
    pub id: FleetGroupId,
    /// Another name.
    pub name: Option<String>,
    /// Another parent, or none: it becomes a group at the top.
    pub parent: Option<Option<FleetGroupId>>,
}

impl Edit for UpdateFleetGroup {
    type Output = FleetGroupId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<FleetGroupId, EditError> {
        let held = draft.policy().fleet.get(self.id).cloned();
        let held = held.ok_or(EditError::NotFound("fleet group"))?;
        let mut group = held.clone();
        if let Some(name) = &self.name {
            group.name = free_name(draft, self.id, name)?;
        }
        if let Some(parent) = self.parent {
            group.parent = known(draft, parent)?;
        }
        if group != held {
            draft.put_fleet_group(group)?;
        }
        Ok(self.id)
    }
}
