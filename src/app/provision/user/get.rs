//! `GET /Users/{id}` (RFC 7644 3.4.1), and how people become Users in any answer.

use crate::ctx::Ctx;
use crate::provision::Caller;
use crate::provision::depict::{self, Reader, View};
use crate::provision::error::{ProvisionError, not_found};
use crate::provision::grants;
use muster_model::people::Person;
use muster_scim::projection::{self, Selection};
use muster_store::StoreError;
use serde_json::Value;

/// The person whom this connection sees; anybody else is not found.
pub async fn get_user(ctx: &Ctx, caller: &Caller, id: &str) -> Result<Person, ProvisionError> {
    let id = id.parse().map_err(|_| not_found())?;
    let reads = ctx.store.read();
    let viewer = caller.viewer(&reads.access()).await?;
    let mut person = reads
        .people()
        .visible(caller.account(), &viewer, id)
        .await?;
    grants::refresh(ctx, caller.account(), person.as_mut_slice()).await?;
    person.ok_or_else(|| not_found().into())
}

/// People as Users for this connection, with the attributes that were asked for.
///
/// Their groups are read in one statement, and only when the answer shows them.
pub async fn show_users(
    ctx: &Ctx,
    caller: &Caller,
    people: &[Person],
    selection: &Selection,
) -> Result<Vec<Value>, StoreError> {
    let base_url = ctx.scim_base_url();
    let view = View {
        base_url: &base_url,
        reader: Reader::Connection(caller.id()),
        kinds: Some(&caller.kinds),
        now: ctx.now(),
    };
    let mut users: Vec<Value> = people
        .iter()
        .map(|person| depict::user(person, &view))
        .collect();
    if selection.wants("groups") {
        add_groups(ctx, caller, people, &mut users, &base_url).await?;
    }
    let kind = caller.user_type();
    Ok(users
        .into_iter()
        .map(|user| projection::project(kind, user, selection))
        .collect())
}

async fn add_groups(
    ctx: &Ctx,
    caller: &Caller,
    people: &[Person],
    users: &mut [Value],
    base_url: &str,
) -> Result<(), StoreError> {
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let mut groups = ctx.store.read().groups().memberships(&ids).await?;
    groups.retain(|membership| membership.connection == caller.id());
    for (person, user) in people.iter().zip(users) {
        let of_person = groups
            .iter()
            .filter(|membership| membership.person == person.id);
        let listed: Vec<Value> = of_person
            .map(|membership| depict::group_of_user(membership, base_url))
            .collect();
        if let (false, Some(user)) = (listed.is_empty(), user.as_object_mut()) {
            user.insert("groups".to_owned(), Value::Array(listed));
        }
    }
    Ok(())
}
