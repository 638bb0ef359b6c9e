//! Whether a directory can enter an account in which questions would be believed.

use super::error::ApplyError;
use crate::access::plan::{Plan, Step};
use muster_model::ids::AccountId;
use muster_store::{Connections, OAuthClients, Tokens};

/// What is known of directories and their credentials.
pub(super) struct Connected<'a> {
    pub(super) connections: &'a Connections<'a>,
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) clients: &'a OAuthClients<'a>,
}

impl Connected<'_> {
    /// Refuses a plan that would have the role believed that a question says of its subject, where a
    /// directory has a token or a client that is not taken back.
    pub(super) async fn may_believe(
        &self,
        account: AccountId,
        plan: &Plan,
    ) -> Result<(), ApplyError> {
        let believes = plan.steps.iter().any(|step| match step {
            Step::PutCatalogue(catalogue) => catalogue.decisions.trust_subject_role,
            _ => false,
        });
        if !believes {
            return Ok(());
        }
        for connection in self.connections.list(account).await? {
            let tokens = self.tokens.of_connection(connection.id).await?;
            let clients = self.clients.of_connection(connection.id).await?;
            if !tokens.is_empty() || !clients.is_empty() {
                return Err(ApplyError::ConformanceDirectory(connection.name));
            }
        }
        Ok(())
    }
}
