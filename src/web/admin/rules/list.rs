//! `GET /api/v1/rules`: the rules of the account, page by page.

use super::view::RuleShown;
use crate::admin::access::page_of;
use crate::extract::{Admin, Asked, Paging, ReadAccess};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::rules::list_rules;

/// List the rules, the highest priority first, with whom they give something and what is wrong with them.
#[utoipa::path(get, path = "/rules", tag = "Rules", operation_id = "list_rules",
    params(Paging), responses((status = 200, description = "The rules.", body = Page<RuleShown>)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn list(
    admin: Admin<ReadAccess>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
) -> Result<Json<Page<RuleShown>>, Problem> {
    let (all, _) = list_rules(&state.ctx, admin.account()).await?;
    let page = page_of(all, &paging, |view| view.rule.id)?;
    Ok(Json(Page {
        items: page.items.into_iter().map(RuleShown::from).collect(),
        next: page.next,
    }))
}
