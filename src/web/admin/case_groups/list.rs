//! `GET /api/v1/case-groups`: the case groups of the account, page by page.

use super::view::CaseGroupNamed;
use crate::extract::{Admin, Asked, Paging, ReadPeople};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::assignment::case_groups::{AskedCaseGroups, list_case_groups};
use muster_model::ids::PersonId;
use serde::Deserialize;
use uuid::Uuid;

/// Which case groups a list shall have.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CaseGroupsWanted {
    /// Those that this person is in.
    person: Option<Uuid>,
    /// The `next` of the page before; none for the first page.
    cursor: Option<String>,
    /// How many at most: 100 unless said; more than 1,000 is answered with 1,000.
    #[param(minimum = 1)]
    limit: Option<u32>,
}

/// List the case groups, by id.
#[utoipa::path(get, path = "/case-groups", tag = "Assignments", operation_id = "list_case_groups",
    params(CaseGroupsWanted), responses((status = 200, description = "The case groups.", body = Page<CaseGroupNamed>)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn list(
    admin: Admin<ReadPeople>,
    Asked(wanted): Asked<CaseGroupsWanted>,
    State(state): State<WebState>,
) -> Result<Json<Page<CaseGroupNamed>>, Problem> {
    let limit = Paging::limit(wanted.limit)?;
    let asked = AskedCaseGroups {
        person: wanted.person.map(PersonId),
        after: Paging::place(wanted.cursor.as_deref())?,
    };
    let rows = list_case_groups(&state.ctx, admin.account(), &asked, limit + 1).await?;
    let page = Page::cut(rows, limit, |row| row.id.to_string());
    Ok(Json(page.map(CaseGroupNamed::from)))
}
