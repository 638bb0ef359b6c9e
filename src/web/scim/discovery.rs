//! What the server says about itself (RFC 7644 4); readable without a token (RFC 7643 5).
//!
//! With a token it says what the account of the connection added.

use super::answer::{Answered, json};
use super::caller::{ScimAccount, ScimKinds};
use super::id::ScimId;
use super::query::ScimQuery;
use crate::state::WebState;
use axum::extract::State;
use axum::http::StatusCode;
use muster_app::webhooks::advertised_events;
use muster_scim::discovery;
use muster_scim::error::Error as ScimError;
use serde_json::Value;

/// `GET /ServiceProviderConfig`.
pub(super) async fn service_provider_config(
    State(state): State<WebState>,
    ScimAccount(account): ScimAccount,
    query: ScimQuery,
) -> Answered {
    let uris = match account {
        Some(account) => advertised_events(&state.ctx, account).await?,
        None => None,
    };
    let base_url = state.ctx.scim_base_url();
    list(
        &query,
        &discovery::service_provider_config(&base_url, uris.as_deref()),
    )
}

/// `GET /ResourceTypes`.
pub(super) async fn resource_types(
    State(state): State<WebState>,
    ScimKinds(kinds): ScimKinds,
    query: ScimQuery,
) -> Answered {
    list(
        &query,
        &discovery::resource_types(&state.ctx.scim_base_url(), &kinds),
    )
}

/// `GET /ResourceTypes/{name}`.
pub(super) async fn resource_type(
    State(state): State<WebState>,
    ScimKinds(kinds): ScimKinds,
    ScimId(name): ScimId,
) -> Answered {
    one(discovery::resource_type(
        &state.ctx.scim_base_url(),
        &kinds,
        &name,
    ))
}

/// `GET /Schemas`.
pub(super) async fn schemas(
    State(state): State<WebState>,
    ScimKinds(kinds): ScimKinds,
    query: ScimQuery,
) -> Answered {
    list(
        &query,
        &discovery::schemas(&state.ctx.scim_base_url(), &kinds),
    )
}

/// `GET /Schemas/{urn}`.
pub(super) async fn schema(
    State(state): State<WebState>,
    ScimKinds(kinds): ScimKinds,
    ScimId(urn): ScimId,
) -> Answered {
    one(discovery::schema(&state.ctx.scim_base_url(), &kinds, &urn))
}

/// RFC 7644 4: a filter here is 403; other parameters are ignored.
fn list(query: &ScimQuery, body: &Value) -> Answered {
    if query.0.filter.is_some() {
        return Err(ScimError::forbidden("this endpoint cannot be filtered").into());
    }
    Ok(json(StatusCode::OK, body))
}

fn one(found: Option<Value>) -> Answered {
    let found = found.ok_or_else(|| ScimError::not_found("there is no such resource"))?;
    Ok(json(StatusCode::OK, &found))
}
