//! A fleet group is removed.

use crate::access::edit::{Draft, Edit, EditError};
use muster_model::ids::FleetGroupId;

/// Removes a fleet group that nothing lies below, and every grant of it.
#[derive(Clone, Debug)]
pub struct DeleteFleetGroup {
    /// Which.
    pub id: FleetGroupId,
}

impl Edit for DeleteFleetGroup {
    type Output = FleetGroupId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<FleetGroupId, EditError> {
        let fleet = &draft.policy().fleet;
        let group = fleet.get(self.id);
        let group = group.ok_or(EditError::NotFound("fleet group"))?;
        if fleet.with_subgroups(self.id).len() > 1 {
            return Err(EditError::NotEmpty(group.name.clone()));
        }
        draft.drop_fleet_group(self.id)?;
        Ok(self.id)
    }
}
