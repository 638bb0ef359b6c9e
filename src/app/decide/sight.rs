//! What somebody is assigned to, and their case groups, as far as questions need them: nothing is read
//! where their access does not ask for it.

use super::find::Found;
use super::subject::Subject;
use super::tuple::{Here, Tuple};
use crate::access::{assigned_among, names_case_groups, with_case_groups};
use crate::ctx::Ctx;
use muster_model::access::{Catalogue, Counted, Record, RecordKey, Visibility};
use muster_model::ids::AccountId;
use muster_store::StoreError;
use std::collections::HashMap;

/// Looks up what questions about these records need of somebody.
pub(super) async fn see(
    ctx: &Ctx,
    account: AccountId,
    catalogue: &Catalogue,
    subject: &mut Subject,
    records: &[Record],
) -> Result<(), StoreError> {
    let reads = ctx.store.read();
    let who = (account, subject.person);
    let names = |record: &Record| names_case_groups(&subject.access, &record.entity);
    if records.iter().any(names) {
        subject.me = with_case_groups(&reads, who, subject.me.clone()).await?;
    }
    let visibility = subject.access.visibility;
    if visibility != Visibility::All {
        let counted = records.iter().map(|record| catalogue.counted(record));
        let mut keys: Vec<RecordKey> = counted
            .flat_map(|counted| match counted {
                Counted::These(keys) => keys,
                Counted::New | Counted::Unsaid(_) => Vec::new(),
            })
            .collect();
        keys.sort();
        keys.dedup();
        let who = (subject.person, visibility);
        subject.assigned = assigned_among(&reads, account, who, &keys).await?;
    }
    Ok(())
}

/// The same for everybody whom questions name.
pub(super) async fn see_all(
    ctx: &Ctx,
    account: AccountId,
    found: &mut Found,
    tuples: impl Iterator<Item = &Tuple>,
) -> Result<(), StoreError> {
    let Some(policy) = found.policy.clone() else {
        return Ok(());
    };
    let slug = found.account_slug.clone();
    let here = Here {
        account,
        slug: &slug,
        policy: &policy,
    };
    let mut asked: HashMap<&str, Vec<Record>> = HashMap::new();
    for tuple in tuples {
        let subject = found.subjects.get(&tuple.subject);
        if subject.is_some_and(needs_sight)
            && let Some(record) = here.record(tuple)
        {
            asked.entry(&tuple.subject).or_default().push(record);
        }
    }
    for (name, records) in asked {
        if let Some(subject) = found.subjects.get_mut(name) {
            see(ctx, account, &policy.catalogue, subject, &records).await?;
        }
    }
    Ok(())
}

fn needs_sight(subject: &Subject) -> bool {
    let mut entities = subject.access.records.keys();
    subject.access.visibility != Visibility::All
        || entities.any(|entity| names_case_groups(&subject.access, entity))
}
