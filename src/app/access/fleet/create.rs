//! A fleet group is made.

use crate::access::edit::{Draft, Edit, EditError};
use crate::access::plan::check::{is_name, no_name};
use muster_model::access::FleetGroup;
use muster_model::ids::FleetGroupId;
use muster_model::people::fold;

/// Makes a fleet group; whoever sees its parent sees it as well.
#[derive(Clone, Debug)]
pub struct CreateFleetGroup {
    /// Its name.
    pub name: String,
    /// The group that it is part of.
    pub parent: Option<FleetGroupId>,
}

impl Edit for CreateFleetGroup {
    type Output = FleetGroupId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<FleetGroupId, EditError> {
        let id = FleetGroupId(draft.ids().next());
        let name = free_name(draft, id, &self.name)?;
        let parent = known(draft, self.parent)?;
        draft.put_fleet_group(FleetGroup { id, parent, name })?;
        Ok(id)
    }
}

/// A name that no other fleet group has.
pub(super) fn free_name(
    draft: &Draft<'_>,
    id: FleetGroupId,
    name: &str,
) -> Result<String, EditError> {
    let name = name.trim();
    if !is_name(name) {
        return Err(EditError::Name(no_name("fleet group", name)));
    }
    let all = draft.policy().fleet.all().iter();
    let mut others = all.filter(|held| held.id != id);
    if others.any(|held| fold(&held.name) == fold(name)) {
        return Err(EditError::NameTaken {
            what: "fleet group",
            name: name.to_owned(),
        });
    }
    Ok(name.to_owned())
}

/// A parent that there is.
pub(super) fn known(
    draft: &Draft<'_>,
    parent: Option<FleetGroupId>,
) -> Result<Option<FleetGroupId>, EditError> {
    match parent.filter(|id| draft.policy().fleet.get(*id).is_none()) {
        Some(_) => Err(EditError::NotFound("fleet group")),
        None => Ok(parent),
    }
}
