//! `/Me` (RFC 7644 3.11): the person behind an access token, processed as their own `/Users/{id}`.

use super::failure::{not_implemented, render};
use super::id::Alias;
use crate::state::WebState;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::LOCATION;
use axum::middleware::Next;
use axum::response::Response;
use muster_app::auth::Caller;
use muster_scim::error::Error as ScimError;

/// Puts the caller's person where the handlers of `/Users/{id}` look for the id. The token of a
/// connection stands for no person: then the alias is not offered (501).
pub(super) async fn alias(
    State(state): State<WebState>,
    mut request: Request,
    next: Next,
) -> Response {
    let caller = request.extensions().get::<Caller>();
    let Some(caller) = caller else {
        // The handler knows how to refuse a stranger, and which schemes to name.
        return next.run(request).await;
    };
    let Some(person) = caller.person else {
        return render(&ScimError::not_implemented(
            "/Me is the person behind an access token, and this token stands for none; \
             see muster connection oauth-client --person",
        ));
    };
    request.extensions_mut().insert(Alias(person.to_string()));
    let mut response = next.run(request).await;
    // RFC 7644 3.11: in any answer, Location is where the person really lives.
    let location = format!("{}/Users/{person}", state.ctx.scim_base_url());
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// `POST /Me`: nobody makes themselves.
pub(super) async fn create(_caller: super::caller::ScimCaller) -> Response {
    not_implemented().await
}
