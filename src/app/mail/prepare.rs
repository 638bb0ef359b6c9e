//! A letter becomes a mail: its link is derived, and looked at once more.

use crate::ctx::Ctx;
use crate::ports::Mail;
use muster_model::letter::{Letter, Message};
use muster_model::secret::Purpose;
use muster_store::{ClaimedMail, StoreError};

/// The mail as it is sent now; nothing when its link is dead already.
pub(super) async fn prepare(ctx: &Ctx, claimed: &ClaimedMail) -> Result<Option<Mail>, StoreError> {
    if !is_wanted(ctx, &claimed.letter).await? {
        return Ok(None);
    }
    let account = ctx.store.read().accounts().get(claimed.account).await?;
    Ok(account.map(|account| Mail {
        id: claimed.id.0,
        link: link(ctx, &claimed.letter.message),
        letter: claimed.letter.clone(),
        account_name: account.name,
        at: ctx.now(),
    }))
}

/// A mail whose link opens nothing any more, because it was used, replaced or taken back, is not
/// sent; all others are.
async fn is_wanted(ctx: &Ctx, letter: &Letter) -> Result<bool, StoreError> {
    let people = ctx.store.read();
    let people = people.people();
    match letter.message {
        Message::Activation {
            invitation,
            version,
            ..
        } => {
            let person = people.by_invitation(invitation).await?;
            Ok(person.is_some_and(|p| p.open_invitation(version, ctx.now()).is_ok()))
        }
        Message::EmailChangeConfirmation { change, .. } => {
            let person = people.by_email_change(change).await?;
            Ok(person.is_some_and(|p| p.open_email_change(change, ctx.now()).is_ok()))
        }
        _ => Ok(true),
    }
}

fn link(ctx: &Ctx, message: &Message) -> Option<String> {
    match message {
        Message::Activation {
            invitation,
            version,
            ..
        } => Some(ctx.mailed_link("activate", Purpose::Invitation, invitation.0, *version)),
        Message::EmailChangeConfirmation { change, .. } => {
            Some(ctx.mailed_link("confirm-email", Purpose::EmailChange, change.0, 1))
        }
        _ => None,
    }
}
