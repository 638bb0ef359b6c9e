//! The link of an invitation, to be handed over by other means than mail.

use super::PersonError;
use crate::access::{hand_of, roles_named, rulebook};
use crate::auth::AdminCaller;
use crate::ctx::Ctx;
use muster_model::access::guards;
use muster_model::clock::Timestamp;
use muster_model::ids::PersonId;
use muster_model::people::InvitationState;
use muster_model::secret::Purpose;

/// The link that was mailed to somebody, and until when it opens. It is shown to nobody who may do
/// less than they; an owner's to owners.
pub async fn invitation_link(
    ctx: &Ctx,
    caller: &AdminCaller,
    person: PersonId,
) -> Result<(String, Timestamp), PersonError> {
    let (reads, account) = (ctx.store.read(), caller.account);
    let found = reads.people().get(account, person).await?;
    let person = found.ok_or(PersonError::Unknown)?;
    let book = rulebook(&reads.access(), account).await?;
    let roles = roles_named(&reads.groups(), &book, &person).await?;
    let policy = book.policy();
    guards::door(&hand_of(caller, policy), &person, &roles, policy)?;
    let open = person.invitation.filter(|invitation| {
        invitation.state == InvitationState::Sent && ctx.now() < invitation.expires_at
    });
    let open = open.ok_or(PersonError::NoInvitation)?;
    let link = ctx.mailed_link("activate", Purpose::Invitation, open.id.0, open.version);
    Ok((link, open.expires_at))
}
