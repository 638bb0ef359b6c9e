//! `GET /Groups/{id}` (RFC 7644 3.4.1), and how groups read in any answer.

use crate::ctx::Ctx;
use crate::provision::Caller;
use crate::provision::depict;
use crate::provision::error::{ProvisionError, not_found};
use muster_model::group::{Group, Member, MemberKind};
use muster_scim::projection::{self, Selection};
use muster_store::StoreError;
use serde_json::{Value, json};

/// How many member rows are read in one go.
const CHUNK: u64 = 5_000;

/// The group that this connection pushes; anybody else's is not found.
pub async fn get_group(ctx: &Ctx, caller: &Caller, id: &str) -> Result<Group, ProvisionError> {
    let id = id.parse().map_err(|_| not_found())?;
    let group = ctx
        .store
        .read()
        .groups()
        .visible(caller.account(), caller.id(), id)
        .await?;
    group.ok_or_else(|| not_found().into())
}

/// Groups as SCIM shows them; without `members` in the selection no member row is read.
pub async fn show_groups(
    ctx: &Ctx,
    caller: &Caller,
    groups: &[Group],
    selection: &Selection,
) -> Result<Vec<Value>, StoreError> {
    let base_url = ctx.scim_base_url();
    let mut shown = Vec::with_capacity(groups.len());
    for group in groups {
        let mut body = depict::group(group, &base_url, Some(&caller.kinds));
        if selection.wants("members") {
            let members = all_members(ctx, group, &base_url).await?;
            if let (false, Some(body)) = (members.is_empty(), body.as_object_mut()) {
                body.insert("members".to_owned(), Value::Array(members));
            }
        }
        shown.push(projection::project(caller.group_type(), body, selection));
    }
    Ok(shown)
}

async fn all_members(ctx: &Ctx, group: &Group, base_url: &str) -> Result<Vec<Value>, StoreError> {
    let mut members = Vec::new();
    let mut after = None;
    loop {
        let chunk = ctx
            .store
            .read()
            .groups()
            .members(group, after, CHUNK)
            .await?;
        let Some(last) = chunk.last() else {
            return Ok(members);
        };
        after = Some(last.id);
        members.extend(chunk.iter().map(|member| show_member(member, base_url)));
    }
}

fn show_member(member: &Member, base_url: &str) -> Value {
    let (kind, endpoint) = match member.kind {
        MemberKind::User => ("User", "Users"),
        MemberKind::Group => ("Group", "Groups"),
    };
    json!({
        "value": member.id,
        "$ref": format!("{base_url}/{endpoint}/{}", member.id),
        "display": member.name,
        "type": kind,
    })
}

/// Whether the group has more members than an answer to a change should show (decision 7 of the
/// house: 1,000).
pub async fn is_large(ctx: &Ctx, group: &Group) -> Result<bool, ProvisionError> {
    Ok(ctx.store.read().groups().count_members(group).await? > 1_000)
}
