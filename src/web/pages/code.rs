//! The code in the address, and the form in the body: both always readable, because what is wrong
//! with them is said on a page.

use axum::Form;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use http::request::Parts;
use serde::de::DeserializeOwned;
use std::convert::Infallible;

/// The code of a link; an unreadable one is empty, which no link ever is.
pub(super) struct Code(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Code {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(path.map(|Path(code)| code).unwrap_or_default()))
    }
}

/// A form as it was filled in; an unreadable one is an empty one.
pub(super) struct Filled<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequest<S> for Filled<T> {
    type Rejection = Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Infallible> {
        let form = Form::<T>::from_request(request, state).await;
        Ok(Self(form.map(|Form(form)| form).unwrap_or_default()))
    }
}
