//! Who may do this with a resource?

use super::SearchError;
use crate::ctx::Ctx;
use crate::decide::find::{Found as People, find, in_force};
use crate::decide::page::{Found, NotAToken, Page};
use crate::decide::sight::see_all;
use crate::decide::tuple::{Here, Tuple, USER};
use crate::decide::verdict::judge;
use muster_model::access::SubjectName;
use muster_model::ids::{AccountId, PersonId};
use muster_store::{Standing, StoreError};

/// How many people are read at once.
const AT_ONCE: u64 = 500;

/// How many people one page looks at: a page may have few results, or none, and yet a next one.
const LOOKED_AT: usize = 5000;

/// The names of the people, by id; a page is done with as soon as more than enough were found, or many
/// were looked at.
pub async fn search_subjects(
    ctx: &Ctx,
    account: AccountId,
    tuple: &Tuple,
    page: &Page,
) -> Result<Found, SearchError> {
    let token = page.token.as_deref().map(str::parse::<PersonId>);
    let mut after = token.transpose().map_err(|_| NotAToken)?;
    if tuple.subject_type != USER {
        return Ok(Found::default());
    }
    let (mut allowed, mut looked_at, mut names) = (Vec::new(), 0, SubjectName::default());
    let reads = ctx.store.read();
    let next = loop {
        let standings = reads
            .people()
            .standing_after(account, after, AT_ONCE)
            .await?;
        let many = standings.len() as u64;
        let mut people = read(ctx, account, standings.clone()).await?;
        see_those(ctx, account, &mut people, tuple).await?;
        if let Some(policy) = &people.policy {
            names = policy.catalogue.decisions.subjects;
        }
        let mut full = false;
        for standing in standings {
            let is_allowed = judged(account, &people, &standing, tuple);
            // Only whoever is found beyond it says that another page has results.
            full = looked_at >= LOOKED_AT || (is_allowed && allowed.len() >= page.limit);
            if full {
                break;
            }
            after = Some(standing.person);
            looked_at += 1;
            if is_allowed {
                allowed.push(standing);
            }
        }
        if full {
            break after.map(|id| id.to_string());
        }
        if many < AT_ONCE {
            break None;
        }
    };
    Ok(Found {
        results: called(ctx, account, allowed, names, tuple).await?,
        next,
    })
}

async fn read(
    ctx: &Ctx,
    account: AccountId,
    standings: Vec<Standing>,
) -> Result<People, StoreError> {
    let named = standings.into_iter().map(|one| (one.called.clone(), one));
    in_force(ctx, account, named.collect()).await
}

/// Looks up the assignments of those for whom they decide: whoever is told no for another reason needs
/// none.
async fn see_those(
    ctx: &Ctx,
    account: AccountId,
    people: &mut People,
    tuple: &Tuple,
) -> Result<(), StoreError> {
    let of = |name: &String| Tuple {
        subject: name.clone(),
        ..tuple.clone()
    };
    let asked: Vec<Tuple> = people
        .subjects
        .keys()
        .map(of)
        .filter(|tuple| {
            let verdict = judge(account, people, tuple);
            // The assignment is the last term; a record set may ask for case groups, and for none.
            verdict.allowed
                || matches!(
                    verdict.failed,
                    Some("assignment" | "record_set" | "attribute")
                )
        })
        .collect();
    see_all(ctx, account, people, asked.iter()).await
}

fn judged(account: AccountId, people: &People, standing: &Standing, tuple: &Tuple) -> bool {
    let (Some(policy), Some(subject)) = (&people.policy, people.subjects.get(&standing.called))
    else {
        return false;
    };
    let here = Here {
        account,
        slug: &people.account_slug,
        policy,
    };
    here.verdict(subject, tuple).allowed
}

/// What people are called: as the account lays it down, where that name means them and nobody else,
/// and the answer is the same when they are called so.
async fn called(
    ctx: &Ctx,
    account: AccountId,
    people: Vec<Standing>,
    by: SubjectName,
    tuple: &Tuple,
) -> Result<Vec<String>, StoreError> {
    let ids: Vec<PersonId> = people.iter().map(|one| one.person).collect();
    let wished: Vec<(PersonId, String)> = match by {
        SubjectName::Id => Vec::new(),
        SubjectName::Email => {
            let addresses = people.iter().filter_map(|one| {
                let address = one.sign_in.clone()?;
                Some((one.person, address))
            });
            addresses.collect()
        }
        SubjectName::ExternalId => ctx.store.read().people().external_ids(&ids).await?,
    };
    let names: Vec<&str> = wished.iter().map(|(_, name)| name.as_str()).collect();
    let meant = if names.is_empty() {
        People::default()
    } else {
        let mut meant = find(ctx, account, &names).await?;
        see_those(ctx, account, &mut meant, tuple).await?;
        meant
    };
    let name_of = |id: PersonId| {
        let mut theirs = wished.iter().filter(|(person, _)| *person == id);
        let name = theirs.find(|(_, name)| {
            let found = meant.subjects.get(name);
            let tuple = Tuple {
                subject: name.clone(),
                ..tuple.clone()
            };
            found.is_some_and(|found| found.person == id) && judge(account, &meant, &tuple).allowed
        });
        name.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    };
    Ok(ids.into_iter().map(name_of).collect())
}
