//! A case group is made.

use super::change::{change, coming, free_name};
use super::members::Members;
use crate::assignment::AssignError;
use muster_model::access::CaseGroup;
use muster_model::ids::{AccountId, CaseGroupId};
use muster_store::{Tx, Work};

/// Makes a case group.
#[derive(Clone, Debug)]
pub struct CreateCaseGroup {
    /// Of which account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// What is in it from the start.
    pub members: Members,
}

impl Work for CreateCaseGroup {
    type Output = CaseGroupId;
    type Error = AssignError;

    async fn run(&self, tx: &mut Tx) -> Result<CaseGroupId, AssignError> {
        let account = self.account;
        // Two of one name take turns.
        tx.access().lock(account).await?;
        let coming = coming(tx, account, ("people", &self.members)).await?;
        let id = CaseGroupId(tx.next_id());
        let group = CaseGroup {
            id,
            name: free_name(tx, account, id, &self.name).await?,
            version: 1,
        };
        tx.case_groups().put(account, None, &group).await?;
        let add = (&self.members, coming);
        change(tx, account, id, add, &Members::default()).await?;
        Ok(id)
    }
}
