//! `POST /api/v1/people/{id}/access/copy`: somebody is given what somebody else has.

use super::which;
use crate::admin::access::SummaryShown;
use crate::extract::{Admin, Body, Id, IfMatch, ManageUsers};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::people::{Copied, CopyAccess, copy_access};
use muster_model::ids::PersonId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

/// Whose access is copied.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CopyWanted {
    /// Of whom.
    from: Uuid,
    /// Whether it is only tried: the answer is the same, and nothing is written.
    #[serde(default)]
    dry_run: bool,
}

/// What the copy did: the access in short, by name.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct CopyDone {
    /// Whether it was only tried, and nothing was written.
    dry_run: bool,
    /// Whether anything is another.
    changed: bool,
    /// The access until now.
    #[schema(value_type = SummaryShown)]
    before: Map<String, Value>,
    /// The access from now on.
    #[schema(value_type = SummaryShown)]
    after: Map<String, Value>,
}

/// Give a person by hand what another person has: role, workspaces, fleet, options, record sets and visibility.
#[utoipa::path(post, path = "/people/{id}/access/copy", tag = "People", operation_id = "copy_access",
    params(("id" = uuid::Uuid, Path, description = "The person who is given it."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = CopyWanted,
    responses((status = 200, description = "The access before and after.", body = CopyDone)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn copy(
    admin: Admin<ManageUsers>,
    Id(id): Id<PersonId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(wanted): Body<CopyWanted>,
) -> Result<Json<CopyDone>, Problem> {
    let work = CopyAccess {
        which: which(&admin, id, if_match),
        from: PersonId(wanted.from),
    };
    let dry_run = wanted.dry_run;
    let copied = copy_access(&state.ctx, admin.acting(), work, dry_run).await?;
    let Copied {
        changed,
        before,
        after,
    } = copied;
    Ok(Json(CopyDone {
        dry_run,
        changed,
        before,
        after,
    }))
}
