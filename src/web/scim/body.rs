//! Bodies: JSON that is read strictly, under either media type.

use super::failure::render;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use muster_scim::error::Error as ScimError;
use muster_scim::json;
use serde_json::Value;

/// The JSON object of a request.
pub(super) struct ScimBody(pub(super) Value);

impl<S: Send + Sync> FromRequest<S> for ScimBody {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let media_type = request.headers().get(CONTENT_TYPE).cloned();
        let media_type = media_type.as_ref().and_then(|value| value.to_str().ok());
        if !media_type.is_none_or(is_json) {
            let detail = "send the body as application/scim+json or application/json";
            return Err(render(&ScimError::new(415, detail)));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| render(&ScimError::invalid_syntax("the body ended before its end")))?;
        json::parse_body(&bytes)
            .map(Self)
            .map_err(|error| render(&error))
    }
}

/// RFC 7644 3.8 and 8.1: `application/scim+json`, `application/json`, either with parameters; no
/// type at all is taken as the first. Both are UTF-8 whatever they say (RFC 8259 8.1), so another
/// charset is refused rather than misread.
fn is_json(media_type: &str) -> bool {
    let mut parts = media_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let known = ["", "application/scim+json", "application/json"]
        .iter()
        .any(|known| essence.eq_ignore_ascii_case(known));
    known
        && parts.all(|parameter| match parameter.split_once('=') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
                let charset = value.trim().trim_matches('"');
                ["utf-8", "utf8", "us-ascii"]
                    .iter()
                    .any(|known| charset.eq_ignore_ascii_case(known))
            }
            _ => true,
        })
}

#[cfg(test)]
mod tests {
    use super::is_json;

    #[test]
    fn both_media_types_are_taken_and_no_other() {
        for fine in [
            "application/scim+json; charset=utf-8",
            "application/JSON",
            "application/json;charset=\"UTF-8\"; version=2",
            "",
        ] {
            assert!(is_json(fine), "{fine} was refused");
        }
        for other in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json+scim",
            "application/json; charset=iso-8859-1",
        ] {
            assert!(!is_json(other), "{other} was taken");
        }
    }
}
