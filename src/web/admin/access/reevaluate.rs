//! `POST /api/v1/access/reevaluate`: everybody is compiled anew.

use crate::extract::{Admin, ManageRoles};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::Reevaluate;
use serde::Serialize;

/// What compiling everybody anew did.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct ReevaluatedShown {
    /// How many people were looked at.
    people: usize,
    /// Whose access came out differently: nobody, as it should be.
    changed: usize,
}

/// Compile everybody anew, from the first grant on; where nothing was amiss, nothing changes.
#[utoipa::path(post, path = "/access/reevaluate", tag = "Access", operation_id = "reevaluate_access",
    responses((status = 200, description = "What it did.", body = ReevaluatedShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn reevaluate(
    admin: Admin<ManageRoles>,
    State(state): State<WebState>,
) -> Result<Json<ReevaluatedShown>, Problem> {
    let work = Reevaluate {
        account: admin.account(),
    };
    let done = work.run(&state.ctx, &admin.acting()).await?;
    Ok(Json(ReevaluatedShown {
        people: done.people,
        changed: done.changed,
    }))
}
