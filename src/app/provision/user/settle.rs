//! What a directory told becomes what is: profile, link, access, status and address, in this order.

use super::Provisioned;
use super::guest;
use super::heard::hear;
use super::unique;
use super::way_in::WayIn;
use crate::people::promote_held;
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::grants;
use crate::provision::length;
use crate::provision::named::Reach;
use crate::provision::told::{Told, access_of};
use muster_model::access::Part;
use muster_model::access::guards::ignores;
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::people::{Link, Person, Status};
use muster_scim::error::Error as ScimError;
use muster_scim::schema::MUSTER_USER;
use muster_store::{LINKED, StoreError, Tx};

/// Puts what was told into force, saves it, and answers the person.
///
/// `active` is what shall be: a leaver is never held back, whatever else was said in the request.
pub(super) async fn settle(
    tx: &mut Tx,
    caller: &Caller,
    mut revision: Revision<Person>,
    mut told: Told,
    mut notes: Vec<String>,
) -> Result<Provisioned, ProvisionError> {
    check_length(caller, &revision, &told)?;
    leave_to_people(caller, &revision, &mut told, &mut notes);
    unique::check(tx, caller, &revision, &told.profile).await?;
    let known = |person: &Person| person.link(caller.id()).is_some();
    if revision.before().is_some_and(|person| !known(person)) {
        notes.insert(0, format!("the person was here before: {LINKED}"));
    }
    let way_in = WayIn::of(tx, caller, &revision, &told.profile).await?;
    way_in.keep_address(&revision, &mut told.profile, &mut notes);
    let address_before = revision
        .before()
        .map(|person| person.profile.sign_in_address());
    // What a directory said of the address while somebody was away counts on the day of return.
    let was_away = revision.now().status == Status::Deactivated;
    hear(tx, caller, &mut revision, &mut told, &mut notes).await?;
    let active = told
        .active
        .unwrap_or_else(|| revision.now().reads_active(Some(caller.id())));
    let kind = caller.user_type();
    let guest = guest::said(caller, &told);
    let rewritten = told.named.rewritten(told.reach, &told.profile, kind);
    revision.apply(told.profile);
    revision.rewritten(rewritten);
    name(&mut revision, told.username)?;
    revision.link(Link {
        connection: caller.id(),
        external_id: told.external_id,
        active,
        guest_record: None,
        created_at: tx.now(),
    });
    set_active(tx, caller, &mut revision, (active, &way_in), &mut notes).await?;
    let address = revision.now().profile.sign_in_address();
    let catches_up = was_away && way_in.counts_what_was_said();
    if catches_up || address_before.is_some_and(|before| before != address) {
        way_in.follow(tx, &mut revision, &mut notes).await?;
    }
    Box::pin(keep(tx, caller, revision, guest, notes)).await
}

/// An `externalId` that is longer than the one that is there must not be too long.
fn check_length(
    caller: &Caller,
    revision: &Revision<Person>,
    told: &Told,
) -> Result<(), ScimError> {
    let Some(external_id) = &told.external_id else {
        return Ok(());
    };
    let held = revision.now().link(caller.id());
    let held = held.and_then(|link| link.external_id.as_deref());
    length::check("externalId", external_id, held)
}

/// Compiles and saves the person, and invites whoever waited for an address that is free now.
async fn keep(
    tx: &mut Tx,
    caller: &Caller,
    mut revision: Revision<Person>,
    guest: Option<guest::Said>,
    mut notes: Vec<String>,
) -> Result<Provisioned, ProvisionError> {
    notes.extend(grants::compile_person(tx, &mut revision).await?);
    let word = Box::pin(guest::weigh(tx, caller, &mut revision, guest, &mut notes)).await?;
    let unchanged = revision.now().clone();
    let address = revision.before().and_then(|person| person.sign_in.clone());
    let person = match revision.close(tx.now()) {
        None => unchanged,
        Some(change) => tx.people().save(change).await?,
    };
    guest::write(tx, caller, &person, word).await?;
    let (was, is) = (address.as_ref(), person.sign_in.as_ref());
    Box::pin(promote_held(tx, person.account, was, is)).await?;
    Ok(Provisioned { person, notes })
}

/// What people keep of somebody whom they know stays as it is.
fn leave_to_people(
    caller: &Caller,
    revision: &Revision<Person>,
    told: &mut Told,
    notes: &mut Vec<String>,
) {
    let Some(person) = revision.before() else {
        return;
    };
    let (ownership, name) = (&caller.connection.ownership, &caller.connection.name);
    let connection = (caller.id(), name.as_str());
    if let Err(why) = ignores(Part::Profile, ownership, connection) {
        told.reach = Reach::Nothing;
        let access = told.access();
        let told_of = std::mem::replace(&mut told.profile, person.profile.clone());
        for attribute in access_of(&told.profile).keys() {
            told.set_access(attribute, None);
        }
        for (attribute, said) in access {
            told.set_access(&attribute, Some(said));
        }
        told.set_roles(told_of.attributes.get("roles").cloned());
        if told_of != told.profile {
            notes.push(format!("left out: {why}"));
        }
    }
    if let Err(why) = ignores(Part::Status, ownership, connection) {
        let now = person.reads_active(Some(caller.id()));
        if told.active.take().is_some_and(|active| active != now) {
            notes.push(format!("left out: {why}"));
        }
    }
}

/// RFC 7644 3.12, `mutability`: not compatible with the current state. The name of somebody who has
/// joined is their own: leaving it out takes nothing away, another one is refused.
fn name(revision: &mut Revision<Person>, username: Option<String>) -> Result<(), ScimError> {
    let person = revision.now();
    if person.identity.is_some() && username.is_some() && username != person.username {
        let path = format!("{MUSTER_USER}:username");
        let detail = format!("\"{path}\" is the person's own since they have joined");
        return Err(ScimError::mutability(detail));
    }
    revision.predefine_username(username);
    Ok(())
}

async fn set_active(
    tx: &Tx,
    caller: &Caller,
    revision: &mut Revision<Person>,
    (active, way_in): (bool, &WayIn),
    notes: &mut Vec<String>,
) -> Result<(), StoreError> {
    let anybody_says_active = revision.told_active(caller.id(), active);
    match (revision.now().status, active) {
        // Whom nothing was left comes back with the first thing that is given, not before.
        (Status::Deactivated, true)
            if revision.now().ended_by == Some(Actor::System)
                && revision.now().access.is_nothing() => {}
        (Status::NoAccess | Status::Deactivated, true) => {
            way_in.open(tx, caller, revision, notes).await?;
        }
        (Status::Invited | Status::Active | Status::Deactivated, false) if !anybody_says_active => {
            deactivate(caller, revision, notes);
        }
        _ => {}
    }
    Ok(())
}

/// A leaver is never held back, except that an owner is protected.
fn deactivate(caller: &Caller, revision: &mut Revision<Person>, notes: &mut Vec<String>) {
    if let Err(refusal) = revision.deactivate(caller.actor()) {
        revision.told_active(caller.id(), true);
        revision.protect_owner();
        notes.push(format!("active: {refusal}"));
    }
}
