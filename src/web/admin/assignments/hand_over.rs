//! `GET /api/v1/hand-over`: what people who are gone still hold.

use super::view::HandOverShown;
use crate::extract::{Admin, Asked, Paging, ReadPeople};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::assignment::{AskedHandOver, hand_over};
use muster_model::ids::PersonId;
use serde::Deserialize;
use uuid::Uuid;

/// What of the list is wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct HandOverWanted {
    /// What this person holds.
    person: Option<Uuid>,
    /// The `next` of the page before; none for the first page.
    cursor: Option<String>,
    /// How many at most: 100 unless said; more than 1,000 is answered with 1,000.
    #[param(minimum = 1)]
    limit: Option<u32>,
}

/// List the records that deactivated people are still assigned to, and the case groups that they are still in:
/// each stays theirs until somebody takes them off it, or out of it.
#[utoipa::path(get, path = "/hand-over", tag = "Assignments", operation_id = "hand_over",
    params(HandOverWanted), responses((status = 200, description = "What waits to be handed over.", body = Page<HandOverShown>)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn list(
    admin: Admin<ReadPeople>,
    Asked(wanted): Asked<HandOverWanted>,
    State(state): State<WebState>,
) -> Result<Json<Page<HandOverShown>>, Problem> {
    let limit = Paging::limit(wanted.limit)?;
    let asked = AskedHandOver {
        person: wanted.person.map(PersonId),
        after: Paging::place(wanted.cursor.as_deref())?,
    };
    let rows = hand_over(&state.ctx, admin.account(), asked, limit + 1).await?;
    let page = Page::cut(rows, limit, |row| row.place().to_string());
    Ok(Json(page.map(HandOverShown::from)))
}
