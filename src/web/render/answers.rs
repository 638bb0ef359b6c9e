//! Answers of the admin API that succeed.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, ETAG, LOCATION};
use http::{HeaderName, HeaderValue, StatusCode};
use muster_scim::etag;
use serde::Serialize;

/// One page of a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The `cursor` of the next page; null when this is the last one.
    #[schema(required)]
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A list that is never longer than a page.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }

    /// The same page with its items shown.
    pub fn map<U>(self, show: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(show).collect(),
            next: self.next,
        }
    }

    /// Cuts a list that was asked for with one item more than the page may have.
    pub fn cut(mut items: Vec<T>, limit: u64, place: impl Fn(&T) -> String) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(place);
        Self { items, next }
    }
}

/// A thing with its version as `ETag`.
#[derive(Clone, Debug)]
pub struct Tagged<T>(pub i64, pub T);

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.1).into_response();
        set(&mut response, ETAG, &etag::weak(self.0));
        response
    }
}

/// Something that was just made: 201, and where it is. It may show a secret, so nobody keeps it.
#[derive(Clone, Debug)]
pub struct Made<T>(pub String, pub T);

impl<T: Serialize> IntoResponse for Made<T> {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::CREATED, Json(self.1)).into_response();
        set(&mut response, LOCATION, &format!("/api/v1/{}", self.0));
        set(&mut response, CACHE_CONTROL, "no-store");
        response
    }
}

fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
