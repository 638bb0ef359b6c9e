//! Who is assigned to what.

use super::error::AssignError;
use crate::ctx::Ctx;
use muster_model::access::Assignment;
use muster_model::ids::{AccountId, AssignmentId};
use muster_store::{AskedAssignments, StoreError};

/// One page of assignments, by id.
pub async fn list_assignments(
    ctx: &Ctx,
    account: AccountId,
    asked: &AskedAssignments,
    limit: u64,
) -> Result<Vec<Assignment>, StoreError> {
    let reads = ctx.store.read();
    reads.assignments().list(account, asked, limit).await
}

/// One assignment.
pub async fn show_assignment(
    ctx: &Ctx,
    account: AccountId,
    id: AssignmentId,
) -> Result<Assignment, AssignError> {
    let reads = ctx.store.read();
    let found = reads.assignments().get(account, id).await?;
    found.ok_or(AssignError::NotFound("assignment"))
}
