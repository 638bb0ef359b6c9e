//! What guests see, whatever made them guests: nobody from within is one, the assignment that they
//! have longest counts alone, and of a record's guests the first ones.

use super::compile::refresh;
use muster_model::access::{RecordKey, Visibility};
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Address;
use muster_store::{Reads, Seat, StoreError};
use std::collections::{HashMap, HashSet};

/// Somebody who sees one record.
#[derive(Clone, Debug)]
pub(super) struct Guest {
    /// Who.
    pub(super) person: PersonId,
    /// The address that they sign in with.
    pub(super) sign_in: Option<String>,
}

impl Guest {
    /// The address that they sign in with, where it is one.
    fn address(&self) -> Option<Address> {
        Address::parse(self.sign_in.as_deref()?).ok()
    }
}

/// The one record that each of these guests sees; who sees none is not there.
pub(super) async fn guests(
    reads: &Reads<'_>,
    account: AccountId,
    guests: &[Guest],
) -> Result<HashMap<PersonId, RecordKey>, StoreError> {
    if guests.is_empty() {
        return Ok(HashMap::new());
    }
    if let [guest] = guests
        && let Some(address) = guest.address()
    {
        let assignments = reads.assignments();
        let domain = address.domain();
        let seats = assignments.seats_beside(account, guest.person, &domain);
        let seated = first_guests(reads, account, seats.await?).await?;
        let own = |(person, _): &(PersonId, RecordKey)| *person == guest.person;
        return Ok(seated.into_iter().filter(own).collect());
    }
    // Neither waits for the other.
    let within = within(reads, account, guests);
    let (within, mut seen) = tokio::try_join!(within, seated(reads, account, guests))?;
    for person in within {
        seen.remove(&person);
    }
    Ok(seen)
}

/// Those whose address lies in a verified domain of the account: that of the sign-in, else the one
/// that it would be.
async fn within(
    reads: &Reads<'_>,
    account: AccountId,
    guests: &[Guest],
) -> Result<Vec<PersonId>, StoreError> {
    let domains = reads.access().verified_domains(account).await?;
    if domains.is_empty() {
        return Ok(Vec::new());
    }
    let without = guests.iter().filter(|guest| guest.sign_in.is_none());
    let without: Vec<PersonId> = without.map(|guest| guest.person).collect();
    let mut addresses: Vec<(PersonId, Option<Address>)> = Vec::new();
    if !without.is_empty() {
        let people = reads.people().get_many(account, &without).await?;
        let own = people.into_iter();
        addresses.extend(own.map(|one| (one.id, one.profile.sign_in_address())));
    }
    for guest in guests {
        addresses.extend(guest.address().map(|address| (guest.person, Some(address))));
    }
    let is_own = |address: &Address| domains.contains(&address.domain());
    let own = addresses
        .into_iter()
        .filter(|(_, address)| address.as_ref().is_some_and(is_own));
    Ok(own.map(|(person, _)| person).collect())
}

/// The record that each of these was assigned to first, where they are one of its guests.
async fn seated(
    reads: &Reads<'_>,
    account: AccountId,
    guests: &[Guest],
) -> Result<HashMap<PersonId, RecordKey>, StoreError> {
    let assignments = reads.assignments();
    let ids: Vec<PersonId> = guests.iter().map(|guest| guest.person).collect();
    let firsts = assignments.firsts(account, &ids).await?;
    let records: HashSet<&RecordKey> = firsts.iter().map(|(_, record)| record).collect();
    let records: Vec<RecordKey> = records.into_iter().cloned().collect();
    let seats = assignments.seats(account, &records).await?;
    let seated = first_guests(reads, account, seats).await?;
    let firsts = firsts.into_iter();
    Ok(firsts.filter(|first| seated.contains(first)).collect())
}

/// Of the guests of records the first ones, as many as a record may have; deactivated ones keep their
/// place.
async fn first_guests(
    reads: &Reads<'_>,
    account: AccountId,
    seats: Vec<Seat>,
) -> Result<HashSet<(PersonId, RecordKey)>, StoreError> {
    let stale: Vec<PersonId> = seats
        .iter()
        .filter(|seat| seat.stale)
        .map(|seat| seat.person)
        .collect();
    let mut others = HashSet::new();
    if !stale.is_empty() {
        let mut people = reads.people().get_many(account, &stale).await?;
        refresh(&reads.access(), &reads.groups(), account, &mut people).await?;
        let no_guests = people
            .iter()
            .filter(|one| one.access.visibility != Visibility::Single);
        others.extend(no_guests.map(|one| one.id));
    }
    let mut taken: HashMap<RecordKey, u32> = HashMap::new();
    let mut seated = HashSet::new();
    let of_guests = seats
        .into_iter()
        .filter(|seat| !others.contains(&seat.person));
    for seat in of_guests {
        let Seat {
            record,
            person,
            most,
            ..
        } = seat;
        let count = taken.entry(record.clone()).or_default();
        if *count < most {
            seated.insert((person, record));
        }
        *count += 1;
    }
    Ok(seated)
}
