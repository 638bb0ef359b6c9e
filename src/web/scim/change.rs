//! What PUT and PATCH have in common: whose word it is, about what, under which condition, and how
//! it shall be answered.

use super::answer::{text, wants_minimal};
use super::body::ScimBody;
use super::caller::ScimCaller;
use super::failure::render;
use super::id::ScimId;
use super::query::ScimQuery;
use crate::state::WebState;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::Response;
use muster_app::provision::Caller;
use muster_scim::projection::Selection;
use serde_json::Value;

/// A change of one resource.
pub(super) struct ScimChange {
    /// Who asks.
    pub(super) caller: Caller,
    /// The id in the URL.
    pub(super) id: String,
    /// The `If-Match` header.
    pub(super) if_match: Option<String>,
    /// The message.
    pub(super) body: Value,
    /// How it shall be answered.
    pub(super) wish: Wish,
}

/// How a change shall be answered.
pub(super) struct Wish {
    /// Which attributes the answer shall hold.
    pub(super) selection: Selection,
    /// Whether `attributes` was given: then there is always a body (RFC 7644 3.5.2).
    pub(super) names_attributes: bool,
    /// Whether `excludedAttributes` was given.
    pub(super) excludes_attributes: bool,
    /// Whether the client wants no body (RFC 7240 4.2).
    pub(super) minimal: bool,
}

impl Wish {
    /// Whether the answer shall have no body.
    pub(super) fn is_minimal(&self) -> bool {
        self.minimal && !self.names_attributes
    }
}

impl FromRequest<WebState> for ScimChange {
    type Rejection = Response;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let ScimCaller(caller) = ScimCaller::from_request_parts(&mut parts, state).await?;
        let ScimId(id) = ScimId::from_request_parts(&mut parts, state).await?;
        let query = ScimQuery::from_request_parts(&mut parts, state).await?;
        let wish = Wish {
            selection: query.selection().map_err(|error| render(&error))?,
            names_attributes: query.0.attributes.is_some(),
            excludes_attributes: query.0.excluded_attributes.is_some(),
            minimal: wants_minimal(&parts.headers),
        };
        let if_match = text(&parts.headers, "if-match");
        let request = Request::from_parts(parts, body);
        let ScimBody(body) = ScimBody::from_request(request, state).await?;
        Ok(Self {
            caller,
            id,
            if_match,
            body,
            wish,
        })
    }
}
