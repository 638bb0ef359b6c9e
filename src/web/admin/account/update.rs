//! `PATCH /api/v1/account`: another name, other domains.

use super::view::{Settings, SettingsChange};
use crate::extract::{Admin, Body, IfMatch, ManageSettings};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::admin::UpdateAccount;

/// Change the settings of the account.
#[utoipa::path(patch, path = "/account", tag = "Account", operation_id = "update_account",
    params(("If-Match" = Option<String>, Header, description = "The version that is changed, as `ETag` named it.")), request_body = SettingsChange,
    responses((status = 200, description = "The settings.", body = Settings, headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("account.settings"))))]
pub(super) async fn update(
    admin: Admin<ManageSettings>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(change): Body<SettingsChange>,
) -> Result<Tagged<Settings>, Problem> {
    let work = asked(&admin, if_match, change);
    let shown = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(Tagged(shown.account.version, shown.into()))
}

/// The change that is asked for.
pub(super) fn asked(
    admin: &Admin<ManageSettings>,
    if_match: Option<String>,
    change: SettingsChange,
) -> UpdateAccount {
    UpdateAccount {
        account: admin.account(),
        if_match,
        name: change.name,
        verified_domains: change.verified_domains,
        nothing_left: change.nothing_left.option(),
        assign_when: change.assign_when,
        guests_per_record: change.guests_per_record,
    }
}
