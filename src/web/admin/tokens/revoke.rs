//! `DELETE /api/v1/tokens/{id}`: a program calls this API no more.

use crate::extract::{Admin, Id, ManageSecurity};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::admin::RevokeApiToken;
use muster_model::ids::TokenId;

/// Take a token of this API back, at once.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "Tokens", operation_id = "revoke_token",
    params(("id" = uuid::Uuid, Path, description = "The token.")),
    responses((status = 204, description = "Done.")),
    extensions(("x-permission" = json!("account.security"))))]
pub(super) async fn revoke(
    admin: Admin<ManageSecurity>,
    Id(token): Id<TokenId>,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let account = admin.account();
    let work = RevokeApiToken { account, token };
    state.ctx.store.perform(admin.acting(), work).await?;
    Ok(StatusCode::NO_CONTENT)
}
