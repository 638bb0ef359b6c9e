//! A case group is removed.

use crate::admin::check_version;
use crate::assignment::AssignError;
use muster_model::ids::{AccountId, CaseGroupId};
use muster_store::{Tx, Work};

/// Removes a case group; its people see its records no more, unless they are assigned to them.
#[derive(Clone, Debug)]
pub struct DeleteCaseGroup {
    /// Of which account.
    pub account: AccountId,
    /// Which.
    pub id: CaseGroupId,
    /// The `If-Match` header.
    pub if_match: Option<String>,
}

impl Work for DeleteCaseGroup {
    type Output = ();
    type Error = AssignError;

    async fn run(&self, tx: &mut Tx) -> Result<(), AssignError> {
        let held = tx.case_groups().get(self.account, self.id).await?;
        let held = held.ok_or(AssignError::NotFound("case group"))?;
        check_version(held.version, self.if_match.as_deref())?;
        Ok(tx.case_groups().drop(self.account, &held).await?)
    }
}
