//! The holder of the new mailbox confirms: the sign-in address moves.

use super::error::LinkError;
use super::move_identity::{Moved, move_identity};
use super::open_email_change::{Asked, look, open_email_change};
use super::promote_held::promote_held;
use crate::ctx::Ctx;
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::EmailChangeId;
use muster_model::people::Refusal;
use muster_store::{Acting, Constraint, StoreError, Tx, Work};

/// Confirms the change of address behind a link, and answers what was confirmed.
pub async fn confirm_email_change(ctx: &Ctx, code: &str) -> Result<Asked, LinkError> {
    let asked = open_email_change(ctx, code).await?;
    let (id, person) = look(ctx, code).await?;
    let acting = Acting {
        account: Some(person.account),
        actor: Actor::Person { id: person.id },
        ..Acting::system()
    };
    ctx.store.perform(acting, ConfirmEmailChange { id }).await?;
    Ok(asked)
}

struct ConfirmEmailChange {
    id: EmailChangeId,
}

impl Work for ConfirmEmailChange {
    type Output = ();
    type Error = LinkError;

    async fn run(&self, tx: &mut Tx) -> Result<(), LinkError> {
        let person = tx.people().by_email_change(self.id).await?;
        let person = person.ok_or(Refusal::LinkDead)?;
        let now = tx.now();
        let new = person.open_email_change(self.id, now)?.new.clone();
        let holder = tx.people().by_sign_in(person.account, &new.key()).await?;
        if holder.is_some_and(|holder| holder.id != person.id) {
            return Err(LinkError::AddressTaken);
        }
        if let Some(identity) = person.identity
            && move_identity(tx, identity, &new).await? == Moved::Taken
        {
            return Err(LinkError::AddressTaken);
        }
        let (account, before) = (person.account, person.sign_in.clone());
        let mut revision = Revision::of(person);
        revision.confirm_email_change(self.id, now)?;
        if let Some(change) = revision.close(now) {
            tx.people().save(change).await.map_err(taken)?;
        }
        promote_held(tx, account, before.as_ref(), Some(&new)).await?;
        Ok(())
    }
}

fn taken(error: StoreError) -> LinkError {
    match error {
        StoreError::Conflict(Constraint::SignInAddress) => LinkError::AddressTaken,
        error => error.into(),
    }
}
