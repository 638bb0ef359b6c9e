//! `POST /api/v1/record-sets`: a record set is made.

use super::view::{ReachShown, RecordSetShown, reaching};
use crate::extract::{Admin, Body, IfMatch, ManageRoles};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::edit::apply;
use muster_app::access::record_sets::{CreateRecordSet, person_of, show_record_set};
use muster_model::ids::PersonId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A record set that shall be.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRecordSet {
    /// Its name: 1 to 200 characters without `;`.
    name: String,
    /// The one person who can be given it; anybody unless it is said.
    #[schema(value_type = Option<uuid::Uuid>)]
    person: Option<PersonId>,
    /// How far it reaches, by entity type; what is not named it leaves alone.
    #[serde(default)]
    types: BTreeMap<String, ReachShown>,
}

/// Make a record set.
#[utoipa::path(post, path = "/record-sets", tag = "Record sets", operation_id = "create_record_set",
    params(("If-Match" = Option<String>, Header, description = "The version of the policy that was looked at.")),
    request_body = NewRecordSet,
    responses((status = 201, description = "The record set.", body = RecordSetShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn create(
    admin: Admin<ManageRoles>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(new): Body<NewRecordSet>,
) -> Result<Made<RecordSetShown>, Problem> {
    let (account, acting) = (admin.account(), admin.acting());
    let edit = CreateRecordSet {
        name: new.name,
        of: person_of(&state.ctx, account, new.person).await?,
        types: reaching(new.types),
    };
    let id = apply(&state.ctx, &acting, account, edit, if_match)
        .await?
        .output;
    let (view, _) = show_record_set(&state.ctx, account, id).await?;
    Ok(Made(format!("record-sets/{id}"), view.into()))
}
