//! The rules of an account, whom they give something, and what is wrong with them.

use super::warning::{Warning, warnings};
use crate::access::census::Census;
use crate::access::edit::EditError;
use crate::access::gives::Gives;
use crate::access::rulebook;
use crate::ctx::Ctx;
use muster_model::access::{Policy, Rule};
use muster_model::ids::{AccountId, RuleId};

/// A rule as people look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleView {
    /// The rule.
    pub rule: Rule,
    /// What it gives, by name.
    pub then: Gives,
    /// How many people have anything because of it; nothing where there are too many to count,
    /// and while more than 200 are compiled anew.
    pub people: Option<u64>,
    /// What is wrong with it.
    pub warnings: Vec<Warning>,
}

/// Every rule, the highest priority first, and the version of the policy.
pub async fn list_rules(ctx: &Ctx, account: AccountId) -> Result<(Vec<RuleView>, i64), EditError> {
    let reads = ctx.store.read();
    let book = rulebook(&reads.access(), account).await?;
    let census = Census::of(ctx, account).await?;
    let policy = book.policy();
    let mut told = warnings(&reads.groups(), account, &book, &policy.rules).await?;
    let rules = policy.rules.iter();
    let rules = rules.map(|rule| {
        let warnings = told.remove(&rule.id).unwrap_or_default();
        view(rule, policy, census.as_ref(), warnings)
    });
    let mut rules: Vec<RuleView> = rules.collect();
    rules.sort_by_key(|view| (std::cmp::Reverse(view.rule.priority), view.rule.id));
    Ok((rules, policy.version))
}

/// One rule, and the version of the policy.
pub async fn show_rule(
    ctx: &Ctx,
    account: AccountId,
    id: RuleId,
) -> Result<(RuleView, i64), EditError> {
    let reads = ctx.store.read();
    let book = rulebook(&reads.access(), account).await?;
    let policy = book.policy();
    let rule = policy.rule(id).ok_or(EditError::NotFound("rule"))?;
    let this = std::slice::from_ref(rule);
    let mut told = warnings(&reads.groups(), account, &book, this).await?;
    let census = Census::of(ctx, account).await?;
    let told = told.remove(&id).unwrap_or_default();
    Ok((view(rule, policy, census.as_ref(), told), policy.version))
}

fn view(rule: &Rule, policy: &Policy, census: Option<&Census>, warnings: Vec<Warning>) -> RuleView {
    RuleView {
        rule: rule.clone(),
        then: Gives::named(&rule.effects, policy),
        people: census.map(|census| census.rule(rule.id)),
        warnings,
    }
}
