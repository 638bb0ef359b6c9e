//! A record set, as the admin API shows it.

use muster_app::access::record_sets::{Reaching, RecordSetView, told_reaches};
use muster_model::access::Reaches;
use muster_model::ids::{PersonId, RecordSetId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A record set.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct RecordSetShown {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    id: RecordSetId,
    /// Its name.
    name: String,
    /// The one person who can be given it; null when anybody can.
    #[schema(value_type = Option<uuid::Uuid>, required)]
    person: Option<PersonId>,
    /// How far it reaches, by entity type; what is not named it leaves alone.
    types: BTreeMap<String, ReachShown>,
    /// How many people reach what it says; null where there are too many to count.
    #[schema(required)]
    people: Option<u64>,
}

/// How far a record set, or the permissions of a role, reach within one entity type: `all`, `none`, or a predicate such as
/// `group in $me.groups`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::admin) struct ReachShown {
    /// What can be seen; `all` unless it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    view: Option<String>,
    /// What of it can be changed; `all` unless it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    update: Option<String>,
}

/// How far it shall reach, as people write it.
pub(in crate::admin) fn reaching(
    types: BTreeMap<String, ReachShown>,
) -> BTreeMap<String, Reaching> {
    let types = types.into_iter().map(|(entity, shown)| {
        let reaching = Reaching {
            view: shown.view,
            update: shown.update,
        };
        (entity, reaching)
    });
    types.collect()
}

/// How far it reaches, as people read it.
pub(in crate::admin) fn shown(types: &BTreeMap<String, Reaches>) -> BTreeMap<String, ReachShown> {
    let types = told_reaches(types).into_iter().map(|(entity, reaching)| {
        let shown = ReachShown {
            view: reaching.view,
            update: reaching.update,
        };
        (entity, shown)
    });
    types.collect()
}

impl From<RecordSetView> for RecordSetShown {
    fn from(view: RecordSetView) -> Self {
        Self {
            id: view.set.id,
            name: view.set.name,
            person: view.set.of,
            types: shown(&view.set.types),
            people: view.people,
        }
    }
}
