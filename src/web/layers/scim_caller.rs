//! Whose token it is, found once: the limiter, the log and the handler share the answer.

use super::OpenRow;
use crate::render::Refusal;
use crate::state::WebState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::header::AUTHORIZATION;

/// Puts the [`Caller`](muster_app::auth::Caller) of a known connection token into the request's
/// extensions, and notes it in the row of the request. Without one the request goes on as nobody's: the handler refuses it with 401.
pub async fn recognise(
    State(state): State<WebState>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(token) = bearer(request.headers()).map(str::to_owned) else {
        return next.run(request).await;
    };
    match state.auth.connection(&token).await {
        Ok(Some(caller)) => {
            if let Some(row) = request.extensions().get::<OpenRow>() {
                row.is_of(&caller);
            }
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Ok(None) => next.run(request).await,
        Err(why) => {
            tracing::error!(%why, "a token could not be looked up");
            Refusal::unavailable().to(&request).render()
        }
    }
}

/// The token of `Authorization: Bearer …` (RFC 6750 2.1). Okta's header authentication sends the
/// token of a connection bare; whether its profile may do so is for the handler to say.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?.trim();
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Some(token.trim()),
        None if value.starts_with("mus_scim_") => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::bearer;
    use http::header::AUTHORIZATION;
    use http::{HeaderMap, HeaderValue};

    fn of(value: &'static str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, HeaderValue::from_static(value));
        bearer(&headers).map(str::to_owned)
    }

    #[test]
    fn the_scheme_is_read_without_regard_to_case() {
        assert_eq!(of("bearer  abc"), Some("abc".to_owned()));
        assert_eq!(of("BEARER abc"), Some("abc".to_owned()));
        assert_eq!(of("Basic abc"), None);
    }

    #[test]
    fn a_bare_token_of_ours_is_a_token() {
        assert_eq!(of("mus_scim_x"), Some("mus_scim_x".to_owned()));
        assert_eq!(of("abc"), None);
    }
}
