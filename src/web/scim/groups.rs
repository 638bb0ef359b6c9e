//! `/Groups`: one use case each.

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
use muster_app::provision::group::{
    CreateGroup, DeleteGroup, PatchGroup, ProvisionedGroup, ReplaceGroup, get_group, is_large,
    list_groups, show_groups,
};
use muster_app::provision::query::Query;
use muster_app::provision::{Caller, ProvisionError};
use muster_model::group::Group;
use muster_scim::etag;
use muster_scim::projection::Selection;
use muster_scim::schema;

/// `GET /Groups`.
pub(super) async fn list(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimQuery(parameters): ScimQuery,
) -> Answered {
    let query = Query::read(&parameters, schema::group(), &caller)?;
    let list = list_groups(&state.ctx, &caller, &query).await?;
    Ok(answer::json(StatusCode::OK, &list))
}

/// `GET /Groups/{id}`.
pub(super) async fn get(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimId(id): ScimId,
    query: ScimQuery,
    headers: HeaderMap,
) -> Answered {
    let selection = query.selection()?;
    let group = get_group(&state.ctx, &caller, &id).await?;
    let known = text(&headers, "if-none-match");
    if known.is_some_and(|known| !etag::if_none_match(&known, group.version)) {
        return Ok(noted(not_modified(group.version), &group.id, Vec::new()));
    }
    show(&state.ctx, StatusCode::OK, group, &selection, Vec::new()).await
}

/// `POST /Groups`.
pub(super) async fn create(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    query: ScimQuery,
    ScimBody(body): ScimBody,
) -> Answered {
    let selection = query.selection()?;
    let work = CreateGroup {
        caller: caller.clone(),
        body,
    };
    let ProvisionedGroup { group, notes } = state.ctx.store.perform(caller.acting(), work).await?;
    show(&state.ctx, StatusCode::CREATED, group, &selection, notes).await
}

/// `PUT /Groups/{id}`.
pub(super) async fn replace(State(state): State<WebState>, change: ScimChange) -> Answered {
    let ScimChange {
        caller,
        id,
        if_match,
        body,
        wish,
    } = change;
    let work = ReplaceGroup {
        caller: caller.clone(),
        id,
        if_match,
        body,
    };
    let done = state.ctx.store.perform(caller.acting(), work).await?;
    changed(&state.ctx, done, &wish, wish.is_minimal()).await
}

/// `PATCH /Groups/{id}`.
pub(super) async fn patch(State(state): State<WebState>, change: ScimChange) -> Answered {
    let ScimChange {
        caller,
        id,
        if_match,
        body,
        wish,
    } = change;
    let work = PatchGroup {
        caller: caller.clone(),
        id,
        if_match,
        body,
    };
    let done = state.ctx.store.perform(caller.acting(), work).await?;
    let brief = answers_briefly(&state.ctx, &caller, &wish, &done.group).await?;
    changed(&state.ctx, done, &wish, brief).await
}

/// `DELETE /Groups/{id}`.
pub(super) async fn delete(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimId(id): ScimId,
    headers: HeaderMap,
) -> Answered {
    let if_match = text(&headers, "if-match");
    let work = DeleteGroup {
        caller: caller.clone(),
        id: id.clone(),
        if_match,
    };
    state.ctx.store.perform(caller.acting(), work).await?;
    Ok(noted(
        StatusCode::NO_CONTENT.into_response(),
        &id,
        Vec::new(),
    ))
}

/// RFC 7644 3.5.2 allows 204 unless `attributes` is given: for who asks for it, for Entra, and for
/// a group too large to be worth showing after each of its changes.
async fn answers_briefly(
    ctx: &Ctx,
    caller: &Caller,
    wish: &Wish,
    group: &Group,
) -> Result<bool, ProvisionError> {
    if wish.names_attributes {
        return Ok(false);
    }
    if wish.minimal || caller.switches().quiet_group_patch {
        return Ok(true);
    }
    Ok(!wish.excludes_attributes && is_large(ctx, group).await?)
}

async fn changed(ctx: &Ctx, done: ProvisionedGroup, wish: &Wish, brief: bool) -> Answered {
    let ProvisionedGroup { group, notes } = done;
    if brief {
        return Ok(noted(minimal(group.version), &group.id, notes));
    }
    show(ctx, StatusCode::OK, group, &wish.selection, notes).await
}

async fn show(
    ctx: &Ctx,
    status: StatusCode,
    group: Group,
    selection: &Selection,
    notes: Vec<String>,
) -> Answered {
    let (id, version) = (group.id, group.version);
    let groups = show_groups(ctx, &[group], selection)
        .await
        .map_err(ProvisionError::from)?;
    let body = groups.into_iter().next().unwrap_or_default();
    let location = format!("{}/Groups/{id}", ctx.scim_base_url());
    Ok(noted(
        resource(status, &body, version, &location),
        &id,
        notes,
    ))
}
