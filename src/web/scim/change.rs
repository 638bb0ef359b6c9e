//! A change of one resource: whose word it is, about what, under which condition, and how it shall
//! be answered.

use super::answer::{self, Answered, noted, text};
use super::body::ScimBody;
use super::caller::ScimCaller;
use super::failure::render;
use super::id::ScimId;
use super::preference::Preference;
use super::query::ScimQuery;
use crate::state::WebState;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use muster_app::ctx::Ctx;
use muster_app::provision::{Caller, Done, ProvisionError, make_change};
use muster_scim::call::{Call, Endpoint, Method};
use muster_scim::error::Error as ScimError;
use muster_scim::path::AttrPath;
use muster_scim::projection::Selection;
use muster_scim::spoken;
use serde_json::Value;

/// A POST, PUT, PATCH or DELETE.
pub(super) struct ScimChange {
    /// Who asks.
    pub(super) caller: Caller,
    /// How the resource is changed.
    pub(super) method: Method,
    /// The id in the URL; empty for a POST.
    pub(super) id: String,
    /// The `If-Match` header.
    pub(super) if_match: Option<String>,
    /// The message; null for a DELETE.
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
    /// What the client prefers (RFC 7240 4.2).
    pub(super) preference: Option<Preference>,
}

impl ScimChange {
    /// Makes the change and answers as it was wished.
    pub(super) async fn make(self, ctx: &Ctx, endpoint: Endpoint) -> Answered {
        let Self {
            caller, mut wish, ..
        } = self;
        wish.selection =
            wish.selection
                .to_who_wrote(spoken_of(&caller, endpoint, self.method, &self.body));
        let call = Call {
            method: self.method,
            endpoint,
            id: self.id,
            version: self.if_match,
            data: self.body,
        };
        let done = make_change(ctx, &caller, call).await?;
        let response = wish
            .answer(ctx, &caller, endpoint, self.method, &done)
            .await?;
        Ok(noted(response, &done.id, done.notes))
    }
}

impl Wish {
    async fn answer(
        &self,
        ctx: &Ctx,
        caller: &Caller,
        endpoint: Endpoint,
        method: Method,
        done: &Done,
    ) -> Answered {
        let Some(version) = done.version() else {
            return Ok(StatusCode::NO_CONTENT.into_response());
        };
        let brief = self.is_brief(ctx, caller, method, done).await?;
        let location = endpoint.location(&ctx.scim_base_url(), &done.id);
        let status = match method {
            Method::Post => StatusCode::CREATED,
            _ if brief => StatusCode::NO_CONTENT,
            _ => StatusCode::OK,
        };
        let mut response = if brief {
            answer::without_body(status, version, &location)
        } else {
            let shown = done.begin_to_show(ctx, caller, &self.selection).await?;
            answer::streamed(status, shown, version, &location)
        };
        if let Some(preference) = self
            .preference
            .filter(|preference| preference.is_met(brief))
        {
            preference.say_applied(response.headers_mut());
        }
        Ok(response)
    }

    /// RFC 7644 3.5.2 allows 204 unless `attributes` is given: for who asks for it, for a Group
    /// under Entra's profile, and for a group too large to be worth showing after each of its
    /// changes (decision 7 of the house).
    async fn is_brief(
        &self,
        ctx: &Ctx,
        caller: &Caller,
        method: Method,
        done: &Done,
    ) -> Result<bool, ProvisionError> {
        if self.names_attributes {
            return Ok(false);
        }
        match self.preference {
            Some(preference) => Ok(preference == Preference::Minimal),
            None if method == Method::Patch => {
                done.is_quiet(ctx, caller, self.excludes_attributes).await
            }
            None => Ok(false),
        }
    }
}

impl FromRequest<WebState> for ScimChange {
    type Rejection = Response;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let ScimCaller(caller) = ScimCaller::from_request_parts(&mut parts, state).await?;
        let method = method(&parts).map_err(|error| render(&error))?;
        let id = match method {
            Method::Post => String::new(),
            _ => ScimId::from_request_parts(&mut parts, state).await?.0,
        };
        let query = ScimQuery::from_request_parts(&mut parts, state).await?;
        let wish = Wish {
            selection: query.selection().map_err(|error| render(&error))?,
            names_attributes: query.0.attributes.is_some(),
            excludes_attributes: query.0.excluded_attributes.is_some(),
            preference: Preference::of(&parts.headers),
        };
        let if_match = text(&parts.headers, "if-match");
        let request = Request::from_parts(parts, body);
        let body = match method {
            Method::Delete => Value::Null,
            _ => ScimBody::from_request(request, state).await?.0,
        };
        Ok(Self {
            caller,
            method,
            id,
            if_match,
            body,
            wish,
        })
    }
}

fn spoken_of(caller: &Caller, endpoint: Endpoint, method: Method, body: &Value) -> Vec<AttrPath> {
    let kind = match endpoint {
        Endpoint::Users => caller.user_type(),
        Endpoint::Groups => caller.group_type(),
    };
    match method {
        Method::Post | Method::Put => spoken::in_resource(kind, body),
        Method::Patch => spoken::in_patch(kind, body),
        Method::Delete => Vec::new(),
    }
}

fn method(parts: &Parts) -> Result<Method, ScimError> {
    let known = Method::named(parts.method.as_str());
    known.ok_or_else(|| ScimError::new(405, "this endpoint does not know this method"))
}
