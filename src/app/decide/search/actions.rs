//! What may somebody do with a resource?

use super::SearchError;
use crate::ctx::Ctx;
use crate::decide::find::find;
use crate::decide::page::{Found, Page};
use crate::decide::sight::see_all;
use crate::decide::tuple::{Here, Kind, Tuple, USER};
use muster_model::ids::AccountId;

/// The names of the actions, sorted: those of the module that rules the resource, and for the account
/// all there are.
pub async fn search_actions(
    ctx: &Ctx,
    account: AccountId,
    tuple: &Tuple,
    page: &Page,
) -> Result<Found, SearchError> {
    let mut found = find(ctx, account, &[&tuple.subject]).await?;
    see_all(ctx, account, &mut found, std::iter::once(tuple)).await?;
    let subject = found.subjects.get(&tuple.subject);
    let subject = subject.filter(|_| tuple.subject_type == USER);
    let (Some(policy), Some(subject)) = (&found.policy, subject) else {
        return Ok(page.cut(Vec::new())?);
    };
    let here = Here {
        account,
        slug: &found.account_slug,
        policy,
    };
    let mut names = here.names(&tuple.resource_type);
    names.retain(|name| {
        let tuple = Tuple {
            action: name.clone(),
            ..tuple.clone()
        };
        here.verdict(subject, &tuple).allowed
    });
    names.sort();
    Ok(page.cut(names)?)
}

impl Here<'_> {
    fn names(&self, resource_type: &str) -> Vec<String> {
        let catalogue = &self.policy.catalogue;
        let short = catalogue.decisions.short_actions;
        let kind = self.kind(resource_type);
        let modules = catalogue.modules.iter().filter(|module| match kind {
            None => false,
            Some(Kind::Account) => true,
            Some(Kind::Record(entity)) => module.name == entity.module,
        });
        let names = modules.flat_map(|module| {
            let actions = module.actions.iter();
            actions.map(|action| match kind {
                Some(Kind::Record(_)) if short => action.clone(),
                _ => format!("{}.{action}", module.name),
            })
        });
        names.collect()
    }
}
