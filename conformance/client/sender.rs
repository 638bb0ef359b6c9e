//! Where calls leave.

use std::time::Duration;

use reqwest::Method;
use reqwest::redirect::Policy;
use thiserror::Error;
use url::Url;

use super::{Call, Dialect};

/// The server cannot be asked at all; one line that says what to do.
#[derive(Debug, Error)]
pub(crate) enum Unreachable {
    /// The base URL cannot be read.
    #[error(
        "--url {0:?} is not an http or https URL: give the SCIM base URL, such as https://id.example.com/scim/v2"
    )]
    Url(String),
    /// Nobody answers there.
    #[error("nobody answers at {url}: {why}; start the server or correct --url")]
    Nobody {
        /// The base URL that was tried.
        url: String,
        /// What the connection attempt said.
        why: String,
    },
    /// The HTTP client could not be built.
    #[error("no HTTP client could be made: {0}")]
    Client(#[from] reqwest::Error),
    /// No check has such a name.
    #[error("no check's id holds {0:?}: see --list")]
    NoSuchCheck(String),
}

/// One server, one token, one way of speaking.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(super) http: reqwest::Client,
    pub(super) base: Url,
    pub(super) token: String,
    pub(super) dialect: Dialect,
}

impl Client {
    /// A client that follows no redirects, so that the judge sees what the server said.
    pub(crate) fn new(base: &str, token: &str, dialect: Dialect) -> Result<Self, Unreachable> {
        let refused = || Unreachable::Url(base.to_owned());
        let url = Url::parse(base).map_err(|_| refused())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(refused());
        }
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            .timeout(Duration::from_secs(20))
            .build()?;
        Ok(Self {
            http,
            base: url,
            token: token.to_owned(),
            dialect,
        })
    }

    /// Asks whether anybody answers at all; which answer does not matter.
    pub(crate) async fn reach(&self) -> Result<(), Unreachable> {
        let sent = self.http.get(self.base.clone()).send().await;
        sent.map(drop).map_err(|error| Unreachable::Nobody {
            url: self.base.to_string(),
            why: innermost(&error),
        })
    }

    /// The same server and token, spoken to in another dialect.
    pub(crate) fn speaking(&self, dialect: Dialect) -> Self {
        Self {
            dialect,
            ..self.clone()
        }
    }

    /// The path of the base URL, without the slash at its end.
    pub(crate) fn base_path(&self) -> String {
        self.base.path().trim_end_matches('/').to_owned()
    }

    /// Begins a call to a path below the base URL, such as `/Users`.
    pub(crate) fn call(&self, method: Method, path: &str) -> Call<'_> {
        Call::new(self, method, path)
    }

    /// Begins a GET.
    pub(crate) fn get(&self, path: &str) -> Call<'_> {
        self.call(Method::GET, path)
    }

    /// Begins a POST.
    pub(crate) fn post(&self, path: &str) -> Call<'_> {
        self.call(Method::POST, path)
    }

    /// Begins a PUT.
    pub(crate) fn put(&self, path: &str) -> Call<'_> {
        self.call(Method::PUT, path)
    }

    /// Begins a PATCH.
    pub(crate) fn patch(&self, path: &str) -> Call<'_> {
        self.call(Method::PATCH, path)
    }

    /// Begins a DELETE.
    pub(crate) fn delete(&self, path: &str) -> Call<'_> {
        self.call(Method::DELETE, path)
    }
}

/// The last cause of an error, which says what really went wrong.
pub(super) fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
