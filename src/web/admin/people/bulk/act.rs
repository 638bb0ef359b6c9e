//! `POST /api/v1/people/bulk`: one verb for many people, each by themselves.

use super::view::BulkDone;
use super::wanted::BulkWanted;
use crate::extract::{Admin, Body, ManageUsers};
use crate::layers::EndsAt;
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use axum::{Extension, Json};
use muster_app::people::{Bulk, act_on_people};

/// Do one thing with up to 1,000 people; a refusal of one does not hold the others.
#[utoipa::path(post, path = "/people/bulk", tag = "People", operation_id = "bulk_people",
    request_body = BulkWanted,
    responses((status = 200, description = "What became of each of them.", body = BulkDone)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn act(
    admin: Admin<ManageUsers>,
    State(state): State<WebState>,
    Extension(EndsAt(ends_at)): Extension<EndsAt>,
    Body(wanted): Body<BulkWanted>,
) -> Result<Json<BulkDone>, Problem> {
    let (whom, dry_run) = (wanted.whom()?, wanted.dry_run);
    let count = wanted.action.count();
    let bulk = Bulk {
        account: admin.account(),
        whom,
        act: wanted.action.into(),
        count,
        dry_run,
        // What is left over is answered while there is still somebody to hear it.
        until: ends_at.minus(state.request_timeout / 4),
    };
    let lines = act_on_people(&state.ctx, &admin.acting(), &bulk).await?;
    Ok(Json(BulkDone::of(lines, dry_run, &admin.request)))
}
