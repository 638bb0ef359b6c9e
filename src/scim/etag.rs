//! Entity tags (RFC 7644 3.14): weak, and compared by their opaque part.

/// The tag of a version, as in `W/"7"`.
pub fn weak(version: i64) -> String {
    format!("W/\"{version}\"")
}

/// The `If-Match` header allows a change of this version.
///
/// RFC 9110 never lets a weak tag match here, but RFC 7644 3.14 shows just that, so the opaque
/// part decides.
pub fn if_match(header: &str, version: i64) -> bool {
    names(header, version)
}

/// The `If-None-Match` header asks for anything but this version; when it does not, a GET is
/// answered with 304.
pub fn if_none_match(header: &str, version: i64) -> bool {
    !names(header, version)
}

fn names(header: &str, version: i64) -> bool {
    header.split(',').map(str::trim).any(|tag| {
        let opaque = tag.strip_prefix("W/").unwrap_or(tag);
        opaque == "*" || opaque.trim_matches('"') == version.to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::{if_match, if_none_match, weak};

    #[test]
    fn a_tag_matches_whether_weak_or_strong() {
        assert!(if_match(&weak(7), 7) && if_match("\"7\"", 7) && if_match("*", 7));
        assert!(if_match("W/\"6\", W/\"7\"", 7));
        assert!(!if_match("W/\"70\"", 7) && !if_match("", 7));
    }

    #[test]
    fn a_known_version_is_not_sent_again() {
        assert!(!if_none_match("W/\"7\"", 7));
        assert!(if_none_match("W/\"6\"", 7));
    }
}
