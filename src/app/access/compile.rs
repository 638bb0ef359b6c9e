//! Compiling people: in the transaction of the change that concerns them, or soon after it.

use super::condition::may_be_custom;
use super::matches::matches;
use super::nothing_left::follow;
use super::rulebook::Rulebook;
use super::turn::{Turn, settled};
use crate::assignment::guest_left_out;
use crate::schemas::kinds;
use muster_model::access::{Compiled, LeftOut, Policy, SeenGroup, Source, Subject, compile};
use muster_model::change::{Change, Revision};
use muster_model::ids::{AccountId, ConnectionId, GroupId, PersonId, RoleId};
use muster_model::people::{Person, Status};
use muster_scim::schema::Kinds;
use muster_store::{Groups, Policies, StoreError, Tx};
use std::collections::{HashMap, HashSet};

/// How many people a change compiles in its own transaction; when it concerns more, they are
/// marked stale, readers compile them on the fly, and [`CompileStale`](super::CompileStale)
/// follows.
pub const AT_ONCE: usize = 200;

/// Reads the policy of an account with its conditions.
pub async fn rulebook(policies: &Policies<'_>, account: AccountId) -> Result<Rulebook, StoreError> {
    let policy = policies.policy(account).await?;
    rulebook_of(policies, account, policy).await
}

/// The same for who changes the policy: new conditions may ask for whatever the account has.
pub(super) async fn editable(
    policies: &Policies<'_>,
    account: AccountId,
) -> Result<Rulebook, StoreError> {
    let policy = policies.policy(account).await?;
    let kinds = kinds(&policies.schemas().of(account).await?);
    Ok(Rulebook::of(policy, kinds))
}

/// A policy of an account, as it is or as it shall be, with its conditions read.
pub(super) async fn rulebook_of(
    policies: &Policies<'_>,
    account: AccountId,
    policy: Policy,
) -> Result<Rulebook, StoreError> {
    let mut rules = policy.rules.iter();
    // Only what an account adds is named by an URN: few policies read its schemas.
    let kinds = if rules.any(|rule| may_be_custom(&rule.condition)) {
        kinds(&policies.schemas().of(account).await?)
    } else {
        Kinds::built_in()
    };
    Ok(Rulebook::of(policy, kinds))
}

/// Compiles the access of a person whose change is still open; `user.access_changed` is told when
/// a reader sees a difference. Memberships must be written already.
///
/// What a rule or a directory may not give is left out and answered, for the provisioning log.
pub async fn compile_person(
    tx: &Tx,
    revision: &mut Revision<Person>,
) -> Result<Vec<LeftOut>, StoreError> {
    let rulebook = rulebook(&tx.access(), revision.now().account).await?;
    compile_with(tx, &rulebook, revision).await
}

/// The same with a policy that was read before, as it must be to read attributes.
pub async fn compile_with(
    tx: &Tx,
    rulebook: &Rulebook,
    revision: &mut Revision<Person>,
) -> Result<Vec<LeftOut>, StoreError> {
    let person = revision.now().id;
    let mut groups = groups_of(&tx.groups(), rulebook, &[person]).await?;
    let groups = groups.remove(&person).unwrap_or_default();
    let had = revision.before().map(|before| &before.access);
    let (compiled, turn) = settled(had, revision.now(), &groups, rulebook);
    if is_owner_touched(revision.before(), &compiled, &groups, rulebook) {
        revision.protect_owner();
    }
    // An access that differs in nothing but its version is no change of its own: it is stamped by
    // whoever works off the stale.
    let is_new = revision.before().is_none();
    if is_new || turn.is_some() || is_another(revision.now(), &compiled) {
        revision.compiled(compiled.access);
        follow(tx, turn, revision).await?;
    }
    let mut left_out = compiled.left_out;
    left_out.extend(guest_left_out(tx, revision.before(), revision.now()).await?);
    Ok(left_out)
}

/// Whether a rule or a group would give an owner another role that none gave before.
fn is_owner_touched(
    before: Option<&Person>,
    compiled: &Compiled,
    groups: &[SeenGroup],
    rulebook: &Rulebook,
) -> bool {
    let mut left_out = compiled.left_out.iter().filter(|one| one.is_of_owner());
    let Some(before) = before.filter(|before| before.owner) else {
        return false;
    };
    let Some(first) = left_out.next() else {
        return false;
    };
    let known = self::compiled(before, groups, rulebook).left_out;
    std::iter::once(first)
        .chain(left_out)
        .any(|one| !known.contains(one))
}

/// The people below these groups who are to be compiled in this transaction once memberships
/// are as they shall be. More than [`AT_ONCE`] are marked stale right away, and none is answered.
pub async fn people_below(
    tx: &Tx,
    account: AccountId,
    groups: &[GroupId],
) -> Result<Vec<PersonId>, StoreError> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let limit = AT_ONCE as u64 + 1;
    let people = tx.groups().people_below(groups, None, limit).await?;
    if people.len() <= AT_ONCE {
        return Ok(people);
    }
    if memberships_matter(tx, account).await? {
        tx.groups().mark_people_stale(account, groups).await?;
    }
    Ok(Vec::new())
}

/// Compiles people whose memberships of this group changed; more than [`AT_ONCE`] are marked stale
/// in one statement, and only where a rule looks at groups.
pub async fn memberships_changed(
    tx: &Tx,
    account: AccountId,
    group: Option<GroupId>,
    people: &[PersonId],
) -> Result<Vec<LeftOut>, StoreError> {
    if people.len() > AT_ONCE {
        if memberships_matter(tx, account).await? {
            tx.people().mark_stale(account, people).await?;
        }
        return Ok(Vec::new());
    }
    if people.is_empty() {
        return Ok(Vec::new());
    }
    Ok(compile_all(tx, account, group, people).await?.left_out)
}

/// Whether any rule looks at groups. The policy is held until the transaction ends: otherwise a
/// rule that somebody writes meanwhile would be compiled without these memberships.
async fn memberships_matter(tx: &Tx, account: AccountId) -> Result<bool, StoreError> {
    tx.access().hold(account).await?;
    Ok(rulebook(&tx.access(), account).await?.reads_groups())
}

/// Brings an account up to date whose policy was raised, which made everybody stale. One of more than
/// [`AT_ONCE`] people is left to the stored job; it is found out from ids alone.
pub(super) async fn policy_changed(tx: &Tx, account: AccountId) -> Result<(), StoreError> {
    let limit = AT_ONCE as u64 + 1;
    let people = tx.people_unlocked().ids(account, None, limit).await?;
    if people.len() <= AT_ONCE {
        compile_people(tx, account, &people).await?;
    }
    Ok(())
}

/// Compiles people and saves those who changed, with their events; more than [`AT_ONCE`] are
/// marked stale instead. They are locked by id, so call it after groups are locked.
pub async fn compile_people(
    tx: &Tx,
    account: AccountId,
    people: &[PersonId],
) -> Result<Vec<LeftOut>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    if people.len() > AT_ONCE {
        tx.people().mark_stale(account, people).await?;
        return Ok(Vec::new());
    }
    Ok(compile_all(tx, account, None, people).await?.left_out)
}

/// What compiling some people did.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// What a rule or a directory may not give.
    pub(super) left_out: Vec<LeftOut>,
    /// Whose access came out differently.
    pub(super) changed: usize,
}

/// Compiles these people, however many they are, and saves those who changed, with their events;
/// of an owner to whom this group would give another role it is told.
pub(super) async fn compile_all(
    tx: &Tx,
    account: AccountId,
    group: Option<GroupId>,
    people: &[PersonId],
) -> Result<Followed, StoreError> {
    // Locked before the policy and the memberships are read: otherwise two changes at once would
    // each compile without the other's.
    let people = tx.people().get_many(account, people).await?;
    let rulebook = rulebook(&tx.access(), account).await?;
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let groups = groups_of(&tx.groups(), &rulebook, &ids).await?;
    let (mut changes, mut same, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    let mut taken = HashSet::new();
    for person in people {
        let groups = groups.get(&person.id).map_or(&[][..], Vec::as_slice);
        let (compiled, turn) = settled(Some(&person.access), &person, groups, &rulebook);
        left_out.extend(compiled.left_out.iter().cloned());
        let touched = person.owner && compiled.left_out.iter().any(|one| by_group(one, group));
        match changed(tx, person, compiled, turn, touched).await? {
            // Two who come back to one address: the other one is looked at again once this one has it.
            Ok(change) if takes(&change, &mut taken) => {}
            Ok(change) => {
                left_out.extend(guest_left_out(tx, change.before(), change.after()).await?);
                changes.push(change);
            }
            Err(id) => same.push(id),
        }
    }
    let version = rulebook.policy().version;
    tx.people().mark_compiled(account, &same, version).await?;
    let many = changes.len();
    tx.people().save_all(changes).await?;
    Ok(Followed {
        left_out,
        changed: many,
    })
}

/// Brings stale people up to date in memory, for a reader.
pub async fn refresh(
    policies: &Policies<'_>,
    groups: &Groups<'_>,
    account: AccountId,
    people: &mut [Person],
) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let version = policies.version(account).await?;
    let stale = |person: &Person| person.access.policy_version < version;
    let ids: Vec<PersonId> = people.iter().filter(|p| stale(p)).map(|p| p.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let rulebook = rulebook(policies, account).await?;
    let groups = groups_of(groups, &rulebook, &ids).await?;
    for person in people.iter_mut().filter(|person| stale(person)) {
        let groups = groups.get(&person.id).map_or(&[][..], Vec::as_slice);
        person.access = compiled(person, groups, &rulebook).access;
    }
    Ok(())
}

/// Whether a change gives a sign-in address that another one of the same batch gives already.
fn takes(change: &Change<Person>, taken: &mut HashSet<String>) -> bool {
    let had = change.before().and_then(|person| person.sign_in.as_ref());
    match &change.after().sign_in {
        Some(new) if had.is_none() => !taken.insert(new.key()),
        _ => false,
    }
}

/// The change of a person whose access came out differently; the id of one whose did not.
async fn changed(
    tx: &Tx,
    person: Person,
    compiled: Compiled,
    turn: Option<Turn>,
    touched: bool,
) -> Result<Result<Change<Person>, PersonId>, StoreError> {
    let id = person.id;
    let another = turn.is_some() || is_another(&person, &compiled);
    if !another && !touched {
        return Ok(Err(id));
    }
    let mut revision = Revision::of(person);
    if another {
        revision.compiled(compiled.access);
        follow(tx, turn, &mut revision).await?;
    }
    if touched {
        revision.protect_owner();
    }
    Ok(revision.close(tx.now()).ok_or(id))
}

/// Whether this was left out of what a group would give an owner: by a rule, or by standing for it.
fn by_group(left_out: &LeftOut, group: Option<GroupId>) -> bool {
    let its_own = match &left_out.source {
        Source::Rule { group: by, .. } => *by == group,
        _ => true,
    };
    group.is_some() && its_own && left_out.is_of_owner()
}

fn is_another(person: &Person, compiled: &Compiled) -> bool {
    !person.access.looks_like(&compiled.access) || person.access.because != compiled.access.because
}

/// Compiles one person who is in these groups; pure, so that preview, apply and every reader agree.
pub(super) fn compiled(person: &Person, groups: &[SeenGroup], rulebook: &Rulebook) -> Compiled {
    let connections: Vec<ConnectionId> = person.links.iter().map(|l| l.connection).collect();
    let subject = Subject {
        owner: person.owner,
        grants: &person.grants,
        connections: &connections,
        groups,
    };
    let matched = matches(person, groups, rulebook);
    compile(&subject, &matched, rulebook.policy())
}

/// What each of these states of one person comes to, in the groups that they are in now.
pub async fn states_of(
    groups: &Groups<'_>,
    rulebook: &Rulebook,
    states: &[&Person],
) -> Result<Vec<Compiled>, StoreError> {
    let ids: Vec<PersonId> = states.iter().take(1).map(|person| person.id).collect();
    let mut seen = groups_of(groups, rulebook, &ids).await?;
    let seen = ids
        .first()
        .and_then(|id| seen.remove(id))
        .unwrap_or_default();
    let compiled = states
        .iter()
        .map(|person| compiled(person, &seen, rulebook));
    Ok(compiled.collect())
}

/// Every role that any source gives this person, or would give them with access.
pub async fn roles_named(
    groups: &Groups<'_>,
    rulebook: &Rulebook,
    person: &Person,
) -> Result<Vec<RoleId>, StoreError> {
    let mut with_access = person.clone();
    with_access.status = Status::Active;
    let states = states_of(groups, rulebook, &[person, &with_access]).await?;
    let mut roles: Vec<RoleId> = states.into_iter().flat_map(|state| state.roles).collect();
    roles.sort_unstable();
    roles.dedup();
    Ok(roles)
}

/// The groups of people, as rules see them; not read at all when no rule asks for any.
pub(super) async fn groups_of(
    groups: &Groups<'_>,
    rulebook: &Rulebook,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<SeenGroup>>, StoreError> {
    let mut found: HashMap<PersonId, Vec<SeenGroup>> = HashMap::new();
    if rulebook.reads_groups() {
        for membership in groups.memberships(people).await? {
            found.entry(membership.person).or_default().push(SeenGroup {
                id: membership.group,
                name: membership.name,
                connection: membership.connection,
                direct: membership.direct,
                projects: membership.projects,
            });
        }
    }
    Ok(found)
}
