//! `PATCH /api/v1/connections/{id}`: name, profile and switches of a directory.

use super::view::{DirectoryChange, DirectorySwitched};
use crate::extract::{Admin, Body, Id, IfMatch, ManageDirectory};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::admin::{UpdateConnection, read_profile};
use muster_model::ids::ConnectionId;

/// Change a connection.
#[utoipa::path(patch, path = "/connections/{id}", tag = "Connections", operation_id = "update_connection",
    params(("id" = uuid::Uuid, Path, description = "The connection."), ("If-Match" = Option<String>, Header, description = "The version that is changed, as `ETag` named it.")), request_body = DirectoryChange,
    responses((status = 200, description = "The connection.", body = DirectorySwitched, headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn update(
    admin: Admin<ManageDirectory>,
    Id(connection): Id<ConnectionId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(change): Body<DirectoryChange>,
) -> Result<Tagged<DirectorySwitched>, Problem> {
    let work = asked(&admin, connection, if_match, change)?;
    let changed = state.ctx.store.perform(admin.acting(), work).await?;
    let (version, base) = (changed.connection.version, state.ctx.scim_base_url());
    Ok(Tagged(version, DirectorySwitched::of(&changed, base)))
}

/// The change that is asked for.
pub(super) fn asked(
    admin: &Admin<ManageDirectory>,
    connection: ConnectionId,
    if_match: Option<String>,
    change: DirectoryChange,
) -> Result<UpdateConnection, Problem> {
    Ok(UpdateConnection {
        account: admin.account(),
        connection,
        if_match,
        role: admin.caller.role,
        name: change.name,
        profile: change.profile.as_deref().map(read_profile).transpose()?,
        adopt: change.adopt,
        privileged: change.privileged,
        over_humans: change.over_humans,
        projection: change.projection,
        entitlements: change.entitlements,
        owns: change.owns.named(),
    })
}
