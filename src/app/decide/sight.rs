//! What people are assigned to, and their case groups, as far as questions need them: nothing is read
//! where nobody's access asks for it, and as much for many people as for one.

use super::find::Found;
use super::subject::Subject;
use super::tuple::{Here, Tuple};
use crate::access::{Onlooker, assigned_among, case_groups, names_case_groups};
use crate::ctx::Ctx;
use muster_model::access::{Assigned, Catalogue, Counted, Record, RecordKey, Visibility};
use muster_model::ids::{AccountId, PersonId};
use muster_store::StoreError;
use std::collections::HashMap;

/// Somebody, and the records that questions ask them about.
type Asked<'a> = (&'a mut Subject, Vec<Record>);

/// Looks up what questions about these records need of these people.
pub(super) async fn see(
    ctx: &Ctx,
    account: AccountId,
    catalogue: &Catalogue,
    mut asked: Vec<Asked<'_>>,
) -> Result<(), StoreError> {
    let reads = ctx.store.read();
    let names = |(subject, records): &&Asked<'_>| {
        let mut records = records.iter();
        records.any(|record| names_case_groups(&subject.access, &record.entity))
    };
    let asking: Vec<PersonId> = asked.iter().filter(names).map(|(s, _)| s.person).collect();
    if !asking.is_empty() {
        let groups = case_groups(&reads, account, &asking).await?;
        for (subject, _) in &mut asked {
            let own = groups.get(&subject.person).into_iter().flatten();
            subject.me = own.fold(subject.me.clone(), |me, name| me.in_case_group(name));
        }
    }
    let narrow = asked
        .iter()
        .filter(|(subject, _)| subject.access.visibility != Visibility::All);
    let looks = narrow.map(|(subject, records)| (subject.onlooker(), keys(catalogue, records)));
    let looks: Vec<(Onlooker, Vec<RecordKey>)> =
        looks.filter(|(_, keys)| !keys.is_empty()).collect();
    if looks.is_empty() {
        return Ok(());
    }
    let seen = assigned_among(&reads, account, &looks).await?;
    for (subject, _) in asked {
        let own = seen.get(&subject.person).cloned();
        subject.assigned = Assigned::to(own.unwrap_or_default());
    }
    Ok(())
}

/// The records on whose assignment it hangs whether these are seen.
fn keys(catalogue: &Catalogue, records: &[Record]) -> Vec<RecordKey> {
    let mut keys: Vec<RecordKey> = records
        .iter()
        .flat_map(|record| match catalogue.counted(record) {
            Counted::These(keys) => keys,
            Counted::New | Counted::Unsaid(_) => Vec::new(),
        })
        .collect();
    keys.sort();
    keys.dedup();
    keys
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
    let mut records: HashMap<&str, Vec<Record>> = HashMap::new();
    for tuple in tuples {
        let subject = found.subjects.get(&tuple.subject);
        if subject.is_some_and(needs_sight)
            && let Some(record) = here.record(tuple)
        {
            records.entry(&tuple.subject).or_default().push(record);
        }
    }
    let subjects = found.subjects.iter_mut();
    let asked =
        subjects.filter_map(|(name, subject)| Some((subject, records.remove(name.as_str())?)));
    let asked: Vec<Asked<'_>> = asked.collect();
    see(ctx, account, &policy.catalogue, asked).await
}

fn needs_sight(subject: &Subject) -> bool {
    let mut entities = subject.access.records.keys();
    subject.access.visibility != Visibility::All
        || entities.any(|entity| names_case_groups(&subject.access, entity))
}
