//! A change of somebody who is there, by PUT or PATCH.

use super::Provisioned;
use super::find::{glimpsed, visible};
use super::footing::Footing;
use super::settle::settle;
use crate::provision::Caller;
use crate::provision::error::{ProvisionError, taken};
use crate::provision::told::Told;
use muster_model::change::Revision;
use muster_model::people::{Person, UserName};
use muster_store::Tx;

/// Makes of a person what a request tells of them.
///
/// Who they are is looked at first, to know what has to be held before them; when they were another
/// by the time that they are held, the request is read again.
pub(super) async fn change(
    tx: &mut Tx,
    caller: &Caller,
    id: &str,
    tell: impl Fn(&Person) -> Result<(Told, Vec<String>), ProvisionError> + Send,
) -> Result<Provisioned, ProvisionError> {
    let mut person = glimpsed(tx, caller, id).await?;
    let (mut told, mut ignored) = tell(&person)?;
    let footing = Footing::of_change(caller, &person, &told);
    let mut footing = footing.hold(tx, caller).await?;
    if tx.may_be_overtaken() {
        let seen = person.version;
        person = visible(tx, caller, id).await?;
        if person.version != seen {
            (told, ignored) = tell(&person)?;
        }
    }
    let needed = Footing::of_change(caller, &person, &told);
    footing.check(tx, caller, &needed).await?;
    check_user_name(tx, &person, &told.profile.user_name).await?;
    let revision = Revision::of(person);
    let provisioned = settle(tx, caller, revision, told, ignored).await?;
    footing.join_waiting_groups(tx, caller, provisioned).await
}

/// A `userName` that another person of the account holds is 409.
async fn check_user_name(
    tx: &mut Tx,
    person: &Person,
    user_name: &UserName,
) -> Result<(), ProvisionError> {
    let holder = tx
        .people()
        .by_user_name(person.account, &user_name.key())
        .await?;
    match holder {
        Some(other) if other.id != person.id => Err(taken("userName").into()),
        _ => Ok(()),
    }
}
