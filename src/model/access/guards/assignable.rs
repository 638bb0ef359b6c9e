//! Who may be assigned to a record, and what a guest is held to.

use crate::access::{AssignWhen, Assigning, RecordKey, Visibility};
use crate::people::{Person, Status};

/// Somebody who is to be assigned to a record, as it stands behind the locks.
#[derive(Clone, Copy, Debug)]
pub struct Assignee<'a> {
    /// Who, with their access up to date.
    pub person: &'a Person,
    /// The other records that they are assigned to; none where they leave those.
    pub elsewhere: &'a [RecordKey],
    /// How many other guests the record has.
    pub guests: u32,
}

/// Why somebody is not assigned to a record, in a sentence that says what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unassignable {
    /// They are gone.
    #[error("the person is deactivated: reactivate them before they are assigned to anything")]
    Gone,
    /// They have not joined.
    #[error(
        "the person has not registered, and whoever sees assigned records alone is assigned after \
         that: wait until they have joined, or set `assign_when` of the account to anytime"
    )]
    NotRegistered,
    /// A guest is from outside.
    #[error(
        "{0} is one of the account's verified domains, and a guest is nobody from within: give the \
         person another role"
    )]
    OwnDomain(String),
    /// A guest has one record.
    #[error("a guest sees one record: remove from {0} first, or move them in one step with `move`")]
    Elsewhere(RecordKey),
    /// A record has so many guests.
    #[error("{record} has {guests} guests already: remove one of them first")]
    Full {
        /// The record.
        record: RecordKey,
        /// How many one may have.
        guests: u32,
    },
}

impl Unassignable {
    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Gone => "assignment.gone",
            Self::NotRegistered => "assignment.not_registered",
            Self::OwnDomain(_) => "assignment.own_domain",
            Self::Elsewhere(_) => "assignment.elsewhere",
            Self::Full { .. } => "assignment.full",
        }
    }
}

/// Refuses to assign somebody to a record.
pub fn assignable(
    of: &Assignee<'_>,
    record: &RecordKey,
    settled: Assigning,
    verified_domains: &[String],
) -> Result<(), Unassignable> {
    let person = of.person;
    present(person, settled)?;
    if person.access.visibility != Visibility::Single {
        return Ok(());
    }
    from_outside(person, verified_domains)?;
    if let Some(other) = of.elsewhere.iter().find(|other| *other != record) {
        return Err(Unassignable::Elsewhere(other.clone()));
    }
    if of.guests >= settled.guests {
        let (record, guests) = (record.clone(), settled.guests);
        return Err(Unassignable::Full { record, guests });
    }
    Ok(())
}

/// Refuses who is gone, and who has not joined where an account asks for that of whoever sees assigned
/// records alone; their access is up to date.
pub fn present(person: &Person, settled: Assigning) -> Result<(), Unassignable> {
    if matches!(person.status, Status::Deactivated | Status::Deleted) {
        return Err(Unassignable::Gone);
    }
    let registered = person.status == Status::Active || person.activated_at.is_some();
    let narrow = person.access.visibility != Visibility::All;
    if narrow && settled.when == AssignWhen::Registered && !registered {
        return Err(Unassignable::NotRegistered);
    }
    Ok(())
}

/// Refuses a guest whose address lies in a domain of the account's own: that of the sign-in, else the
/// one that it would be.
pub fn from_outside(person: &Person, verified_domains: &[String]) -> Result<(), Unassignable> {
    let own = person.sign_in.clone();
    let address = own.or_else(|| person.profile.sign_in_address());
    match address.map(|address| address.domain()) {
        Some(domain) if verified_domains.contains(&domain) => Err(Unassignable::OwnDomain(domain)),
        _ => Ok(()),
    }
}
