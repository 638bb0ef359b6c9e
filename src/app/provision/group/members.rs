//! Members in an answer: read by key, chunk by chunk, so that neither memory nor a connection of
//! the database is held for a group of 100,000 and a client that reads slowly.

use crate::ctx::Ctx;
use crate::provision::{Caller, depict};
use muster_model::group::{Group, Member, MemberKind};
use muster_scim::projection::{self, Selection};
use muster_store::StoreError;
use serde_json::{Value, json};
use uuid::Uuid;

/// How many members are read in one go.
const CHUNK: usize = 1_000;

/// How many members a list of groups reads before it begins to leave; the others follow.
const IN_A_LIST: usize = 5_000;

/// A group as SCIM shows it, and the members that are still to be read.
pub struct ShownGroup {
    /// The group. When members follow, `members` is its last attribute, or is not there yet.
    pub body: Value,
    /// The members that follow those in the body.
    pub more: Option<MoreMembers>,
}

/// Members that an answer still lacks. Each chunk is a read of its own and sees what is committed
/// by then: who joins or leaves behind the last id that was read does not show.
pub struct MoreMembers {
    ctx: Ctx,
    caller: Caller,
    group: Group,
    selection: Selection,
    after: Option<Uuid>,
}

impl ShownGroup {
    /// Begins to show a group; without `members` in the selection no member row is read.
    pub async fn begin(
        ctx: &Ctx,
        caller: &Caller,
        group: Group,
        selection: Selection,
    ) -> Result<Self, StoreError> {
        let base_url = ctx.scim_base_url();
        let mut body = depict::group(&group, &base_url, Some(&caller.kinds));
        let mut after = None;
        if selection.wants("members") {
            let members;
            (members, after) = chunk(ctx, &group, None).await?;
            insert(&mut body, members);
        }
        let mut body = projection::project(caller.group_type(), body, &selection);
        let members = take(&mut body);
        if members.is_empty() {
            return Ok(Self { body, more: None });
        }
        insert(&mut body, members);
        let more = after.map(|after| MoreMembers {
            ctx: ctx.clone(),
            caller: caller.clone(),
            group,
            selection,
            after: Some(after),
        });
        Ok(Self { body, more })
    }

    /// The group alone; its members follow if they are asked for.
    fn later(ctx: &Ctx, caller: &Caller, group: Group, selection: Selection) -> Self {
        let body = depict::group(&group, &ctx.scim_base_url(), Some(&caller.kinds));
        let body = projection::project(caller.group_type(), body, &selection);
        let more = selection.wants("members").then(|| MoreMembers {
            ctx: ctx.clone(),
            caller: caller.clone(),
            group,
            selection,
            after: None,
        });
        Self { body, more }
    }

    /// The whole group, with every member.
    pub async fn whole(self) -> Result<Value, StoreError> {
        let Self { mut body, mut more } = self;
        let mut members = take(&mut body);
        while let Some(rest) = more {
            let next;
            (next, more) = rest.next().await?;
            members.extend(next);
        }
        insert(&mut body, members);
        Ok(body)
    }
}

impl MoreMembers {
    /// The next members as the selection shows them, and those that follow.
    pub async fn next(mut self) -> Result<(Vec<Value>, Option<Self>), StoreError> {
        let (members, after) = chunk(&self.ctx, &self.group, self.after).await?;
        let part = json!({ "members": members });
        let mut part = projection::project(self.caller.group_type(), part, &self.selection);
        let more = after.map(|after| {
            self.after = Some(after);
            self
        });
        Ok((take(&mut part), more))
    }
}

/// Begins to show a list of groups: the members of the first ones, and the others as they follow.
pub(in crate::provision) async fn begin_groups(
    ctx: &Ctx,
    caller: &Caller,
    groups: Vec<Group>,
    selection: &Selection,
) -> Result<Vec<ShownGroup>, StoreError> {
    let (mut shown, mut read) = (Vec::with_capacity(groups.len()), 0);
    for group in groups {
        let selection = selection.clone();
        if read >= IN_A_LIST {
            shown.push(ShownGroup::later(ctx, caller, group, selection));
            continue;
        }
        let group = ShownGroup::begin(ctx, caller, group, selection).await?;
        let members = group.body.get("members").and_then(Value::as_array);
        read += members.map_or(0, Vec::len);
        shown.push(group);
    }
    Ok(shown)
}

/// Some members, and the id after which others may follow.
async fn chunk(
    ctx: &Ctx,
    group: &Group,
    after: Option<Uuid>,
) -> Result<(Vec<Value>, Option<Uuid>), StoreError> {
    let reads = ctx.store.read();
    let chunk = reads.groups().members(group, after, CHUNK as u64).await?;
    let last = chunk.last().filter(|_| chunk.len() == CHUNK);
    let base_url = ctx.scim_base_url();
    let members = chunk.iter().map(|member| show(member, &base_url));
    Ok((members.collect(), last.map(|member| member.id)))
}

fn show(member: &Member, base_url: &str) -> Value {
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

fn take(body: &mut Value) -> Vec<Value> {
    let members = body.as_object_mut().and_then(|body| body.remove("members"));
    match members {
        Some(Value::Array(members)) => members,
        _ => Vec::new(),
    }
}

/// A group without members has no attribute `members` (RFC 7643 2.5: empty is unassigned).
fn insert(body: &mut Value, members: Vec<Value>) {
    if let (false, Some(body)) = (members.is_empty(), body.as_object_mut()) {
        body.insert("members".to_owned(), Value::Array(members));
    }
}
