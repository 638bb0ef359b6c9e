//! A connection whose switches were set, and what whoever set them should know.

use muster_model::connection::{Connection, Token};
use muster_store::{StoreError, Tx};
use std::fmt;

/// A connection as it is from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switched {
    /// The connection.
    pub connection: Connection,
    /// What to do next, where something is.
    pub warning: Option<OlderCredentials>,
}

/// So many tokens and OAuth clients were made before their connection could give account
/// permissions: by people who could not, perhaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OlderCredentials(pub usize);

impl OlderCredentials {
    /// The stable code of the warning.
    pub const CODE: &'static str = "older_credentials";
}

impl fmt::Display for OlderCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (credentials, were, these) = match self.0 {
            1 => ("credential", "was", "this one"),
            _ => ("credentials", "were", "these"),
        };
        write!(
            f,
            "{} {credentials} {were} made before the connection was privileged, and whoever kept a \
             copy may give account permissions from now on: make a new token, give it to the \
             directory, then revoke {these}",
            self.0
        )
    }
}

impl Switched {
    /// Looks at the credentials where account permissions come with them from now on.
    pub(super) async fn of(
        tx: &Tx,
        before: &Connection,
        after: Connection,
    ) -> Result<Self, StoreError> {
        let mut older = 0;
        if after.privileged && !before.privileged {
            let tokens = tx.tokens().of_connection(after.id).await?;
            let works = |token: &&Token| token.expires_at.is_none_or(|end| end > tx.now());
            older += tokens.iter().filter(works).count();
            older += tx.oauth_clients().of_connection(after.id).await?.len();
        }
        Ok(Self {
            connection: after,
            warning: (older > 0).then_some(OlderCredentials(older)),
        })
    }
}
