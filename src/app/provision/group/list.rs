//! `GET /Groups` (RFC 7644 3.4.2).

use super::get::show_groups;
use crate::ctx::Ctx;
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::page::slice;
use crate::provision::query::Query;
use muster_model::group::Group;
use muster_model::ids::GroupId;
use muster_scim::list::list_response;
use muster_scim::projection::Selection;
use muster_store::groups_filter;
use serde_json::Value;

/// How many groups are looked at in one go when no index serves.
const CHUNK: u64 = 100;

/// The groups of this connection that the question asks for.
pub async fn list_groups(
    ctx: &Ctx,
    caller: &Caller,
    query: &Query,
) -> Result<Value, ProvisionError> {
    let condition = groups_filter(query.filter.as_ref(), caller.group_type());
    if query.sort.is_some() || !condition.exact {
        return look_at_each(ctx, caller, query).await;
    }
    let (total, groups) = ctx
        .store
        .read()
        .groups()
        .find_page(
            caller.account(),
            caller.id(),
            &condition,
            query.page.offset(),
            query.page.count,
        )
        .await?;
    let shown = show_groups(ctx, caller, &groups, &query.selection).await?;
    Ok(list_response(total, query.page.start_index, shown))
}

async fn look_at_each(ctx: &Ctx, caller: &Caller, query: &Query) -> Result<Value, ProvisionError> {
    let condition = groups_filter(query.filter.as_ref(), caller.group_type());
    let everything = Selection::default();
    let mut found: Vec<(Group, Value)> = Vec::new();
    let mut after: Option<GroupId> = None;
    loop {
        let groups = ctx
            .store
            .read()
            .groups()
            .find_after(caller.account(), caller.id(), &condition, after, CHUNK)
            .await?;
        let Some(last) = groups.last() else {
            break;
        };
        after = Some(last.id);
        let shown = show_groups(ctx, caller, &groups, &everything).await?;
        let matches = |group: &Value| match &query.filter {
            Some(filter) => filter.matches(caller.group_type(), group),
            None => true,
        };
        found.extend(
            groups
                .into_iter()
                .zip(shown)
                .filter(|(_, group)| matches(group)),
        );
    }
    if let Some(sort) = &query.sort {
        found.sort_by(|(_, one), (_, other)| sort.compare(caller.group_type(), one, other));
    }
    let total = found.len() as u64;
    let page: Vec<Group> = slice(found, query.page)
        .into_iter()
        .map(|(group, _)| group)
        .collect();
    let shown = show_groups(ctx, caller, &page, &query.selection).await?;
    Ok(list_response(total, query.page.start_index, shown))
}
