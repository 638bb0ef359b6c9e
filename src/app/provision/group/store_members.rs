//! Member operations become the rows that really change.

use crate::access::{AT_ONCE, people_below};
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::length;
use crate::provision::projection::may_give;
use crate::provision::user::adopt_named;
use muster_model::change::Revision;
use muster_model::group::{Group, MemberKind, Members};
use muster_model::ids::{GroupId, PersonId};
use muster_scim::error::Error as ScimError;
use muster_scim::patch::{MemberOp, MemberRef};
use muster_store::{LINKED, StoreError, Tx};
use uuid::Uuid;

/// Applies member operations to a locked group and names the people whom they concern.
///
/// An id that nobody has is remembered until somebody has it, or refused by a strict profile
/// (decision 11 of the house).
pub(super) async fn change_members(
    tx: &mut Tx,
    caller: &Caller,
    revision: &mut Revision<Group>,
    operations: &[MemberOp],
    notes: &mut Vec<String>,
) -> Result<Vec<PersonId>, ProvisionError> {
    if operations.is_empty() {
        return Ok(Vec::new());
    }
    for member in operations.iter().flat_map(joining) {
        length::check("the value of a member", &member.value, None)?;
    }
    let waits = caller.switches().pending_members;
    let held = tx
        .groups()
        .hold_keys(revision.now(), operations, waits)
        .await?;
    if concerns_many(revision, &held.members) {
        tx.access().hold(caller.account()).await?;
    }
    let again = tx.groups().hold_members(revision.now(), &held).await?;
    let adopted = adopt_named(tx, caller, &named(operations)).await?;
    if adopted > 0 {
        let linked = format!("{adopted} people who were here before: {LINKED}");
        notes.insert(0, linked);
    }
    let mut members = if again || adopted > 0 {
        let operations = held.ops(operations);
        tx.groups().resolve(revision.now(), operations).await?
    } else {
        held.members
    };
    leave_out(tx, revision.now(), &mut members, notes).await?;
    note_unknown(&members.pending_added, waits, notes)?;
    let concerned = concerned(tx, revision.now(), &members).await?;
    revision.members(members);
    Ok(concerned)
}

/// Tells of ids that nobody has; a strict profile refuses them.
fn note_unknown(
    unknown: &[String],
    waits: bool,
    notes: &mut Vec<String>,
) -> Result<(), ProvisionError> {
    if unknown.is_empty() {
        return Ok(());
    }
    let ids = some_of(unknown);
    if !waits {
        let detail = format!("no resource has these ids: {ids}");
        return Err(ScimError::invalid_value(detail).into());
    }
    notes.push(format!("these members are not known yet: {ids}"));
    Ok(())
}

/// The people who join or leave, themselves or in a group that does; a circle of groups is refused.
async fn concerned(
    tx: &Tx,
    group: &Group,
    members: &Members,
) -> Result<Vec<PersonId>, ProvisionError> {
    let changed = || members.added.iter().chain(&members.removed);
    let of_kind = |kind| {
        changed()
            .filter(move |member| member.kind == kind)
            .map(|member| member.id)
    };
    let groups: Vec<GroupId> = of_kind(MemberKind::Group).map(GroupId).collect();
    if tx.groups().would_cycle(group.id, &groups).await? {
        let detail = "a group cannot be a member of itself, directly or through other groups";
        return Err(ScimError::invalid_value(detail).into());
    }
    let mut concerned: Vec<PersonId> = of_kind(MemberKind::User).map(PersonId).collect();
    concerned.extend(people_below(tx, group.account, &groups).await?);
    Ok(concerned)
}

/// Leaves out who would join a projected group whose role the connection may not give.
async fn leave_out(
    tx: &mut Tx,
    group: &Group,
    members: &mut Members,
    notes: &mut Vec<String>,
) -> Result<(), ProvisionError> {
    let nobody_joins = members.added.is_empty() && members.pending_added.is_empty();
    if group.projects.is_none() || nobody_joins {
        return Ok(());
    }
    let policy = tx.access().policy(group.account).await?;
    if let Err(why) = may_give(group, &policy) {
        members.added.clear();
        members.pending_added.clear();
        notes.push(why);
    }
    Ok(())
}

/// Whether the policy may be asked about people by the hundred: then it is held before they are
/// locked, as whoever changes it does.
fn concerns_many(revision: &Revision<Group>, members: &Members) -> bool {
    let (before, now) = (revision.before(), revision.now());
    let renamed = before.is_some_and(|before| before.display_name != now.display_name);
    let changed = || members.added.iter().chain(&members.removed);
    let mut nested = changed().filter(|member| member.kind == MemberKind::Group);
    renamed || nested.next().is_some() || changed().count() + members.pending_added.len() > AT_ONCE
}

/// The people whom operations want in the group, as far as they are named by our ids.
fn named(operations: &[MemberOp]) -> Vec<PersonId> {
    let joining = operations.iter().flat_map(joining);
    joining
        .filter_map(|member| member.value.parse().ok())
        .collect()
}

/// Whom an operation wants in the group.
fn joining(operation: &MemberOp) -> &[MemberRef] {
    match operation {
        MemberOp::Add(members) | MemberOp::Replace(members) => members,
        MemberOp::Remove(_) | MemberOp::RemoveAll => &[],
    }
}

/// The first of many ids, and how many more there are: enough to look for the cause.
fn some_of(ids: &[String]) -> String {
    const SHOWN: usize = 10;
    let shown: Vec<&str> = ids.iter().take(SHOWN).map(String::as_str).collect();
    match ids.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Takes a member out of these locked groups, however many, each with its own version and event.
pub(crate) async fn leave_groups(
    tx: &Tx,
    groups: Vec<Group>,
    member: Uuid,
) -> Result<(), StoreError> {
    if groups.is_empty() {
        return Ok(());
    }
    let mut named = tx.groups().named_in(&groups, member).await?;
    let mut changes = Vec::with_capacity(groups.len());
    for group in groups {
        let Some(member) = named.remove(&group.id) else {
            continue;
        };
        let mut revision = Revision::of(group);
        revision.members(Members {
            removed: vec![member],
            ..Members::default()
        });
        changes.extend(revision.close(tx.now()));
    }
    tx.groups().save_all(changes).await?;
    Ok(())
}
