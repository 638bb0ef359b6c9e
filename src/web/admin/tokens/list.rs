//! `GET /api/v1/tokens`: who can call this API.

use super::view::TokenShown;
use crate::extract::{Admin, ManageSecurity};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::admin::list_api_tokens;

/// List the tokens of this API that are not taken back, oldest first.
#[utoipa::path(get, path = "/tokens", tag = "Tokens", operation_id = "list_tokens",
    responses((status = 200, description = "The tokens.", body = Page<TokenShown>)),
    extensions(("x-permission" = json!("account.security"))))]
pub(super) async fn list(
    admin: Admin<ManageSecurity>,
    State(state): State<WebState>,
) -> Result<Json<Page<TokenShown>>, Problem> {
    let tokens = list_api_tokens(&state.ctx, admin.account()).await?;
    let items = tokens.into_iter().map(TokenShown::from).collect();
    Ok(Json(Page::whole(items)))
}
