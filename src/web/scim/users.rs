//! `/Users`: one use case each.

use super::answer::{self, Answered, minimal, not_modified, noted, resource, text};
use super::body::ScimBody;
use super::caller::ScimCaller;
use super::change::{ScimChange, Wish};
use super::id::ScimId;
use super::query::ScimQuery;
use crate::state::WebState;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use muster_app::ctx::Ctx;
use muster_app::provision::query::Query;
use muster_app::provision::user::{
    CreateUser, DeleteUser, PatchUser, Provisioned, ReplaceUser, get_user, list_users, show_users,
};
use muster_app::provision::{Caller, ProvisionError};
use muster_model::people::Person;
use muster_scim::etag;
use muster_scim::projection::Selection;
use muster_scim::schema;

/// `GET /Users`.
pub(super) async fn list(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimQuery(parameters): ScimQuery,
) -> Answered {
    let query = Query::read(&parameters, schema::user(), &caller)?;
    let list = list_users(&state.ctx, &caller, &query).await?;
    Ok(answer::json(StatusCode::OK, &list))
}

/// `GET /Users/{id}`.
pub(super) async fn get(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimId(id): ScimId,
    query: ScimQuery,
    headers: HeaderMap,
) -> Answered {
    let selection = query.selection()?;
    let person = get_user(&state.ctx, &caller, &id).await?;
    let known = text(&headers, "if-none-match");
    if known.is_some_and(|known| !etag::if_none_match(&known, person.version)) {
        return Ok(noted(not_modified(person.version), &person.id, Vec::new()));
    }
    show(
        &state.ctx,
        &caller,
        StatusCode::OK,
        person,
        &selection,
        Vec::new(),
    )
    .await
}

/// `POST /Users`.
pub(super) async fn create(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    query: ScimQuery,
    ScimBody(body): ScimBody,
) -> Answered {
    let selection = query.selection()?;
    let work = CreateUser {
        caller: caller.clone(),
        body,
    };
    let Provisioned { person, notes } = state.ctx.store.perform(caller.acting(), work).await?;
    show(
        &state.ctx,
        &caller,
        StatusCode::CREATED,
        person,
        &selection,
        notes,
    )
    .await
}

/// `PUT /Users/{id}`.
pub(super) async fn replace(State(state): State<WebState>, change: ScimChange) -> Answered {
    let ScimChange {
        caller,
        id,
        if_match,
        body,
        wish,
    } = change;
    let work = ReplaceUser {
        caller: caller.clone(),
        id,
        if_match,
        body,
    };
    let done = state.ctx.store.perform(caller.acting(), work).await?;
    changed(&state.ctx, &caller, done, &wish).await
}

/// `PATCH /Users/{id}`.
pub(super) async fn patch(State(state): State<WebState>, change: ScimChange) -> Answered {
    let ScimChange {
        caller,
        id,
        if_match,
        body,
        wish,
    } = change;
    let work = PatchUser {
        caller: caller.clone(),
        id,
        if_match,
        body,
    };
    let done = state.ctx.store.perform(caller.acting(), work).await?;
    changed(&state.ctx, &caller, done, &wish).await
}

/// `DELETE /Users/{id}`.
pub(super) async fn delete(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimId(id): ScimId,
    headers: HeaderMap,
) -> Answered {
    let if_match = text(&headers, "if-match");
    let work = DeleteUser {
        caller: caller.clone(),
        id: id.clone(),
        if_match,
    };
    let notes = state.ctx.store.perform(caller.acting(), work).await?;
    Ok(noted(StatusCode::NO_CONTENT.into_response(), &id, notes))
}

async fn changed(ctx: &Ctx, caller: &Caller, done: Provisioned, wish: &Wish) -> Answered {
    let Provisioned { person, notes } = done;
    if wish.is_minimal() {
        return Ok(noted(minimal(person.version), &person.id, notes));
    }
    show(ctx, caller, StatusCode::OK, person, &wish.selection, notes).await
}

async fn show(
    ctx: &Ctx,
    caller: &Caller,
    status: StatusCode,
    person: Person,
    selection: &Selection,
    notes: Vec<String>,
) -> Answered {
    let (id, version) = (person.id, person.version);
    let users = show_users(ctx, caller, &[person], selection)
        .await
        .map_err(ProvisionError::from)?;
    let user = users.into_iter().next().unwrap_or_default();
    let location = format!("{}/Users/{id}", ctx.scim_base_url());
    Ok(noted(
        resource(status, &user, version, &location),
        &id,
        notes,
    ))
}
