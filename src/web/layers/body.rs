//! Bodies are read whole before a handler sees them, and never more of them than is allowed.

use super::OpenRow;
use crate::render::Refusal;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, EXPECT};
use http_body_util::BodyExt as _;
use muster_scim::bulk::MAX_PAYLOAD;
use std::fmt;

const MIB: usize = 1024 * 1024;

/// How much of a body that is too large is read and forgotten.
const SWALLOWED: usize = 16 * MIB;

/// How many bytes a body may have.
#[derive(Clone, Copy)]
struct Limit {
    bytes: usize,
    name: &'static str,
}

impl Limit {
    /// A group of 100,000 members fits into 16 MiB, a Bulk request has a limit that is named when
    /// it is exceeded (RFC 7644 3.7.4), all else has 1 MiB.
    fn of(path: &str) -> Self {
        let (bytes, name) = match path.strip_prefix("/scim/v2/") {
            Some("Bulk") => (MAX_PAYLOAD, "maxPayloadSize, "),
            Some(rest) if rest.starts_with("Groups") => (16 * MIB, ""),
            _ => (MIB, ""),
        };
        Self { bytes, name }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{} bytes", self.name, self.bytes)
    }
}

/// Reads the body and puts it back; answers the bytes for whoever wants to look at them too.
async fn read(request: Request, limit: Limit) -> Result<(Request, Bytes), Refusal> {
    let (parts, body) = request.into_parts();
    if parts.headers.contains_key(CONTENT_ENCODING) {
        return Err(Refusal::encoded());
    }
    let declared = parts
        .headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let waits = parts.headers.contains_key(EXPECT);
    if declared
        .is_some_and(|length| length > limit.bytes && (waits || length > limit.bytes + SWALLOWED))
    {
        return Err(Refusal::too_large(limit));
    }
    let bytes = collect(body, limit).await?;
    let request = Request::from_parts(parts, Body::from(bytes.clone()));
    Ok((request, bytes))
}

/// The bytes of a body. One that is too large is read on for a while and forgotten: a client that
/// is still sending when the connection closes would never see why.
async fn collect(mut body: Body, limit: Limit) -> Result<Bytes, Refusal> {
    let (mut bytes, mut seen) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let data = frame.map_err(|_| Refusal::cut_off())?.into_data();
        let data = data.unwrap_or_default();
        seen += data.len();
        if seen <= limit.bytes {
            bytes.extend_from_slice(&data);
        } else if seen > limit.bytes + SWALLOWED {
            break;
        }
    }
    if seen > limit.bytes {
        return Err(Refusal::too_large(limit));
    }
    Ok(Bytes::from(bytes))
}

/// Refuses a body that is too large for its path; what fits is noted in the row of the request.
pub async fn keep_small(request: Request, next: Next) -> Response {
    let limit = Limit::of(request.uri().path());
    let refused = Refusal::too_large(limit).to(&request);
    match read(request, limit).await {
        Ok((request, bytes)) => {
            if let Some(row) = request.extensions().get::<OpenRow>() {
                row.holds(&bytes);
            }
            next.run(request).await
        }
        Err(refusal) => refused.because(refusal).render(),
    }
}
