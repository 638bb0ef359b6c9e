//! What a change of the policy would do, person by person.

use super::answer::Impact;
use super::draft::{Draft, Edit};
use super::error::EditError;
use crate::access::apply::compare;
use crate::access::compile::editable;
use crate::access::plan::{Plan, Step};
use crate::admin::check_version;
use crate::ctx::Ctx;
use muster_model::access::Policy;
use muster_model::access::guards::{self, Hand, RoleUse};
use muster_model::ids::AccountId;
use muster_store::Policies;

/// What a change would do; nothing is written. It is refused for whatever the real one would be.
pub async fn preview<E: Edit>(
    ctx: &Ctx,
    hand: impl FnOnce(&Policy) -> Hand,
    account: AccountId,
    edit: &E,
    if_match: Option<&str>,
) -> Result<Impact, EditError> {
    let reads = ctx.store.read();
    let book = editable(&reads.access(), account).await?;
    let version = book.policy().version;
    if version == 0 {
        return Err(EditError::NotFound("account"));
    }
    check_version(version, if_match)?;
    let hand = hand(book.policy());
    let mut draft = Draft::of(&book, &hand, ctx.ids.as_ref());
    edit.draft(&mut draft)?;
    let plan = draft.finish()?;
    check_drops(&reads.access(), account, &plan).await?;
    let people = if plan.steps.is_empty() {
        Vec::new()
    } else {
        compare(&reads, account, &book, &plan).await?
    };
    Ok(Impact {
        policy_version: version,
        changed: plan.steps.len(),
        people,
    })
}

/// Refuses to remove a role or a record set that somebody was given, unless they are given another
/// one.
pub(super) async fn check_drops(
    policies: &Policies<'_>,
    account: AccountId,
    plan: &Plan,
) -> Result<(), EditError> {
    for step in &plan.steps {
        if let Step::DropRecordSet(set) = step {
            let moved =
                |step: &Step| matches!(step, Step::MoveRecordSet { from, .. } if *from == set.id);
            if plan.steps.iter().any(moved) {
                continue;
            }
            let people = policies.record_set_holders(account, set.id).await?;
            if people > 0 {
                return Err(EditError::InUse {
                    name: set.name.clone(),
                    people,
                    rules: Vec::new(),
                });
            }
        }
        let Step::DropRole(role) = step else { continue };
        let moved = |step: &Step| matches!(step, Step::MoveRole { from, .. } if *from == role.id);
        // Members of a group that stands for it are moved by their directory alone.
        let mut people = policies.projected_members(account, role.id).await?;
        if people == 0 && plan.steps.iter().any(moved) {
            continue;
        }
        people = people.max(policies.holders(account, role.id).await?);
        people = people.max(policies.have(account, role.id).await?);
        let used = RoleUse {
            people,
            ..RoleUse::default()
        };
        guards::role_in_use(role, &used, None)?;
    }
    Ok(())
}
