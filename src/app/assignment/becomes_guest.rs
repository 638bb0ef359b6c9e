//! Somebody becomes a guest by what they are given: whether their assignments count from then on.

use super::assign::guests_of;
use muster_model::access::guards::{Unassignable, from_outside};
use muster_model::access::{Dimension, LeftOut, RecordKey, Visibility};
use muster_model::people::Person;
use muster_store::{StoreError, Tx};

/// Whether somebody is a guest who was none before.
pub(crate) fn becomes_guest(before: Option<&Person>, now: &Person) -> bool {
    let guest = |person: &Person| person.access.visibility == Visibility::Single;
    guest(now) && !before.is_some_and(guest)
}

/// Why nothing is seen by somebody who becomes a guest: they are from within, or the record that they
/// were assigned to first has its guests. Behind the locks of the person, and of the record where
/// `locks` says so.
pub(crate) async fn not_a_guest(
    tx: &Tx,
    person: &Person,
    locks: bool,
) -> Result<Option<Unassignable>, StoreError> {
    let account = person.account;
    let domains = tx.access().verified_domains(account).await?;
    if let Err(why) = from_outside(person, &domains) {
        return Ok(Some(why));
    }
    let first = tx.assignments().firsts(account, &[person.id]).await?;
    let Some((_, record)) = first.into_iter().next() else {
        return Ok(None);
    };
    if locks {
        tx.assignments().lock_record(account, &record).await?;
    }
    full(tx, person, record).await
}

/// Why somebody sees nothing whom rules or directories make a guest.
pub(crate) async fn guest_left_out(
    tx: &Tx,
    before: Option<&Person>,
    now: &Person,
) -> Result<Option<LeftOut>, StoreError> {
    if !becomes_guest(before, now) {
        return Ok(None);
    }
    let mut because = now.access.because.iter();
    let because = because.find(|one| one.dimension == Dimension::Visibility);
    let (Some(because), Some(why)) = (because, Box::pin(not_a_guest(tx, now, false)).await?) else {
        return Ok(None);
    };
    Ok(Some(LeftOut {
        why: why.into(),
        source: because.source.clone(),
    }))
}

async fn full(
    tx: &Tx,
    person: &Person,
    record: RecordKey,
) -> Result<Option<Unassignable>, StoreError> {
    let most = tx.access().assigning(person.account).await?.guests;
    let others = guests_of(tx, person, &record).await?;
    let full = Unassignable::Full {
        record,
        guests: most,
    };
    Ok((others >= most).then_some(full))
}
