//! A program with a token of the admin API, and the least role that a handler asks of it.

use crate::layers::{RequestId, bearer};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::FromRequestParts;
use axum::response::Response;
use http::request::Parts;
use muster_app::admin::store_kind;
use muster_app::auth::AdminCaller;
use muster_app::error::Kind;
use muster_model::connection::TokenRole;
use std::marker::PhantomData;

/// A caller whose role is at least `R`: a handler states who may call it in its signature.
pub struct Admin<R> {
    /// The caller.
    pub caller: AdminCaller,
    /// The id of the request.
    pub request: RequestId,
    role: PhantomData<R>,
}

/// A role that a handler can ask for.
pub trait Needs {
    /// The least role that is enough.
    const ROLE: TokenRole;
}

/// Whoever may read.
pub struct Viewer;
/// Whoever may write.
pub struct Administrator;
/// Whoever may do everything.
pub struct Owner;

impl Needs for Viewer {
    const ROLE: TokenRole = TokenRole::Viewer;
}

impl Needs for Administrator {
    const ROLE: TokenRole = TokenRole::Admin;
}

impl Needs for Owner {
    const ROLE: TokenRole = TokenRole::Owner;
}

impl<R: Needs> FromRequestParts<WebState> for Admin<R> {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &WebState,
    ) -> Result<Self, Self::Rejection> {
        let request = parts.extensions.get::<RequestId>().cloned();
        let request = request.unwrap_or_else(|| RequestId(String::new()));
        let caller =
            match bearer(&parts.headers) {
                Some(token) => state.auth.admin(token).await.map_err(|why| {
                    Problem::of(store_kind(&why), &why, &request).render(&request)
                })?,
                None => None,
            };
        let Some(caller) = caller else {
            let detail = "Show a token of the admin API: Authorization: Bearer mus_api_….";
            let problem = Problem::new(Kind::Unauthenticated, "token.unknown", detail);
            return Err(problem.render(&request));
        };
        if caller.role < R::ROLE {
            let detail = format!("This needs a token with the role {}.", R::ROLE.as_str());
            let problem = Problem::new(Kind::Forbidden, "token.role", detail);
            return Err(problem.render(&request));
        }
        Ok(Self {
            caller,
            request,
            role: PhantomData,
        })
    }
}
