//! `GET /api/v1/assignments`: who is assigned to what, page by page.

use super::view::AssignmentShown;
use crate::extract::{Admin, Asked, Paging, ReadPeople};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::assignment::{AskedAssignments, list_assignments};
use muster_model::ids::PersonId;
use serde::Deserialize;
use uuid::Uuid;

/// Which assignments a list shall have.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AssignmentsWanted {
    /// Those of this person.
    person: Option<Uuid>,
    /// Those to records of this type.
    r#type: Option<String>,
    /// Those to records of this id.
    record: Option<String>,
    /// The `next` of the page before; none for the first page.
    cursor: Option<String>,
    /// How many at most: 100 unless said; more than 1,000 is answered with 1,000.
    #[param(minimum = 1)]
    limit: Option<u32>,
}

/// List who is assigned to what outright, by id; case groups aside.
#[utoipa::path(get, path = "/assignments", tag = "Assignments", operation_id = "list_assignments",
    params(AssignmentsWanted), responses((status = 200, description = "The assignments.", body = Page<AssignmentShown>)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn list(
    admin: Admin<ReadPeople>,
    Asked(wanted): Asked<AssignmentsWanted>,
    State(state): State<WebState>,
) -> Result<Json<Page<AssignmentShown>>, Problem> {
    let limit = Paging::limit(wanted.limit)?;
    let asked = AskedAssignments {
        person: wanted.person.map(PersonId),
        entity: wanted.r#type,
        record: wanted.record,
        after: Paging::place(wanted.cursor.as_deref())?,
        ..AskedAssignments::default()
    };
    let rows = list_assignments(&state.ctx, admin.account(), &asked, limit + 1).await?;
    let page = Page::cut(rows, limit, |row| row.id.to_string());
    Ok(Json(page.map(AssignmentShown::from)))
}
