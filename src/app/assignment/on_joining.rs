//! Somebody joins whom a directory assigned to a record before they could be.

use super::assign::up_to_date;
use super::guest_record::{GuestWord, guest_record};
use muster_model::access::guards::ignores;
use muster_model::access::{AssignWhen, Part, Policy, Visibility};
use muster_model::ids::ConnectionId;
use muster_model::people::{GUEST_RECORD, Person};
use muster_scim::schema::MUSTER_USER;
use muster_store::{StoreError, Tx};

/// Applies what a directory keeps as `guestRecord` of somebody who has just joined, where it could not
/// count before that: by the guards by which it counts when it is said.
pub(crate) async fn on_joining(tx: &Tx, person: Person) -> Result<(), StoreError> {
    let own = person.profile.attributes.get(MUSTER_USER);
    let said = own.and_then(|own| own.get(GUEST_RECORD)).cloned();
    let Some(said) = said.as_ref().and_then(|said| said.as_str()) else {
        return Ok(());
    };
    let policy = tx.access().policy(person.account).await?;
    // It counted when it was said, and a hand may have taken them off since.
    if policy.assigning.when == AssignWhen::Anytime {
        return Ok(());
    }
    let person = up_to_date(tx, person).await?;
    let by = person
        .links
        .iter()
        .map(|link| link.connection)
        .find(|by| keeps_the_scope(&policy, *by));
    let Some(by) = by.filter(|_| person.access.visibility != Visibility::All) else {
        return Ok(());
    };
    match guest_record(tx, &policy, &person, by, Some(said)).await? {
        put @ GuestWord::Put(_) => put.write(tx, &person, by).await,
        GuestWord::LeftOut(why) => {
            tracing::info!(person = %person.id, "{why}");
            Ok(())
        }
        GuestWord::Cleared(_) | GuestWord::Unknown(_) => Ok(()),
    }
}

fn keeps_the_scope(policy: &Policy, by: ConnectionId) -> bool {
    let directory = policy.directory(by);
    directory.is_some_and(|held| ignores(Part::Scope, &held.ownership, (by, &held.name)).is_ok())
}
