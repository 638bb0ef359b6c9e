//! The people of an account, as the admin API shows them.

use super::store_kind;
use crate::access::refresh;
use crate::ctx::Ctx;
use crate::error::Kind;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Person;
use muster_store::{PeopleSearch, StoreError};

/// Why people were not shown.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// There is no such person in the account.
    #[error("there is no such person")]
    NoPerson,
    /// There is no such group in the account.
    #[error("there is no such group")]
    NoGroup,
    /// What is kept could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl PeopleError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoPerson | Self::NoGroup => Kind::NotFound,
            Self::Store(error) => store_kind(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPerson => "person.not_found",
            Self::NoGroup => "group.not_found",
            Self::Store(_) => "server.store",
        }
    }
}

/// One page of people, and where the next one begins.
#[derive(Clone, Debug, PartialEq)]
pub struct PeoplePage {
    /// The people, by id.
    pub items: Vec<Person>,
    /// Whom the next page comes after; nothing when this is the last one.
    pub next: Option<PersonId>,
}

/// The living people of an account that are looked for, after this one, by id.
pub async fn list_people(
    ctx: &Ctx,
    account: AccountId,
    search: &PeopleSearch,
    after: Option<PersonId>,
    limit: u64,
) -> Result<PeoplePage, PeopleError> {
    let reads = ctx.store.read();
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let (mut people, mut last) = (Vec::new(), after);
    let more = loop {
        let mut found = reads
            .people()
            .search(account, search, last, limit + 1)
            .await?;
        let full = found.len() > wanted;
        last = found.last().map(|person| person.id);
        refresh(&reads.access(), &reads.groups(), account, &mut found).await?;
        // Only now is it known of those whose access was out of date.
        found.retain(|person| !search.sees_nothing || person.sees_nothing());
        people.append(&mut found);
        if people.len() > wanted || !full {
            break people.len() > wanted;
        }
    };
    people.truncate(wanted);
    let next = people.last().filter(|_| more).map(|person| person.id);
    Ok(PeoplePage {
        items: people,
        next,
    })
}

/// One person, with the access that is in force now.
pub async fn show_person(
    ctx: &Ctx,
    account: AccountId,
    id: PersonId,
) -> Result<Person, PeopleError> {
    let reads = ctx.store.read();
    let person = reads.people().get(account, id).await?;
    let mut people = [person.ok_or(PeopleError::NoPerson)?];
    refresh(&reads.access(), &reads.groups(), account, &mut people).await?;
    let [person] = people;
    Ok(person)
}
