//! `GET /Users` (RFC 7644 3.4.2): by index where one serves, by looking at each where none does.

use super::get::show_users;
use crate::ctx::Ctx;
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::grants;
use crate::provision::page::slice;
use crate::provision::query::Query;
use muster_model::ids::PersonId;
use muster_model::people::Person;
use muster_scim::list::list_response;
use muster_scim::projection::Selection;
use muster_store::people_filter;
use serde_json::Value;

/// How many people are looked at in one go when no index serves.
const CHUNK: u64 = 500;

/// The people of this connection that the question asks for.
pub async fn list_users(
    ctx: &Ctx,
    caller: &Caller,
    query: &Query,
) -> Result<Value, ProvisionError> {
    let condition = people_filter(query.filter.as_ref(), caller.user_type());
    if query.sort.is_some() || !condition.exact {
        return look_at_each(ctx, caller, query).await;
    }
    let reads = ctx.store.read();
    let viewer = caller.viewer(&reads.access()).await?;
    let (total, mut people) = reads
        .people()
        .find_page(
            caller.account(),
            &viewer,
            &condition,
            query.page.offset(),
            query.page.count,
        )
        .await?;
    grants::refresh(ctx, caller.account(), &mut people).await?;
    let users = show_users(ctx, caller, &people, &query.selection).await?;
    Ok(list_response(total, query.page.start_index, users))
}

async fn look_at_each(ctx: &Ctx, caller: &Caller, query: &Query) -> Result<Value, ProvisionError> {
    let condition = people_filter(query.filter.as_ref(), caller.user_type());
    let everything = Selection::default();
    let mut found: Vec<(Person, Value)> = Vec::new();
    let mut after: Option<PersonId> = None;
    let reads = ctx.store.read();
    let viewer = caller.viewer(&reads.access()).await?;
    loop {
        let mut people = reads
            .people()
            .find_after(caller.account(), &viewer, &condition, after, CHUNK)
            .await?;
        let Some(last) = people.last() else {
            break;
        };
        after = Some(last.id);
        grants::refresh(ctx, caller.account(), &mut people).await?;
        let users = show_users(ctx, caller, &people, &everything).await?;
        let matches = |user: &Value| match &query.filter {
            Some(filter) => filter.matches(caller.user_type(), user),
            None => true,
        };
        found.extend(
            people
                .into_iter()
                .zip(users)
                .filter(|(_, user)| matches(user)),
        );
    }
    if let Some(sort) = &query.sort {
        found.sort_by(|(_, one), (_, other)| sort.compare(caller.user_type(), one, other));
    }
    let total = found.len() as u64;
    let page: Vec<Person> = slice(found, query.page)
        .into_iter()
        .map(|(person, _)| person)
        .collect();
    let users = show_users(ctx, caller, &page, &query.selection).await?;
    Ok(list_response(total, query.page.start_index, users))
}
