//! Where the world begins: what the floors above implement and tests replace.

use muster_model::clock::Timestamp;
use muster_model::ids::{EndpointId, EventId};
use muster_model::webhook::{MessageFormat, Outcome, SigningSecret};
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// A future that a port returns.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A source of randomness: the operating system's in production, a seeded one in tests.
pub trait Random: Send + Sync {
    /// Fills the buffer with random bytes.
    fn fill(&self, buffer: &mut [u8]);
}

/// Sends mail.
pub trait Mailer: Send + Sync {
    /// Hands one mail over; an error keeps it in the queue.
    fn send<'a>(&'a self, mail: &'a Mail) -> Boxed<'a, Result<(), MailError>>;
}

/// One mail, ready to be rendered and sent.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Its row's id, from which the stable `Message-ID` is made.
    pub id: uuid::Uuid,
    /// To whom it goes and what it says.
    pub letter: muster_model::letter::Letter,
    /// The name of the account that it comes from.
    pub account_name: String,
    /// The link that it carries, derived for this sending and stored nowhere.
    pub link: Option<String>,
    /// When it is sent.
    pub at: Timestamp,
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The next attempt may succeed.
    #[error("the mail could not be handed over now: {0}")]
    Later(String),
    /// No attempt will ever succeed.
    #[error("the mail was refused for good: {0}")]
    Never(String),
}

/// Posts webhook messages.
pub trait WebhookSender: Send + Sync {
    /// Posts one message and tells what came of it.
    fn post<'a>(&'a self, message: &'a Message) -> Boxed<'a, Attempted>;
}

/// One signed message to one endpoint.
#[derive(Clone, Debug)]
pub struct Message {
    /// The endpoint it goes to.
    pub endpoint: EndpointId,
    /// The address it is posted to.
    pub url: String,
    /// The event it carries: the `webhook-id`.
    pub event: EventId,
    /// When it is signed.
    pub at: Timestamp,
    /// The endpoint's live secrets, newest first.
    pub secrets: Vec<SigningSecret>,
    /// How it is wrapped, which the headers say.
    pub format: MessageFormat,
    /// Exactly the bytes that are signed and sent.
    pub body: Vec<u8>,
}

/// What came of one attempt, as the delivery log shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempted {
    /// The outcome that decides what follows.
    pub outcome: Outcome,
    /// How long it took.
    pub took: Duration,
    /// The beginning of the answer's body, at most 16 KiB.
    pub response: String,
}
