//! The link of an invitation, to be handed over by other means than mail.

use super::PersonError;
use crate::ctx::Ctx;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::InvitationState;
use muster_model::secret::Purpose;

/// The link that was mailed to somebody, and until when it opens.
pub async fn invitation_link(
    ctx: &Ctx,
    account: AccountId,
    person: PersonId,
) -> Result<(String, Timestamp), PersonError> {
    let found = ctx.store.read().people().get(account, person).await?;
    let person = found.ok_or(PersonError::Unknown)?;
    let open = person.invitation.filter(|invitation| {
        invitation.state == InvitationState::Sent && ctx.now() < invitation.expires_at
    });
    let open = open.ok_or(PersonError::NoInvitation)?;
    let link = ctx.mailed_link("activate", Purpose::Invitation, open.id.0, open.version);
    Ok((link, open.expires_at))
}
