//! `GET /api/v1/account`: the settings of the account.

use super::view::Settings;
use crate::extract::{Admin, ReadSettings};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::admin::show_account;

/// Show the settings of the account.
#[utoipa::path(get, path = "/account", tag = "Account", operation_id = "show_account",
    responses((status = 200, description = "The settings.", body = Settings, headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("account.view"))))]
pub(super) async fn show(
    admin: Admin<ReadSettings>,
    State(state): State<WebState>,
) -> Result<Tagged<Settings>, Problem> {
    let shown = show_account(&state.ctx, admin.account()).await?;
    Ok(Tagged(shown.account.version, shown.into()))
}
