//! A use case as a value.

use crate::error::{Retry, StoreError};
use crate::lanes::Lane;
use crate::tx::Tx;
use muster_model::actor::Actor;
use muster_model::ids::{AccountId, ConnectionId};
use uuid::Uuid;

/// A use case: everything it needs is in it, everything it touches is the transaction.
///
/// [`Store::perform`](crate::Store::perform) runs it in one transaction, in a task of its own, and
/// again when somebody else was faster. So `run` may run twice: it takes its input from `self` and
/// touches nothing but `tx`. Nobody else begins or commits.
pub trait Work: Send + Sync + 'static {
    /// What it answers.
    type Output: Send + 'static;
    /// Why it may refuse.
    type Error: From<StoreError> + Retry + Send + 'static;

    /// What it changes that many are likely to change at once: use cases of one lane run one after
    /// the other in this process, or a few at a time, and wait without a connection.
    fn lane(&self) -> Option<Lane> {
        None
    }

    /// Does the work. An `Err` undoes everything it wrote.
    fn run(&self, tx: &mut Tx) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send;
}

/// On whose behalf a use case runs: stands in every audit row and every event.
#[derive(Clone, Debug)]
pub struct Acting {
    /// The account, where one is known.
    pub account: Option<AccountId>,
    /// Who acts.
    pub actor: Actor,
    /// Through which connection.
    pub connection: Option<ConnectionId>,
    /// The request that asked for it.
    pub request_id: Option<String>,
    /// The resource that a SCIM PUT replaces: security events tell its changes from those by PATCH
    /// and from what follows for others (RFC 9967 2.4.3).
    pub put: Option<Uuid>,
}

impl Acting {
    /// Muster itself acts: a timer, a stored job.
    pub fn system() -> Self {
        Self {
            account: None,
            actor: Actor::System,
            connection: None,
            request_id: None,
            put: None,
        }
    }

    /// Somebody with a shell on the server acts.
    pub fn command_line() -> Self {
        Self {
            actor: Actor::CommandLine,
            ..Self::system()
        }
    }
}
