//! An address is free again: whoever waited for it is invited at last.

use muster_model::change::Revision;
use muster_model::ids::{AccountId, EmailChangeId};
use muster_model::people::{
    Address, EmailMove, HeldReason, Invitation, InvitationState, Person, Reach, Status,
};
use muster_store::{StoreError, Tx};

/// Sends the held invitation of the first who waits for an address that nobody of the account
/// signs in with any more (decision 22 of the house). Call it once the former holder is saved.
pub async fn promote_held(
    tx: &Tx,
    account: AccountId,
    before: Option<&Address>,
    after: Option<&Address>,
) -> Result<(), StoreError> {
    let Some(free) = before.filter(|old| after.is_none_or(|new| !new.same(old))) else {
        return Ok(());
    };
    let key = free.key();
    if tx
        .people_unlocked()
        .by_sign_in(account, &key)
        .await?
        .is_some()
    {
        return Ok(());
    }
    let mut waiting = tx.people_unlocked().by_email(account, &key).await?;
    waiting.extend(tx.people_unlocked().by_user_name(account, &key).await?);
    waiting.sort_by_key(|person| person.id);
    let Some(first) = waiting.into_iter().find(|one| waits_for(one, free)) else {
        return Ok(());
    };
    // Looked at without a lock, as everybody who may wait; whoever it is by now is looked at again.
    let Some(person) = tx.people().get(account, first.id).await? else {
        return Ok(());
    };
    if !waits_for(&person, free) {
        return Ok(());
    }
    let mut revision = Revision::of(person);
    let to = EmailMove {
        reach: Reach::At(free.clone()),
        verified: false,
        id: EmailChangeId(tx.next_id()),
        invitation_lifetime: Invitation::LIFETIME,
    };
    revision.move_address(&to, tx.now());
    match revision.close(tx.now()) {
        Some(change) => tx.people().save(change).await.map(drop),
        None => Ok(()),
    }
}

fn waits_for(person: &Person, address: &Address) -> bool {
    let held = person.invitation.as_ref().is_some_and(|invitation| {
        invitation.state == InvitationState::Held
            && invitation.held == Some(HeldReason::AddressTaken)
    });
    let wanted = person.profile.sign_in_address();
    held && person.status == Status::Invited && wanted.is_some_and(|wanted| wanted.same(address))
}
