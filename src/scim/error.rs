//! What a SCIM client is told when a request cannot be done.

use serde_json::{Value, json};

/// The schema URN of an error message (RFC 7644 3.12).
pub const ERROR_URN: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

/// A refusal as RFC 7644 3.12 words it: an HTTP status, a keyword and a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Error {
    /// The HTTP status of the answer.
    pub status: u16,
    /// The detail keyword, where RFC 7644 table 9 has one.
    pub scim_type: Option<ScimType>,
    /// A sentence for the administrator of the client; it holds no secret and no filter value.
    pub detail: String,
}

/// The detail keywords of RFC 7644 table 9 and of RFC 9865 table 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScimType {
    /// The filter cannot be read or compares what cannot be compared.
    InvalidFilter,
    /// The query gives more results than the server is willing to process.
    TooMany,
    /// A value that must be unique is in use.
    Uniqueness,
    /// The attribute cannot be changed in this way.
    Mutability,
    /// The structure of the message is wrong.
    InvalidSyntax,
    /// The path of a PATCH operation or `sortBy` is wrong.
    InvalidPath,
    /// The path of a PATCH operation selects nothing.
    NoTarget,
    /// A value is missing or does not fit its attribute.
    InvalidValue,
    /// The protocol version is not supported.
    InvalidVers,
    /// The request would put sensitive values into a URL.
    Sensitive,
    /// The cursor was not given for this question (RFC 9865 2.1).
    InvalidCursor,
    /// The cursor is too old (RFC 9865 2.1).
    ExpiredCursor,
    /// The count is no number, or another one than the walk began with (RFC 9865 2.1).
    InvalidCount,
}

impl ScimType {
    /// The keyword as it stands on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidFilter => "invalidFilter",
            Self::TooMany => "tooMany",
            Self::Uniqueness => "uniqueness",
            Self::Mutability => "mutability",
            Self::InvalidSyntax => "invalidSyntax",
            Self::InvalidPath => "invalidPath",
            Self::NoTarget => "noTarget",
            Self::InvalidValue => "invalidValue",
            Self::InvalidVers => "invalidVers",
            Self::Sensitive => "sensitive",
            Self::InvalidCursor => "invalidCursor",
            Self::ExpiredCursor => "expiredCursor",
            Self::InvalidCount => "invalidCount",
        }
    }
}

impl Error {
    /// An error with a status and no keyword.
    pub fn new(status: u16, detail: impl Into<String>) -> Self {
        Self {
            status,
            scim_type: None,
            detail: detail.into(),
        }
    }

    /// An error with a status and a keyword.
    pub fn typed(status: u16, scim_type: ScimType, detail: impl Into<String>) -> Self {
        Self {
            status,
            scim_type: Some(scim_type),
            detail: detail.into(),
        }
    }

    /// 400: the filter cannot be read or compares what cannot be compared.
    pub fn invalid_filter(detail: impl Into<String>) -> Self {
        Self::typed(400, ScimType::InvalidFilter, detail)
    }

    /// 400: the path is malformed or names an attribute that does not exist.
    pub fn invalid_path(detail: impl Into<String>) -> Self {
        Self::typed(400, ScimType::InvalidPath, detail)
    }

    /// 400: the path selects nothing that could be changed.
    pub fn no_target(detail: impl Into<String>) -> Self {
        Self::typed(400, ScimType::NoTarget, detail)
    }

    /// 400: the attribute is read-only, immutable or required.
    pub fn mutability(detail: impl Into<String>) -> Self {
        Self::typed(400, ScimType::Mutability, detail)
    }

    /// 409: a value that must be unique is in use.
    pub fn uniqueness(detail: impl Into<String>) -> Self {
        Self::typed(409, ScimType::Uniqueness, detail)
    }

    /// 400: the body is not the message it should be.
    pub fn invalid_syntax(detail: impl Into<String>) -> Self {
        Self::typed(400, ScimType::InvalidSyntax, detail)
    }

    /// 400: a value is missing or does not fit its attribute.
    pub fn invalid_value(detail: impl Into<String>) -> Self {
        Self::typed(400, ScimType::InvalidValue, detail)
    }

    /// 400: the query would give too many results.
    pub fn too_many(detail: impl Into<String>) -> Self {
        Self::typed(400, ScimType::TooMany, detail)
    }

    /// 403: the request would put sensitive values into a URL (RFC 7644 7.5.2).
    pub fn sensitive(detail: impl Into<String>) -> Self {
        Self::typed(403, ScimType::Sensitive, detail)
    }

    /// 400: a cursor that was forged, damaged, or given to somebody else or for another question.
    ///
    /// The words are always the same, so that they tell nothing about which it was (RFC 9865 5.2).
    pub fn invalid_cursor() -> Self {
        let detail = "the cursor was not given for this query; begin again with an empty one";
        Self::typed(400, ScimType::InvalidCursor, detail)
    }

    /// 400: the cursor is too old.
    pub fn expired_cursor() -> Self {
        let detail = "the cursor has expired; begin again with an empty one";
        Self::typed(400, ScimType::ExpiredCursor, detail)
    }

    /// 400: the count of a walk by cursor is no number or not the one it began with.
    pub fn invalid_count(detail: impl Into<String>) -> Self {
        Self::typed(400, ScimType::InvalidCount, detail)
    }

    /// 401: no token, or none that is known.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(401, detail)
    }

    /// 403: the token is known and may not do this.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(403, detail)
    }

    /// 404: there is no such resource for this client.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(404, detail)
    }

    /// 409: the state of the resource does not allow the change.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(409, detail)
    }

    /// 412: the resource has another version than `If-Match` names.
    pub fn precondition_failed(detail: impl Into<String>) -> Self {
        Self::new(412, detail)
    }

    /// 413: the request is larger than the limit named in the detail.
    pub fn too_large(detail: impl Into<String>) -> Self {
        Self::new(413, detail)
    }

    /// 501: the operation is not supported by this server.
    pub fn not_implemented(detail: impl Into<String>) -> Self {
        Self::new(501, detail)
    }

    /// The message body; the status is a string there (RFC 7644 3.12).
    pub fn to_json(&self) -> Value {
        let status = self.status.to_string();
        match self.scim_type {
            Some(kind) => json!({
                "schemas": [ERROR_URN],
                "status": status,
                "scimType": kind.as_str(),
                "detail": self.detail,
            }),
            None => json!({ "schemas": [ERROR_URN], "status": status, "detail": self.detail }),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Error;

    #[test]
    fn the_status_is_a_string_and_the_keyword_stands_only_where_there_is_one() {
        assert_eq!(
            Error::uniqueness("\"userName\" is in use").to_json(),
            json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
                "status": "409",
                "scimType": "uniqueness",
                "detail": "\"userName\" is in use",
            })
        );
        assert_eq!(
            Error::not_found("no such User").to_json().get("scimType"),
            None
        );
    }
}
