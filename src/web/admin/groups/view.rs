//! How the admin API shows groups.

use crate::admin::view::Moment;
use muster_model::group::{Group, Member};
use serde::Serialize;
use uuid::Uuid;

/// A group that a connection pushes.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct GroupShown {
    /// The id everywhere.
    id: Uuid,
    /// The connection that pushes it.
    connection_id: Uuid,
    /// Its name.
    display_name: String,
    /// The connection's own id for it.
    #[schema(required)]
    external_id: Option<String>,
    /// Rises with every change that is seen.
    version: i64,
    /// Since when it is known.
    created_at: Moment,
    /// The last change that is seen.
    updated_at: Moment,
}

/// A member of a group.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct MemberShown {
    /// The id of the person or group.
    pub(super) id: Uuid,
    /// `user` or `group`.
    kind: &'static str,
    /// The user name of a person, the name of a group.
    name: String,
    /// The connection's own id for it.
    #[schema(required)]
    external_id: Option<String>,
}

impl From<Group> for GroupShown {
    fn from(group: Group) -> Self {
        Self {
            id: group.id.0,
            connection_id: group.connection.0,
            display_name: group.display_name,
            external_id: group.external_id,
            version: group.version,
            created_at: group.created_at.into(),
            updated_at: group.updated_at.into(),
        }
    }
}

impl From<Member> for MemberShown {
    fn from(member: Member) -> Self {
        Self {
            id: member.id,
            kind: member.kind.as_str(),
            name: member.name,
            external_id: member.external_id,
        }
    }
}
