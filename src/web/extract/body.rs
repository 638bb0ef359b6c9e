//! The body of a request as a value: one JSON object, no key twice, no key unknown.

use crate::render::Problem;
use axum::extract::{FromRequest, Request};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use http_body_util::BodyExt as _;
use muster_app::error::Kind;
use muster_app::plain::plain;
use muster_scim::json::parse_body;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// What was sent; its type refuses fields that it does not know.
#[derive(Clone, Debug)]
pub struct Body<T>(pub T);

/// A field of a change that may be absent (stays), null (is cleared) or a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// It was not named: it stays.
    #[default]
    Nothing,
    /// It was null: it is cleared.
    Null,
    /// It was given.
    Value(T),
}

impl<T> Field<T> {
    /// The outer option says whether it was named, the inner one what it becomes.
    pub fn option(self) -> Option<Option<T>> {
        match self {
            Self::Nothing => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::<T>::deserialize(deserializer)?;
        Ok(value.map_or(Self::Null, Self::Value))
    }
}

/// Which field cannot be read, and what it must be.
fn unread(why: &serde_path_to_error::Error<serde_json::Error>) -> String {
    let at = why.path().to_string();
    let at = match at.as_str() {
        "." | "" | "?" => "the body",
        at => at,
    };
    let told = plain(Some(at), &why.inner().to_string());
    format!("The body cannot be read: {told}.")
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let said = request.headers().get(CONTENT_TYPE);
        let said = said
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let media = said.split(';').next().unwrap_or_default().trim();
        let is_json = media.eq_ignore_ascii_case("application/json") || media.ends_with("+json");
        if !is_json {
            return Err(Problem::with(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "request.media_type",
                "Send the body as application/json.",
            ));
        }
        let wrong = |why: String| Problem::new(Kind::Invalid, "request.body", why);
        let bytes = request.into_body().collect().await;
        let bytes = bytes.map_err(|_| wrong("The body ended before its end.".to_owned()))?;
        let value = parse_body(&bytes.to_bytes()).map_err(|why| wrong(why.to_string()))?;
        serde_path_to_error::deserialize(value)
            .map(Self)
            .map_err(|why| wrong(unread(&why)))
    }
}
