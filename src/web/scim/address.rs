//! Which path a URL means: with or without a version, with slashes too many, with a suffix.

use axum::extract::{OriginalUri, Request};
use axum::http::HeaderValue;
use axum::http::header::ALLOW;
use axum::http::uri::{PathAndQuery, Uri};
use axum::middleware::Next;
use axum::response::Response;

/// Leads a request under `/scim` to the path that the routes know; OPTIONS is known everywhere.
pub async fn lead(mut request: Request, next: Next) -> Response {
    let Some(path) = canonical(request.uri().path()) else {
        return next.run(request).await;
    };
    if path != request.uri().path()
        && let Some(uri) = with_path(request.uri(), &path)
    {
        let asked = std::mem::replace(request.uri_mut(), uri);
        request.extensions_mut().insert(OriginalUri(asked));
    }
    let mut response = next.run(request).await;
    let known = response.headers().get(ALLOW);
    let known = known.and_then(|allow| allow.to_str().ok());
    let allow = known.map(|allow| format!("{allow},OPTIONS"));
    if let Some(allow) = allow.and_then(|allow| HeaderValue::from_str(&allow).ok()) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}

/// The path that the routes know; nothing for a path that is not SCIM's.
///
/// RFC 7644 3.13: without a version the newest is meant. Another version stays in the path, where
/// no route is. RFC 7644 3.8: `.scim` at the end names the format, and there is only one.
fn canonical(path: &str) -> Option<String> {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    if segments.next() != Some("scim") {
        return None;
    }
    let mut known = String::from("/scim/v2");
    let mut segments = segments.peekable();
    if segments.peek().is_some_and(|first| *first == "v2") {
        segments.next();
    }
    for segment in segments {
        known.push('/');
        known.push_str(segment);
    }
    if let Some(bare) = known.strip_suffix(".scim")
        && !bare.ends_with('/')
    {
        known.truncate(bare.len());
    }
    Some(known)
}

/// A version of SCIM that is not spoken here, as in `/scim/v1/Users`.
pub(super) fn other_version(uri: &Uri) -> bool {
    let mut segments = uri.path().split('/').filter(|segment| !segment.is_empty());
    let first = segments.find(|segment| !matches!(*segment, "scim" | "v2"));
    let digits = first.and_then(|first| first.strip_prefix('v'));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn with_path(uri: &Uri, path: &str) -> Option<Uri> {
    let whole = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(whole).ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::{canonical, other_version};

    #[test]
    fn one_endpoint_has_many_spellings() {
        for same in [
            "/scim/v2/Users",
            "/scim/Users",
            "/scim/v2/Users/",
            "//scim//v2///Users",
            "/scim/v2/Users.scim",
        ] {
            assert_eq!(canonical(same).as_deref(), Some("/scim/v2/Users"), "{same}");
        }
        for root in ["/scim", "/scim/", "/scim/v2", "/scim/v2/"] {
            assert_eq!(canonical(root).as_deref(), Some("/scim/v2"), "{root}");
        }
        assert_eq!(
            canonical("/scim/Users/7.scim").as_deref(),
            Some("/scim/v2/Users/7")
        );
        assert_eq!(
            canonical("/scim/v2/.scim").as_deref(),
            Some("/scim/v2/.scim")
        );
    }

    #[test]
    fn what_is_not_scim_is_left_alone() {
        for other in ["/", "/api/v1/people", "/scimitar", "/healthz"] {
            assert_eq!(canonical(other), None, "{other}");
        }
    }

    #[test]
    fn a_version_is_a_v_and_a_number() {
        let is_other = |path: &'static str| other_version(&path.parse().unwrap());
        assert!(is_other("/scim/v1/Users") && is_other("/scim/v2/v3"));
        assert!(!is_other("/scim/v2/Users") && !is_other("/scim/v2/vx") && !is_other("/scim/v2"));
    }
}
