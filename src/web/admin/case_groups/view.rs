//! How the admin API shows case groups.

use crate::admin::assignments::RecordNamed;
use muster_app::assignment::case_groups::{CaseGroupView, Members};
use muster_model::access::CaseGroup;
use muster_model::ids::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A case group in a list.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct CaseGroupNamed {
    /// Its id.
    id: Uuid,
    /// Its name.
    name: String,
}

/// A case group: its people who see assigned records see these.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct CaseGroupShown {
    /// Its id.
    id: Uuid,
    /// Its name.
    name: String,
    /// The people in it, by id.
    people: Vec<Uuid>,
    /// The records in it, by type and id.
    records: Vec<RecordNamed>,
}

/// People and records of a case group.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MembersNamed {
    /// People, by id.
    #[serde(default)]
    people: Vec<Uuid>,
    /// Records.
    #[serde(default)]
    records: Vec<RecordNamed>,
}

impl From<MembersNamed> for Members {
    fn from(named: MembersNamed) -> Self {
        Self {
            people: named.people.into_iter().map(PersonId).collect(),
            records: named.records.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<CaseGroup> for CaseGroupNamed {
    fn from(group: CaseGroup) -> Self {
        Self {
            id: group.id.0,
            name: group.name,
        }
    }
}

impl From<CaseGroupView> for CaseGroupShown {
    fn from(view: CaseGroupView) -> Self {
        let (people, records) = (view.members.people, view.members.records);
        Self {
            id: view.group.id.0,
            name: view.group.name,
            people: people.into_iter().map(|person| person.0).collect(),
            records: records.into_iter().map(RecordNamed::from).collect(),
        }
    }
}
