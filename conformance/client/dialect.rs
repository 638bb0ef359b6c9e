//! The headers by which a client is known.

/// The headers that a client sends with every request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    pub(crate) user_agent: Option<&'static str>,
    pub(crate) accept: Option<&'static str>,
    pub(crate) accept_charset: Option<&'static str>,
    pub(crate) content_type: &'static str,
}

/// The judge itself.
pub(crate) const PLAIN: Dialect = Dialect {
    user_agent: Some("muster-conformance"),
    accept: Some("application/scim+json"),
    accept_charset: None,
    content_type: "application/scim+json",
};

/// Okta's SCIM client.
pub(crate) const OKTA: Dialect = Dialect {
    user_agent: Some("Okta SCIM Client 1.0.0"),
    accept: Some("application/scim+json"),
    accept_charset: Some("utf-8"),
    content_type: "application/scim+json; charset=utf-8",
};

/// Microsoft Entra's provisioning service, which names neither itself nor a media type that it would accept.
pub(crate) const ENTRA: Dialect = Dialect {
    user_agent: None,
    accept: None,
    accept_charset: None,
    content_type: "application/scim+json; charset=utf-8",
};

/// `OneLogin`'s provisioning, which does not name itself.
pub(crate) const ONELOGIN: Dialect = Dialect {
    user_agent: None,
    accept: Some("application/scim+json"),
    accept_charset: None,
    content_type: "application/scim+json",
};

/// `JumpCloud`'s custom SCIM integration.
pub(crate) const JUMPCLOUD: Dialect = Dialect {
    user_agent: None,
    accept: Some("application/json"),
    accept_charset: None,
    content_type: "application/json",
};

/// The SCIM provisioner of `PingFederate` and `PingOne`; its old versions know only this media type.
pub(crate) const PING: Dialect = Dialect {
    user_agent: None,
    accept: Some("application/json"),
    accept_charset: None,
    content_type: "application/json",
};

/// A personnel system behind middleware.
pub(crate) const HR: Dialect = Dialect {
    user_agent: None,
    accept: Some("application/scim+json"),
    accept_charset: None,
    content_type: "application/scim+json; charset=utf-8",
};
