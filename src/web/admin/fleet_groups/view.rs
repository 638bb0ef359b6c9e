//! A fleet group, as the admin API shows it.

use muster_app::access::fleet::FleetGroupView;
use muster_model::ids::FleetGroupId;
use serde::Serialize;

/// A fleet group.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct FleetGroupShown {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    id: FleetGroupId,
    /// Its name.
    name: String,
    /// The group that it is part of; null at the top.
    #[schema(value_type = Option<uuid::Uuid>, required)]
    parent: Option<FleetGroupId>,
    /// How many groups it lies below: 0 at the top.
    depth: usize,
    /// How many people see it; null where there are too many to count,
    /// and while more than 200 are compiled anew.
    #[schema(required)]
    people: Option<u64>,
}

impl From<FleetGroupView> for FleetGroupShown {
    fn from(view: FleetGroupView) -> Self {
        Self {
            id: view.group.id,
            name: view.group.name,
            parent: view.group.parent,
            depth: view.depth,
            people: view.people,
        }
    }
}
