//! What a change of the policy would do, person by person.

use super::answer::Impact;
use super::draft::{Draft, Edit};
use super::error::EditError;
use crate::access::apply::{compare, warned};
use crate::access::compile::editable;
use crate::access::drops::Judge;
use crate::admin::check_version;
use crate::ctx::Ctx;
use muster_model::access::Policy;
use muster_model::access::guards::Hand;
use muster_model::ids::AccountId;

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
    let judge = Judge {
        account,
        policies: &reads.access(),
        groups: &reads.groups(),
    };
    judge.check_drops::<EditError>(&plan).await?;
    let people = if plan.steps.is_empty() {
        Vec::new()
    } else {
        compare(&reads, account, &book, &plan).await?
    };
    Ok(Impact {
        policy_version: version,
        changed: plan.steps.len(),
        warnings: warned(&reads, account, &plan).await?,
        people,
    })
}
