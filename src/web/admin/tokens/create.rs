//! `POST /api/v1/tokens`: another program calls this API.

use super::view::{NewToken, TokenMade};
use crate::extract::{Admin, Body, ManageSecurity};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::admin::CreateApiToken;

/// Make a token of this API; it is shown this once.
#[utoipa::path(post, path = "/tokens", tag = "Tokens", operation_id = "create_token",
    request_body = NewToken,
    responses((status = 201, description = "The token.", body = TokenMade, headers(("Location" = String, description = "Where it is.")))),
    extensions(("x-permission" = json!("account.security"))))]
pub(super) async fn create(
    admin: Admin<ManageSecurity>,
    State(state): State<WebState>,
    Body(new): Body<NewToken>,
) -> Result<Made<TokenMade>, Problem> {
    let work = CreateApiToken::new(&state.ctx, admin.account(), new.name, new.role.into());
    let made = state.ctx.store.perform(admin.acting(), work).await?;
    let token = TokenMade {
        id: made.id.0,
        token: made.bearer.reveal().to_owned(),
    };
    Ok(Made(format!("tokens/{}", made.id), token))
}
