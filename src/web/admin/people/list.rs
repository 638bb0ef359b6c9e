//! `GET /api/v1/people`: the people of the account, page by page.

use super::view::PersonShown;
use crate::extract::{Admin, Asked, Paging, ReadPeople};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::admin::{PeopleSearch, list_people};
use muster_model::people::{Status, fold};
use serde::Deserialize;

/// Whom a list shall have.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PeopleWanted {
    /// With this status.
    #[param(value_type = Option<String>, pattern = "^(no_access|invited|active|deactivated)$")]
    status: Option<Status>,
    /// With this text in user name, display name or address: at most 200 characters.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only who has access and neither a role nor a workspace nor a part of the fleet.
    sees_nothing: Option<bool>,
    /// The `next` of the page before; none for the first page.
    cursor: Option<String>,
    /// How many people at most: 100 unless said; more than 1,000 is answered with 1,000.
    #[param(minimum = 1)]
    limit: Option<u32>,
}

/// List the people of the account, by id.
#[utoipa::path(get, path = "/people", tag = "People", operation_id = "list_people",
    params(PeopleWanted), responses((status = 200, description = "People.", body = Page<PersonShown>)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn list(
    admin: Admin<ReadPeople>,
    Asked(asked): Asked<PeopleWanted>,
    State(state): State<WebState>,
) -> Result<Json<Page<PersonShown>>, Problem> {
    let text = asked.q.as_deref();
    if text.is_some_and(|text| text.chars().count() > 200) {
        return Err(Problem::parameter("q", "at most 200 characters"));
    }
    let search = PeopleSearch {
        status: asked.status,
        text: text.map(fold),
        sees_nothing: asked.sees_nothing.unwrap_or(false),
    };
    let (after, limit) = (
        Paging::place(asked.cursor.as_deref())?,
        Paging::limit(asked.limit)?,
    );
    let page = list_people(&state.ctx, admin.account(), &search, after, limit).await?;
    let now = state.ctx.now();
    Ok(Json(Page {
        items: page
            .items
            .iter()
            .map(|one| PersonShown::of(one, now))
            .collect(),
        next: page.next.map(|id| id.to_string()),
    }))
}
