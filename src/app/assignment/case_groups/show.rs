//! The case groups of an account, and what is in them.

use super::members::Members;
use crate::assignment::AssignError;
use crate::ctx::Ctx;
use muster_model::access::CaseGroup;
use muster_model::ids::{AccountId, CaseGroupId};
use muster_store::{AskedCaseGroups, StoreError};

/// A case group as people look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseGroupView {
    /// The group.
    pub group: CaseGroup,
    /// What is in it: people by id, records by type and id.
    pub members: Members,
}

/// One page of case groups, by id.
pub async fn list_case_groups(
    ctx: &Ctx,
    account: AccountId,
    asked: &AskedCaseGroups,
    limit: u64,
) -> Result<Vec<CaseGroup>, StoreError> {
    let reads = ctx.store.read();
    reads.case_groups().list(account, asked, limit).await
}

/// One case group.
pub async fn show_case_group(
    ctx: &Ctx,
    account: AccountId,
    id: CaseGroupId,
) -> Result<CaseGroupView, AssignError> {
    let reads = ctx.store.read();
    let groups = reads.case_groups();
    let group = groups.get(account, id).await?;
    let group = group.ok_or(AssignError::NotFound("case group"))?;
    let members = Members {
        people: groups.people(id).await?,
        records: groups.records(id).await?,
    };
    Ok(CaseGroupView { group, members })
}
