//! Writing a change of the policy.

use super::answer::Done;
use super::draft::{Draft, Edit};
use super::error::EditError;
use crate::access::apply::write_steps;
use crate::access::compile::editable;
use crate::access::drops::Judge;
use crate::access::hand;
use crate::admin::check_version;
use crate::ctx::Ctx;
use muster_model::ids::AccountId;
use muster_store::{Acting, Tx, Work};

/// Changes the policy of an account; with the version that the caller looked at, only while that is
/// the one in force.
///
/// Everybody is stale at the answer: a reader compiles whom it reads, and at most
/// [`AT_ONCE`](crate::access::AT_ONCE) people are compiled right away.
pub async fn apply<E: Edit>(
    ctx: &Ctx,
    acting: &Acting,
    account: AccountId,
    edit: E,
    if_match: Option<String>,
) -> Result<Done<E::Output>, EditError> {
    let work = Write {
        account,
        edit,
        if_match,
    };
    ctx.store.perform(acting.clone(), work).await
}

/// The work of it, for who has a transaction of its own to do it in.
#[derive(Clone, Debug)]
pub struct Write<E> {
    /// Whose policy.
    pub account: AccountId,
    /// What shall change.
    pub edit: E,
    /// The version that the caller looked at, as `If-Match` names it.
    pub if_match: Option<String>,
}

impl<E: Edit> Work for Write<E> {
    type Output = Done<E::Output>;
    type Error = EditError;

    async fn run(&self, tx: &mut Tx) -> Result<Self::Output, EditError> {
        let account = self.account;
        // Two changes of one policy take turns from here on.
        tx.access().lock(account).await?;
        let book = editable(&tx.access(), account).await?;
        let version = book.policy().version;
        if version == 0 {
            return Err(EditError::NotFound("account"));
        }
        check_version(version, self.if_match.as_deref())?;
        let hand = hand(tx, account, book.policy()).await?;
        let mut draft = Draft::of(&book, &hand, tx);
        let output = self.edit.draft(&mut draft)?;
        let plan = draft.finish()?;
        let judge = Judge {
            account,
            policies: &tx.access(),
            groups: &tx.groups(),
        };
        judge.check_drops::<EditError>(&plan).await?;
        if !plan.steps.is_empty() {
            tx.access().raise(account).await?;
            write_steps(tx, account, &plan).await?;
        }
        Ok(Done {
            output,
            policy_version: plan.after.version,
            changed: plan.steps.len(),
        })
    }
}
