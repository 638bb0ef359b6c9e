//! Bodies are read whole before a handler sees them, and never more of them than is allowed.

use crate::render::Refusal;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

const MIB: usize = 1024 * 1024;

/// How many bytes a body may have: a group of 100,000 members fits into 16 MiB, all else into 1.
pub(super) fn limit(path: &str) -> usize {
    if path.starts_with("/scim/v2/Groups") || path == "/scim/v2" || path == "/scim/v2/" {
        16 * MIB
    } else {
        MIB
    }
}

/// Reads the body and puts it back; answers the bytes for whoever wants to look at them too.
pub(super) async fn read(request: Request, limit: usize) -> Result<(Request, Bytes), Refusal> {
    let (parts, body) = request.into_parts();
    if parts.headers.contains_key(CONTENT_ENCODING) {
        return Err(Refusal::encoded());
    }
    let declared = parts
        .headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > limit) {
        return Err(Refusal::too_large(limit));
    }
    let bytes = match Limited::new(body, limit).collect().await {
        Ok(body) => body.to_bytes(),
        Err(why) if why.is::<LengthLimitError>() => return Err(Refusal::too_large(limit)),
        Err(_) => return Err(Refusal::cut_off()),
    };
    let request = Request::from_parts(parts, Body::from(bytes.clone()));
    Ok((request, bytes))
}

/// Refuses a body that is too large for its path.
pub async fn keep_small(request: Request, next: Next) -> Response {
    let limit = limit(request.uri().path());
    let refused = Refusal::too_large(limit).to(&request);
    match read(request, limit).await {
        Ok((request, _)) => next.run(request).await,
        Err(refusal) => refused.because(refusal).render(),
    }
}
