//! `GET /api/v1/people`: the people of the account, page by page.

use crate::admin::query::Query;
use crate::extract::{Admin, Viewer};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use muster_app::admin::{PeoplePage, PeopleSearch, list_people};
use muster_model::ids::PersonId;
use muster_model::people::{Status, fold};
use serde_json::json;

/// Lists people: `status`, `q` (a part of a name or address), `cursor`, `limit`.
pub(in crate::admin) async fn list(
    admin: Admin<Viewer>,
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
) -> Response {
    match page(&admin, &state, query.as_deref()).await {
        Ok(page) => Json(json!({"items": page.items, "next": page.next})).into_response(),
        Err(problem) => problem.render(&admin.request),
    }
}

async fn page(
    admin: &Admin<Viewer>,
    state: &WebState,
    query: Option<&str>,
) -> Result<PeoplePage, Problem> {
    let query = Query::read(query, &["status", "q", "cursor", "limit"])?;
    let status = query.get::<String>("status", "a status")?;
    let wanted = "no_access, invited, active or deactivated";
    let status = status
        .map(|text| Status::parse(&text).ok_or_else(|| Problem::parameter("status", wanted)))
        .transpose()?;
    let text = query.get::<String>("q", "a text")?;
    let fits = |text: &String| text.chars().count() <= 200 && !text.contains('\0');
    if text.as_ref().is_some_and(|text| !fits(text)) {
        return Err(Problem::parameter(
            "q",
            "at most 200 characters, without NUL",
        ));
    }
    let search = PeopleSearch {
        status,
        text: text.as_deref().map(fold),
    };
    let after = query.get::<PersonId>("cursor", "the `next` of the page before")?;
    list_people(
        &state.ctx,
        admin.caller.account,
        &search,
        after,
        query.limit()?,
    )
    .await
    .map_err(|why| Problem::of(why.kind(), &why, &admin.request))
}
