//! What every use case may reach: the store, the time, ids, randomness, the key, the world.

use crate::ports::{Mailer, Random, WebhookSender};
use muster_model::clock::{Clock, Timestamp};
use muster_model::ids::Ids;
use muster_model::secret::{Purpose, SecretKey};
pub use muster_store::Acting;
use muster_store::Store;
use std::sync::Arc;
use url::Url;
use uuid::Uuid;

/// The surroundings of a use case; cloning it is cheap.
#[derive(Clone)]
pub struct Ctx {
    /// Everything that is kept.
    pub store: Store,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids.
    pub ids: Arc<dyn Ids>,
    /// Draws random bytes.
    pub random: Arc<dyn Random>,
    /// The deployment's secret key.
    pub key: SecretKey,
    /// The address under which people and directories reach this server; every link starts with it.
    pub public_url: Url,
    /// How many people or groups one list may look at where no index answers it.
    pub most_looked_at: u64,
    /// Sends mail.
    pub mailer: Arc<dyn Mailer>,
    /// Posts webhooks.
    pub webhooks: Arc<dyn WebhookSender>,
}

impl Ctx {
    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A link behind the public address; neither `Host` nor any other header has a say in it.
    pub fn link(&self, path: &str) -> String {
        format!("{}/{path}", self.public_url.as_str().trim_end_matches('/'))
    }

    /// The base URL of SCIM, without a slash at its end.
    pub fn scim_base_url(&self) -> String {
        self.link("scim/v2")
    }

    /// Who makes access tokens: the public address, without a slash at its end (RFC 8414 2).
    pub fn issuer(&self) -> String {
        self.public_url.as_str().trim_end_matches('/').to_owned()
    }

    /// Where access tokens are asked for.
    pub fn token_url(&self) -> String {
        self.link("oauth/token")
    }

    /// Where the public keys are that verify what is signed here (RFC 7517 5).
    pub fn jwks_url(&self) -> String {
        self.link(".well-known/jwks.json")
    }

    /// The link that a mail carries: `/{page}/{code}`.
    pub fn mailed_link(&self, page: &str, purpose: Purpose, id: Uuid, version: i32) -> String {
        self.link(&format!(
            "{page}/{}",
            self.key.link_code(purpose, id, version)
        ))
    }
}
