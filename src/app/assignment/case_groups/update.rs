//! A case group gets another name, or other people and records.

use super::change::{change, coming, free_name};
use super::members::Members;
use crate::admin::check_version;
use crate::assignment::AssignError;
use muster_model::access::CaseGroup;
use muster_model::ids::{AccountId, CaseGroupId};
use muster_store::{Tx, Work};

/// Changes a case group; what is not named stays.
#[derive(Clone, Debug)]
pub struct UpdateCaseGroup {
    /// Of which account.
    pub account: AccountId,
    /// Which.
    pub id: CaseGroupId,
    /// The `If-Match` header.
    pub if_match: Option<String>,
    /// Another name.
    pub name: Option<String>,
    /// What comes in.
    pub add: Members,
    /// What goes out.
    pub remove: Members,
}

impl Work for UpdateCaseGroup {
    type Output = ();
    type Error = AssignError;

    async fn run(&self, tx: &mut Tx) -> Result<(), AssignError> {
        let (account, id) = (self.account, self.id);
        tx.access().lock(account).await?;
        let coming = coming(tx, account, ("add.people", &self.add)).await?;
        let held = tx.case_groups().get(account, id).await?;
        let held = held.ok_or(AssignError::NotFound("case group"))?;
        check_version(held.version, self.if_match.as_deref())?;
        let name = match &self.name {
            Some(name) => free_name(tx, account, id, name).await?,
            None => held.name.clone(),
        };
        let changed = change(tx, account, id, (&self.add, coming), &self.remove).await?;
        if changed || name != held.name {
            let group = CaseGroup {
                id,
                name,
                version: held.version + 1,
            };
            tx.case_groups().put(account, Some(&held), &group).await?;
        }
        Ok(())
    }
}
