//! The holder of the new mailbox confirms: the sign-in address moves.

use super::error::LinkError;
use super::open_email_change::{Asked, look, open_email_change};
use crate::ctx::Ctx;
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::{EmailChangeId, IdentityId};
use muster_model::people::{Address, Refusal};
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
        if let Some(identity) = person.identity {
            move_identity(tx, identity, &new).await?;
        }
        let mut revision = Revision::of(person);
        revision.confirm_email_change(self.id, now)?;
        if let Some(change) = revision.close(now) {
            tx.people().save(change).await.map_err(taken)?;
        }
        Ok(())
    }
}

/// The identity follows its one person. An identity that people of several accounts share stays
/// where it is: the directory of one account must not move the sign-in of another.
async fn move_identity(tx: &mut Tx, id: IdentityId, new: &Address) -> Result<(), LinkError> {
    if tx.identities().people(id).await? > 1 {
        return Ok(());
    }
    tx.identities().set_address(id, new).await.map_err(taken)
}

fn taken(error: StoreError) -> LinkError {
    match error {
        StoreError::Conflict(Constraint::SignInAddress | Constraint::IdentityAddress) => {
            LinkError::AddressTaken
        }
        error => error.into(),
    }
}
