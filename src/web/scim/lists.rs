//! Queries (RFC 7644 3.4.2): by GET with parameters in the URL, by search with all of them in the
//! body (RFC 7644 3.4.3), at each type and at the root. The same question gets the same answer.

use super::answer::{Answered, listed as shown};
use super::body::ScimBody;
use super::caller::ScimCaller;
use super::query::ScimQuery;
use crate::state::WebState;
use axum::extract::State;
use muster_app::provision::Caller;
use muster_app::provision::list::{Listed, list};
use muster_scim::search::{self, Parameters};

/// `GET /Users`.
pub(super) async fn users(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimQuery(parameters): ScimQuery,
) -> Answered {
    answer(&state, &caller, &Listed::Users, &parameters).await
}

/// `GET /Groups`.
pub(super) async fn groups(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimQuery(parameters): ScimQuery,
) -> Answered {
    answer(&state, &caller, &Listed::Groups, &parameters).await
}

/// `GET /`.
pub(super) async fn root(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimQuery(parameters): ScimQuery,
) -> Answered {
    answer(&state, &caller, &Listed::Root, &parameters).await
}

/// `POST /Users/.search`.
pub(super) async fn search_users(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimBody(body): ScimBody,
) -> Answered {
    let parameters = search::parse(&body, caller.switches())?;
    answer(&state, &caller, &Listed::Users, &parameters).await
}

/// `POST /Groups/.search`.
pub(super) async fn search_groups(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimBody(body): ScimBody,
) -> Answered {
    let parameters = search::parse(&body, caller.switches())?;
    answer(&state, &caller, &Listed::Groups, &parameters).await
}

/// `POST /.search`.
pub(super) async fn search_root(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimBody(body): ScimBody,
) -> Answered {
    let parameters = search::parse(&body, caller.switches())?;
    answer(&state, &caller, &Listed::Root, &parameters).await
}

/// The list at an endpoint.
pub(super) async fn answer(
    state: &WebState,
    caller: &Caller,
    listed: &Listed,
    parameters: &Parameters,
) -> Answered {
    let list = list(&state.ctx, caller, listed, parameters).await?;
    Ok(shown(list))
}
