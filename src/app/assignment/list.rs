//! Who is assigned to what.

use super::error::AssignError;
use super::record::NotARecord;
use crate::access::names;
use crate::ctx::Ctx;
use muster_model::access::Assignment;
use muster_model::ids::{AccountId, AssignmentId};
use muster_store::AskedAssignments;

/// One page of assignments, by id. Records of a type that the account had once are still found.
pub async fn list_assignments(
    ctx: &Ctx,
    account: AccountId,
    asked: &AskedAssignments,
    limit: u64,
) -> Result<Vec<Assignment>, AssignError> {
    let reads = ctx.store.read();
    let assignments = reads.assignments();
    let mut asked = asked.clone();
    if let Some(name) = &asked.entity {
        let policy = reads.access().policy(account).await?;
        match names::entity(&policy, name) {
            Ok(entity) => asked.entity = Some(entity.name.clone()),
            Err(unknown) => {
                let of_the_type = AskedAssignments {
                    entity: asked.entity.clone(),
                    ..AskedAssignments::default()
                };
                if assignments.list(account, &of_the_type, 1).await?.is_empty() {
                    return Err(NotARecord::from(unknown).into());
                }
            }
        }
    }
    Ok(assignments.list(account, &asked, limit).await?)
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
