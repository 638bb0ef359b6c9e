//! One request that changes one resource, alone or as an operation of a Bulk request.

use serde_json::Value;

/// Where resources of one type live (RFC 7644 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// `/Users`.
    Users,
    /// `/Groups`.
    Groups,
}

impl Endpoint {
    /// The first segment of its paths.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Users => "Users",
            Self::Groups => "Groups",
        }
    }

    /// The endpoint with this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Users, Self::Groups]
            .into_iter()
            .find(|endpoint| endpoint.as_str() == name)
    }

    /// The URL of one of its resources; the base URL has no slash at its end.
    pub fn location(self, base_url: &str, id: &str) -> String {
        format!("{base_url}/{}/{id}", self.as_str())
    }
}

/// How a resource is changed (RFC 7644 3.3, 3.5 and 3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// It is created.
    Post,
    /// It is replaced.
    Put,
    /// Parts of it are changed.
    Patch,
    /// It is deleted.
    Delete,
}

impl Method {
    /// The method as HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method with this name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Post, Self::Put, Self::Patch, Self::Delete]
            .into_iter()
            .find(|method| method.as_str().eq_ignore_ascii_case(name))
    }

    /// The status of its success (RFC 7644 3.3, 3.5 and 3.6).
    pub const fn success(self) -> u16 {
        match self {
            Self::Post => 201,
            Self::Put | Self::Patch => 200,
            Self::Delete => 204,
        }
    }
}

/// One request that changes one resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// How.
    pub method: Method,
    /// Among which resources.
    pub endpoint: Endpoint,
    /// Which of them; empty for a POST.
    pub id: String,
    /// The `If-Match` header, or `version` in a Bulk operation (RFC 7644 3.14).
    pub version: Option<String>,
    /// The message; null for a DELETE.
    pub data: Value,
}
