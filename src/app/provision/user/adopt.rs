//! Adoption: a connection takes hold of people who were there before it (decision 3 of the house).

use super::way_in::ended_by_a_human;
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::told::Told;
use muster_model::change::Revision;
use muster_model::ids::PersonId;
use muster_model::people::{Link, Person};
use muster_store::{People, Tx, Viewer};

/// Links the people of these ids whom the connection may adopt: to put somebody into a group is a
/// write about them. Answers how many there were.
pub(in crate::provision) async fn adopt_named(
    tx: &mut Tx,
    caller: &Caller,
    ids: &[PersonId],
) -> Result<usize, ProvisionError> {
    if !caller.connection.adopt {
        return Ok(0);
    }
    let viewer = caller.viewer(&tx.access()).await?;
    let account = caller.account();
    let ids = tx.people().adoptable(account, &viewer, ids).await?;
    let mut changes = Vec::new();
    for person in tx.people().get_many(account, &ids).await? {
        if !viewer.may_adopt(&person) || ended_by_a_human(&person) {
            continue;
        }
        let active = person.reads_active(None);
        let mut revision = Revision::of(person);
        revision.link(Link {
            connection: caller.id(),
            external_id: None,
            active,
            guest_record: None,
            created_at: tx.now(),
        });
        changes.extend(revision.close(tx.now()));
    }
    let adopted = changes.len();
    tx.people().save_all(changes).await?;
    Ok(adopted)
}

/// The person whom a POST means although it names them otherwise: the one who signs in with its
/// address, or would be invited there. More than one is nobody.
pub(super) async fn by_address(
    people: &People<'_>,
    caller: &Caller,
    viewer: &Viewer,
    told: &Told,
) -> Result<Option<Person>, ProvisionError> {
    let Some(address) = told.profile.sign_in_address() else {
        return Ok(None);
    };
    if !viewer.adopts.contains(&address.domain()) {
        return Ok(None);
    }
    let (account, key) = (caller.account(), address.key());
    if let Some(person) = people.by_sign_in(account, &key).await? {
        return Ok(Some(person).filter(|person| viewer.may_adopt(person)));
    }
    let mut people = people.by_email(account, &key).await?;
    people.retain(|person| {
        let reached = person.reach_address();
        viewer.may_adopt(person) && reached.is_some_and(|theirs| theirs.same(&address))
    });
    let person = people.pop();
    Ok(person.filter(|_| people.is_empty()))
}
