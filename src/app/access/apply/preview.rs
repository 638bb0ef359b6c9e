//! Whose access changes when the policy does.

use super::answer::{Changed, RuleWarning};
use crate::access::Rulebook;
use crate::access::compile::{compiled, groups_of, rulebook_of};
use crate::access::plan::{Plan, Step};
use crate::access::rules::warnings;
use crate::access::turn::settled;
use muster_model::access::{Rule, SeenGroup};
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Person;
use muster_store::{Reads, StoreError};

/// How many people are compared at a time.
const PAGE: u64 = 1000;

/// Compiles everybody under both policies and answers who is told apart, by id.
pub(in crate::access) async fn compare(
    reads: &Reads<'_>,
    account: AccountId,
    before: &Rulebook,
    plan: &Plan,
) -> Result<Vec<Changed>, StoreError> {
    let after = rulebook_of(&reads.access(), account, plan.after.clone()).await?;
    let asking = if before.reads_groups() {
        before
    } else {
        &after
    };
    let mut changed = Vec::new();
    let mut last: Option<PersonId> = None;
    loop {
        let people = reads.people().list(account, last, PAGE).await?;
        let Some(person) = people.last() else {
            return Ok(changed);
        };
        last = Some(person.id);
        let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
        let groups = groups_of(&reads.groups(), asking, &ids).await?;
        for person in people {
            let groups = groups.get(&person.id).map_or(&[][..], Vec::as_slice);
            changed.extend(told_apart(person, groups, (before, &after), plan));
        }
    }
}

/// What is wrong with the rules that a plan adds or changes, once it is done.
pub(in crate::access) async fn warned(
    reads: &Reads<'_>,
    account: AccountId,
    plan: &Plan,
) -> Result<Vec<RuleWarning>, StoreError> {
    let put = plan.steps.iter().filter_map(|step| match step {
        Step::PutRule(rule) => Some(rule.clone()),
        _ => None,
    });
    let rules: Vec<Rule> = put.collect();
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    let after = rulebook_of(&reads.access(), account, plan.after.clone()).await?;
    let mut told = warnings(&reads.groups(), account, &after, &rules).await?;
    let mut all = Vec::new();
    for rule in rules {
        let of_rule = told.remove(&rule.id).unwrap_or_default();
        all.extend(of_rule.into_iter().map(|warning| RuleWarning {
            rule: rule.name.clone(),
            code: warning.code(),
            detail: warning.to_string(),
        }));
    }
    Ok(all)
}

fn told_apart(
    mut person: Person,
    groups: &[SeenGroup],
    (before, after): (&Rulebook, &Rulebook),
    plan: &Plan,
) -> Option<Changed> {
    let was = compiled(&person, groups, before).access;
    plan.regrant(&mut person.grants);
    let (is, turn) = settled(Some(&was), &person, groups, after);
    Changed::between(&person, &was, (&is.access, turn))
}
