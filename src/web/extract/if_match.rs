//! `If-Match`: a change of what the caller saw, or none at all.

use axum::extract::FromRequestParts;
use http::header::IF_MATCH;
use http::request::Parts;
use std::convert::Infallible;

/// The header, if it was sent. Use cases compare it with the locked version, as SCIM's do.
#[derive(Clone, Debug)]
pub struct IfMatch(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let lines = parts.headers.get_all(IF_MATCH).iter();
        let tags: Vec<String> = lines
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            .collect();
        Ok(Self((!tags.is_empty()).then(|| tags.join(","))))
    }
}
