//! `GET /api/v1/record-sets`: the record sets of the account, page by page.

use super::view::RecordSetShown;
use crate::admin::access::page_of;
use crate::extract::{Admin, Asked, Paging, ReadAccess};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::record_sets::list_record_sets;

/// List the record sets by name, with how many people reach what each says.
#[utoipa::path(get, path = "/record-sets", tag = "Record sets", operation_id = "list_record_sets",
    params(Paging), responses((status = 200, description = "The record sets.", body = Page<RecordSetShown>)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn list(
    admin: Admin<ReadAccess>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
) -> Result<Json<Page<RecordSetShown>>, Problem> {
    let (all, _) = list_record_sets(&state.ctx, admin.account()).await?;
    let page = page_of(all, &paging, |view| view.set.id)?;
    Ok(Json(Page {
        items: page.items.into_iter().map(RecordSetShown::from).collect(),
        next: page.next,
    }))
}
