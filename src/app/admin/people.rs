//! The people of an account, as the admin API shows them.

use super::store_kind;
use crate::access::refresh;
use crate::ctx::Ctx;
use crate::error::Kind;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::{Address, Link, Person};
use muster_store::{PeopleSearch, StoreError};
use serde_json::{Value, json};

/// Why people were not shown.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// There is no such person in the account.
    #[error("there is no such person")]
    NoPerson,
    /// What is kept could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl PeopleError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoPerson => Kind::NotFound,
            Self::Store(error) => store_kind(error),
        }
    }
}

/// One page of people, and where the next one begins.
#[derive(Clone, Debug, PartialEq)]
pub struct PeoplePage {
    /// The people, by id.
    pub items: Vec<Value>,
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
    let mut people = reads
        .people()
        .search(account, search, after, limit + 1)
        .await?;
    let more = people.len() as u64 > limit;
    people.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    refresh(&reads.access(), &reads.groups(), account, &mut people).await?;
    let next = people.last().filter(|_| more).map(|person| person.id);
    Ok(PeoplePage {
        items: people.iter().map(|one| shown(one, ctx.now())).collect(),
        next,
    })
}

/// One person, with what directories said of them.
pub async fn show_person(
    ctx: &Ctx,
    account: AccountId,
    id: PersonId,
) -> Result<Value, PeopleError> {
    let reads = ctx.store.read();
    let person = reads.people().get(account, id).await?;
    let mut people = [person.ok_or(PeopleError::NoPerson)?];
    refresh(&reads.access(), &reads.groups(), account, &mut people).await?;
    let [person] = people;
    let mut body = shown(&person, ctx.now());
    if let Some(body) = body.as_object_mut() {
        let attributes = person.profile.attributes.clone();
        body.insert("attributes".to_owned(), Value::Object(attributes));
    }
    Ok(body)
}

fn shown(person: &Person, now: Timestamp) -> Value {
    let invitation = person.invitation.as_ref();
    let change = person.email_change.as_ref();
    let role = person.access.role.as_ref();
    json!({
        "id": person.id,
        "status": person.status.as_str(),
        "user_name": person.profile.user_name.as_str(),
        "display_name": person.profile.shown_name(),
        "sign_in_address": person.sign_in.as_ref().map(Address::as_str),
        "username": person.username,
        "owner": person.owner,
        "role": role.map(|role| role.name.as_str()),
        "invitation_state": invitation.map(|invitation| invitation.state_at(now)),
        "pending_address": change.map(|change| change.new.as_str()),
        "connections": person.links.iter().map(link).collect::<Vec<_>>(),
        "version": person.version,
        "created_at": person.created_at.rfc3339(),
        "updated_at": person.updated_at.rfc3339(),
        "activated_at": person.activated_at.map(Timestamp::rfc3339),
        "last_login": person.last_login.map(Timestamp::rfc3339),
    })
}

fn link(link: &Link) -> Value {
    json!({
        "connection_id": link.connection,
        "external_id": link.external_id,
        "active": link.active,
    })
}
