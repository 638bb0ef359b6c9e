//! The id in a URL, whatever its bytes are.

use super::failure::render;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::Response;
use muster_scim::error::Error as ScimError;

/// The id in a URL, or whom an alias stands for; one that is not text is nobody's.
pub(super) struct ScimId(pub(super) String);

/// Whom the path stands for, which itself has no id: `/Me`.
#[derive(Clone, Debug)]
pub(super) struct Alias(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for ScimId {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        if let Some(Alias(id)) = parts.extensions.get() {
            return Ok(Self(id.clone()));
        }
        match Path::<String>::from_request_parts(parts, state).await {
            Ok(Path(id)) => Ok(Self(id)),
            Err(_) => Err(render(&ScimError::not_found(
                "there is no such resource for this connection",
            ))),
        }
    }
}
