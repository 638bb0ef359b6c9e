//! Looking at a change of address that waits for its new mailbox.

use super::error::LinkError;
use crate::ctx::Ctx;
use muster_model::ids::EmailChangeId;
use muster_model::people::{Address, Person, Refusal};
use muster_model::secret::Purpose;

/// What the holder of the new mailbox is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The account whose sign-in it is.
    pub account: String,
    /// The address that is to be confirmed.
    pub new: Address,
}

/// Opens the link of a change of address; it changes nothing.
pub async fn open_email_change(ctx: &Ctx, code: &str) -> Result<Asked, LinkError> {
    let (id, person) = look(ctx, code).await?;
    let change = person.open_email_change(id, ctx.now())?;
    let account = ctx.store.read().accounts().get(person.account).await?;
    Ok(Asked {
        account: account.map(|account| account.name).unwrap_or_default(),
        new: change.new.clone(),
    })
}

/// Whose change a code names.
pub(super) async fn look(ctx: &Ctx, code: &str) -> Result<(EmailChangeId, Person), LinkError> {
    let opened = ctx.key.open_link(Purpose::EmailChange, code);
    let (id, _) = opened.ok_or(LinkError::Unknown)?;
    let id = EmailChangeId(id);
    let person = ctx.store.read().people().by_email_change(id).await?;
    Ok((id, person.ok_or(Refusal::LinkDead)?))
}
