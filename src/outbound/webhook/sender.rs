//! The client that posts messages.

use super::answer::{beginning, failure, outcome};
use super::egress::Egress;
use super::lookup::{Lookup, SystemLookup};
use super::resolver::GuardedResolver;
use muster_app::ports::{Attempted, Boxed, Message, WebhookSender};
use muster_model::webhook::{MessageFormat, Outcome, signature_header};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, redirect};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// How long a connection may take, with the name's lookup and TLS.
const CONNECT: Duration = Duration::from_secs(5);
/// How long all of it may take, the answer's body included.
const TOTAL: Duration = Duration::from_secs(15);
/// How long a connection waits for the next message to the same host.
const IDLE: Duration = Duration::from_mins(1);

/// Posts messages through the guard: no redirects, no proxy, bounded in time and size.
#[derive(Clone, Debug)]
pub struct HttpSender {
    client: Client,
    egress: Egress,
}

/// The client could not be made, such as when the system has no TLS roots.
#[derive(Debug, thiserror::Error)]
#[error("the webhook client could not be made")]
pub struct NoClient(#[from] reqwest::Error);

impl HttpSender {
    /// A sender that asks the operating system for addresses.
    pub fn new(egress: Egress) -> Result<Self, NoClient> {
        Self::with_lookup(egress, Arc::new(SystemLookup))
    }

    /// A sender that asks this for addresses.
    pub fn with_lookup(egress: Egress, lookup: Arc<dyn Lookup>) -> Result<Self, NoClient> {
        let client = Client::builder()
            .user_agent(concat!("Muster/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .dns_resolver(GuardedResolver { egress, lookup })
            .connect_timeout(CONNECT)
            .timeout(TOTAL)
            .pool_idle_timeout(IDLE)
            .build()?;
        Ok(Self { client, egress })
    }

    async fn attempt(&self, message: &Message, started: Instant) -> (Outcome, String) {
        let url = match self.egress.target(&message.url) {
            Ok(url) => url,
            Err(refused) => return (Outcome::Failed(refused.to_string()), String::new()),
        };
        let id = message.event.to_string();
        let at = message.at.unix_seconds();
        let signatures = signature_header(&message.secrets, &id, at, &message.body);
        let (content, accept) = media_types(message.format);
        let posted = self
            .client
            .post(url)
            .header(CONTENT_TYPE, content)
            .header(ACCEPT, accept)
            .header("webhook-id", id)
            .header("webhook-timestamp", at)
            .header("webhook-signature", signatures)
            .body(message.body.clone())
            .send()
            .await;
        match posted {
            Err(error) => (Outcome::Failed(failure(error)), String::new()),
            Ok(answer) => {
                let outcome = outcome(&answer, message.at.plus(started.elapsed()));
                (outcome, beginning(answer).await)
            }
        }
    }
}

/// What is sent, and what is taken for an answer.
fn media_types(format: MessageFormat) -> (&'static str, &'static str) {
    match format {
        MessageFormat::Standard => ("application/json", "*/*"),
        // RFC 8935 2.1: an error of the recipient is JSON.
        MessageFormat::ScimSet => ("application/secevent+jwt", "application/json"),
    }
}

impl WebhookSender for HttpSender {
    fn post<'a>(&'a self, message: &'a Message) -> Boxed<'a, Attempted> {
        Box::pin(async move {
            let started = Instant::now();
            let (outcome, response) = self.attempt(message, started).await;
            Attempted {
                outcome,
                took: started.elapsed(),
                response,
            }
        })
    }
}
