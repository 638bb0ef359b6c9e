//! What a directory's word means for access.

use crate::access;
use crate::access::attributes::{self, Writer};
use crate::ctx::Ctx;
use crate::provision::Caller;
use crate::provision::ProvisionError;
use muster_model::access::Policy;
use muster_model::change::Revision;
use muster_model::ids::{AccountId, GroupId, PersonId};
use muster_model::people::Person;
use muster_store::{StoreError, Tx};
use serde_json::{Map, Value};

/// Compiles the access of one person who is about to be saved; answers what was left out.
pub(super) async fn compile_person(
    tx: &mut Tx,
    revision: &mut Revision<Person>,
) -> Result<Vec<String>, ProvisionError> {
    let left_out = access::compile_person(tx, revision).await?;
    Ok(left_out.iter().map(ToString::to_string).collect())
}

/// Compiles the access of people whom a change of a group concerns; answers what was left out, each
/// once.
pub(super) async fn people_changed(
    tx: &mut Tx,
    account: AccountId,
    group: Option<GroupId>,
    people: &[PersonId],
) -> Result<Vec<String>, ProvisionError> {
    let left_out = access::memberships_changed(tx, account, group, people).await?;
    let mut notes: Vec<String> = left_out.iter().map(ToString::to_string).collect();
    notes.sort();
    notes.dedup();
    Ok(notes)
}

/// What a request says of access.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The attributes that it names; null clears one.
    pub(super) named: Map<String, Value>,
    /// Those that say what stood there, in words that only this connection can have written.
    pub(super) again: Vec<String>,
    /// Whether what names nothing is noted instead of refused.
    pub(super) forgiven: bool,
}

/// What of access attributes gives nothing.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// What is not allowed, and stays as it was.
    pub(super) refused: Vec<String>,
    /// What nothing is called or cannot be read, and is kept as written.
    pub(super) unknown: Vec<String>,
    /// The attributes that stay as they were.
    pub(super) kept: Vec<String>,
}

/// Turns access attributes into grants; answers what was left out.
pub(super) fn write_attributes(
    tx: &Tx,
    caller: &Caller,
    revision: &mut Revision<Person>,
    words: &Words,
    policy: &Policy,
) -> Result<LeftOut, ProvisionError> {
    let writer = Writer {
        connection: caller.id(),
        name: &caller.connection.name,
        ownership: &caller.connection.ownership,
        again: &words.again,
        forgives: words.forgiven,
        policy,
        held: &revision.now().grants,
        ids: tx,
        now: tx.now(),
    };
    let mut written = attributes::read(&words.named, &writer)?;
    let left_out = LeftOut {
        refused: std::mem::take(&mut written.ignored),
        unknown: std::mem::take(&mut written.unknown),
        kept: std::mem::take(&mut written.kept),
    };
    written.apply(revision, caller.id());
    Ok(left_out)
}

/// Brings people up to date whose compiled access is older than the policy.
pub(super) async fn refresh(
    ctx: &Ctx,
    account: AccountId,
    people: &mut [Person],
) -> Result<(), StoreError> {
    let reads = ctx.store.read();
    access::refresh(&reads.access(), &reads.groups(), account, people).await
}
