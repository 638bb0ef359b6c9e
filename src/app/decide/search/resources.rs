//! With which records may somebody do this? Only those that Muster knows are looked at.

use super::SearchError;
use crate::ctx::Ctx;
use crate::decide::candidates;
use crate::decide::find::find;
use crate::decide::page::{Found, Page};
use crate::decide::sight::see_all;
use crate::decide::tuple::{Here, Kind, Tuple, USER};
use crate::decide::verdict::judge;
use muster_model::ids::AccountId;
use std::collections::BTreeSet;

/// The ids of the resources, sorted.
pub async fn search_resources(
    ctx: &Ctx,
    account: AccountId,
    tuple: &Tuple,
    page: &Page,
) -> Result<Found, SearchError> {
    let mut found = find(ctx, account, &[&tuple.subject]).await?;
    let subject = found.subjects.get(&tuple.subject);
    let is_known = subject.is_some() && tuple.subject_type == USER;
    let Some(policy) = found.policy.clone().filter(|_| is_known) else {
        return Ok(page.cut(Vec::new())?);
    };
    let slug = found.account_slug.clone();
    let here = Here {
        account,
        slug: &slug,
        policy: &policy,
    };
    let known: BTreeSet<String> = match here.kind(&tuple.resource_type) {
        None => BTreeSet::new(),
        Some(Kind::Account) => BTreeSet::from([account.to_string()]),
        Some(Kind::Record(entity)) => {
            let mut known = candidates::named(&policy, &entity.name);
            let reads = ctx.store.read();
            known.extend(
                reads
                    .assignments()
                    .registered(account, &entity.name)
                    .await?,
            );
            known
        }
    };
    let tuples: Vec<Tuple> = known
        .into_iter()
        .map(|id| Tuple {
            resource: id,
            ..tuple.clone()
        })
        .collect();
    see_all(ctx, account, &mut found, tuples.iter()).await?;
    let allowed = tuples
        .into_iter()
        .filter(|tuple| judge(account, &found, tuple).allowed);
    Ok(page.cut(allowed.map(|tuple| tuple.resource).collect())?)
}
