//! The verbs that many people can have at once.

use crate::admin::people::wanted::AccessWanted;
use crate::admin::record_sets::RecordSetsShown;
use crate::admin::view::SeveralShown;
use crate::extract::Field;
use muster_app::access::record_sets::RecordSets;
use muster_app::people::{Act, Given, Mail, Parts};
use muster_model::access::{PersonOption, Visibility};
use serde::Deserialize;

/// What is done with each of them: the same as by the routes of one person.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Action {
    /// Contacts become users.
    Enable {
        /// A role, by name, slug or id.
        #[schema(value_type = Option<String>)]
        #[serde(default)]
        role: Field<String>,
        /// Workspaces, by name or id; or `all`.
        #[schema(value_type = Option<SeveralShown>)]
        #[serde(default)]
        workspaces: Field<SeveralShown>,
        /// `entire`, `none`, or fleet groups by name or id.
        #[schema(value_type = Option<SeveralShown>)]
        #[serde(default)]
        fleet: Field<SeveralShown>,
        /// The options that are on: `weekly_email`, `message_notifications`, `can_own_records`.
        #[schema(value_type = Option<Vec<String>>)]
        #[serde(default)]
        options: Field<Vec<PersonOption>>,
        /// Record sets, or `all` or `none`, by name or id: one for every entity type that it speaks
        /// of, or one for each.
        #[schema(value_type = Option<RecordSetsShown>)]
        #[serde(default)]
        record_sets: Field<RecordSetsShown>,
        /// Whether they see records without being assigned to them.
        #[schema(value_type = Option<String>, pattern = "^(all|assigned|single)$")]
        #[serde(default)]
        visibility: Field<Visibility>,
        /// When the mails go out: `held` waits until they are invited.
        #[schema(value_type = String, pattern = "^(now|held)$", default = "now")]
        #[serde(default)]
        mail: Mail,
    },
    /// Contacts are invited; whoever is invited already is mailed once more.
    Invite {},
    /// A role is given by hand, in place of the one that was; null takes that one back.
    SetRole {
        /// The role, by name, slug or id.
        #[schema(required)]
        role: Option<String>,
    },
    /// Record sets are given by hand, in place of those that were; null takes those back.
    SetRecordSets {
        /// By name or id, or `all` or `none`: one for every entity type that it speaks of, or one
        /// for each.
        #[schema(required)]
        record_sets: Option<RecordSetsShown>,
    },
    /// Whether they see records without being assigned to them is given by hand; null takes that back.
    SetVisibility {
        /// `all`, `assigned` or `single`.
        #[schema(required, value_type = Option<String>, pattern = "^(all|assigned|single)$")]
        visibility: Option<Visibility>,
    },
    /// Workspaces are added to those given by hand.
    AddWorkspaces {
        /// By name or id.
        workspaces: Vec<String>,
    },
    /// Workspaces are taken from those given by hand.
    RemoveWorkspaces {
        /// By name or id.
        workspaces: Vec<String>,
    },
    /// Fleet groups are added to those given by hand.
    AddFleetGroups {
        /// By name or id.
        fleet_groups: Vec<String>,
    },
    /// Fleet groups are taken from those given by hand.
    RemoveFleetGroups {
        /// By name or id.
        fleet_groups: Vec<String>,
    },
    /// They leave, for now.
    Deactivate {},
    /// They are back, with what they had.
    Reactivate {},
    /// They are gone for good.
    Delete {
        /// How many people it is; who only tries may leave it out.
        count: Option<u64>,
    },
}

impl Action {
    /// How many people the caller typed that it is.
    pub(super) fn count(&self) -> Option<u64> {
        match self {
            Self::Delete { count } => *count,
            _ => None,
        }
    }
}

impl From<Action> for Act {
    fn from(action: Action) -> Self {
        match action {
            Action::Enable {
                role,
                workspaces,
                fleet,
                options,
                record_sets,
                visibility,
                mail,
            } => Self::Enable {
                given: AccessWanted {
                    role,
                    workspaces,
                    fleet,
                    options,
                    record_sets,
                    visibility,
                }
                .into(),
                mail,
            },
            Action::Invite {} => Self::Invite,
            Action::SetRole { role } => Self::Give(Given {
                role: Some(role),
                ..Given::default()
            }),
            Action::SetRecordSets { record_sets } => Self::Give(Given {
                record_sets: Some(
                    record_sets.map_or_else(Vec::new, |sets| RecordSets::from(sets).pairs()),
                ),
                ..Given::default()
            }),
            Action::SetVisibility { visibility } => Self::Give(Given {
                visibility: Some(visibility),
                ..Given::default()
            }),
            Action::AddWorkspaces { workspaces } => Self::Add(Parts::Workspaces(workspaces)),
            Action::RemoveWorkspaces { workspaces } => Self::Remove(Parts::Workspaces(workspaces)),
            Action::AddFleetGroups { fleet_groups } => Self::Add(Parts::FleetGroups(fleet_groups)),
            Action::RemoveFleetGroups { fleet_groups } => {
                Self::Remove(Parts::FleetGroups(fleet_groups))
            }
            Action::Deactivate {} => Self::Deactivate,
            Action::Reactivate {} => Self::Reactivate,
            Action::Delete { .. } => Self::Delete,
        }
    }
}
