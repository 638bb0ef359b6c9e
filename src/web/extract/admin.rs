//! A program with a token of the admin API, and the permission that a handler asks of it.

use super::permission::Needs;
use crate::layers::{KnownAdmin, RequestId};
use crate::render::Problem;
use axum::extract::FromRequestParts;
use http::request::Parts;
use muster_app::auth::AdminCaller;
use muster_app::ctx::Acting;
use muster_app::error::Kind;
use muster_model::ids::AccountId;
use std::marker::PhantomData;

/// A caller with the permission `P`: a handler states who may call it in its signature.
pub struct Admin<P> {
    /// The caller.
    pub caller: AdminCaller,
    /// The id of the request.
    pub request: RequestId,
    permission: PhantomData<P>,
}

impl<P> Admin<P> {
    /// Whose people it reaches.
    pub fn account(&self) -> AccountId {
        self.caller.account
    }

    /// On whose behalf its use cases run.
    pub fn acting(&self) -> Acting {
        self.caller.acting(&self.request.0)
    }
}

impl<P: Needs, S: Send + Sync> FromRequestParts<S> for Admin<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let request = parts.extensions.get::<RequestId>().cloned();
        let Some(KnownAdmin(caller)) = parts.extensions.get::<KnownAdmin>().cloned() else {
            let detail = "Show a token of the admin API: Authorization: Bearer mus_api_….";
            return Err(Problem::new(Kind::Unauthenticated, "token.unknown", detail));
        };
        let (needed, least) = (P::PERMISSION, P::PERMISSION.role());
        if caller.role < least {
            let (needed, least) = (needed.as_str(), least.as_str());
            let detail = format!("This needs {needed}, which a token with the role {least} has.");
            return Err(Problem::new(Kind::Forbidden, "token.role", detail));
        }
        Ok(Self {
            caller,
            request: request.unwrap_or_else(|| RequestId(String::new())),
            permission: PhantomData,
        })
    }
}
