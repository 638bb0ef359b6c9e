//! Who asks, as an argument: a handler that takes it cannot forget to look.

use super::failure::render;
use crate::layers::RequestId;
use crate::state::WebState;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::response::Response;
use muster_app::provision::Caller;
use muster_model::ids::AccountId;
use muster_scim::error::Error as ScimError;
use muster_scim::schema::Kinds;
use std::convert::Infallible;
use std::sync::Arc;

/// The connection whose token came with the request.
pub(super) struct ScimCaller(pub(super) Caller);

impl FromRequestParts<WebState> for ScimCaller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &WebState) -> Result<Self, Response> {
        let known = parts.extensions.get::<muster_app::auth::Caller>();
        let caller = known.map(|known| Caller {
            connection: Arc::new(known.connection.clone()),
            kinds: Arc::clone(&known.kinds),
            request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()),
        });
        let caller = caller.filter(|caller| caller.switches().bare_token || has_scheme(parts));
        caller.map(Self).ok_or_else(|| {
            let detail = "send the connection's token as Authorization: Bearer TOKEN; \
                          this one is missing, unknown or expired";
            render(&ScimError::unauthorized(detail))
        })
    }
}

/// The resource types as the account of the token has them; without a token the built-in ones.
pub(super) struct ScimKinds(pub(super) Arc<Kinds>);

impl FromRequestParts<WebState> for ScimKinds {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &WebState) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<muster_app::auth::Caller>();
        let kinds = known.map(|known| Arc::clone(&known.kinds));
        Ok(Self(kinds.unwrap_or_else(Kinds::built_in)))
    }
}

/// The account of the token, if there is one.
pub(super) struct ScimAccount(pub(super) Option<AccountId>);

impl FromRequestParts<WebState> for ScimAccount {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &WebState) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<muster_app::auth::Caller>();
        Ok(Self(known.map(|known| known.account.id)))
    }
}

/// Only some profiles may leave the scheme out (RFC 6750 2.1).
fn has_scheme(parts: &Parts) -> bool {
    let header = parts
        .headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    header.is_some_and(|value| value.trim().contains(' '))
}
