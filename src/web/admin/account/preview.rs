//! `POST /api/v1/account/preview`: what other settings would do.

use super::update::asked;
use super::view::SettingsChange;
use crate::admin::access::ImpactShown;
use crate::extract::{Admin, Asked, Body, ManageSettings, Paging};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::edit::preview_of;

/// Show what other settings would do to people's access, person by person; nothing is written.
#[utoipa::path(post, path = "/account/preview", tag = "Account", operation_id = "preview_account",
    params(Paging), request_body = SettingsChange,
    responses((status = 200, description = "What they would do.", body = ImpactShown)),
    extensions(("x-permission" = json!("account.settings"))))]
pub(super) async fn preview(
    admin: Admin<ManageSettings>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
    Body(change): Body<SettingsChange>,
) -> Result<Json<ImpactShown>, Problem> {
    let work = asked(&admin, None, change);
    let (account, acting) = (admin.account(), admin.acting());
    let told = preview_of(&state.ctx, &acting, account, work).await?;
    Ok(Json(ImpactShown::of(told, &paging)?))
}
