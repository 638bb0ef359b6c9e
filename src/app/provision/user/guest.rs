//! `guestRecord`: the one record that a directory assigns somebody to.

use crate::assignment::{GuestWord, guest_record};
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::told::Told;
use muster_model::access::Part;
use muster_model::access::guards::ignores;
use muster_model::change::Revision;
use muster_model::people::{GUEST_RECORD, Person};
use muster_scim::error::Error as ScimError;
use muster_scim::schema::MUSTER_USER;
use muster_store::{StoreError, Tx};
use serde_json::Value;

/// What a request says of it, and whether an odd word is forgiven.
pub(super) struct Said {
    record: Option<String>,
    forgiven: bool,
}

/// What a request says of it; nothing when it does not name it.
pub(super) fn said(caller: &Caller, told: &Told) -> Option<Said> {
    let own = told.profile.attributes.get(MUSTER_USER);
    let record = own
        .and_then(|own| own.get(GUEST_RECORD))
        .and_then(Value::as_str);
    told.named.has_own(GUEST_RECORD).then(|| Said {
        record: record.map(str::to_owned),
        forgiven: caller.switches().unknown_names || told.takes_leave(),
    })
}

/// Weighs it once the access is compiled. What is not allowed is left out and noted: the word is kept
/// as written, and counts when it is said again.
pub(super) async fn weigh(
    tx: &Tx,
    caller: &Caller,
    revision: &mut Revision<Person>,
    said: Option<Said>,
    notes: &mut Vec<String>,
) -> Result<Option<GuestWord>, ProvisionError> {
    let Some(said) = said else {
        return Ok(None);
    };
    let (ownership, name) = (
        &caller.connection.ownership,
        caller.connection.name.as_str(),
    );
    if let Err(why) = ignores(Part::Scope, ownership, (caller.id(), name)) {
        notes.push(format!("left out: {why}"));
        return Ok(None);
    }
    let policy = tx.access().policy(caller.account()).await?;
    let record = said.record.as_deref();
    revision.says_guest_record(caller.id(), record.map(str::to_owned));
    let word = guest_record(tx, &policy, revision.now(), caller.id(), record).await?;
    match &word {
        GuestWord::Unknown(why) if said.forgiven => notes.push(format!("{GUEST_RECORD}: {why}")),
        GuestWord::Unknown(why) => {
            let detail = format!("{GUEST_RECORD}: {why}");
            return Err(ScimError::invalid_value(detail).into());
        }
        GuestWord::LeftOut(why) => notes.push(format!("left out: {GUEST_RECORD}: {why}")),
        GuestWord::Put(_) | GuestWord::Cleared(_) => {}
    }
    Ok(Some(word))
}

/// Writes it once the person is saved.
pub(super) async fn write(
    tx: &Tx,
    caller: &Caller,
    person: &Person,
    word: Option<GuestWord>,
) -> Result<(), StoreError> {
    match word {
        Some(word) => word.write(tx, person, caller.id()).await,
        None => Ok(()),
    }
}
