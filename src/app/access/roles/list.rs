//! The roles of an account and how many people have them.

use crate::access::census::Census;
use crate::access::edit::EditError;
use crate::ctx::Ctx;
use muster_model::access::{Level, Permission, Policy, Role};
use muster_model::ids::{AccountId, RoleId};
use std::collections::BTreeSet;

/// A role as people look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleView {
    /// The role.
    pub role: Role,
    /// How much of each module it allows, by module.
    pub levels: Vec<(String, Level)>,
    /// Whether it is the role of whoever gets none otherwise.
    pub default: bool,
    /// How many people have it; nothing where there are too many to count,
    /// and while more than 200 are compiled anew.
    pub people: Option<u64>,
}

/// Every role by priority, and the version of the policy.
pub async fn list_roles(ctx: &Ctx, account: AccountId) -> Result<(Vec<RoleView>, i64), EditError> {
    let policy = ctx.store.read().access().policy(account).await?;
    let census = Census::of(ctx, account).await?;
    let roles = policy.roles.iter();
    let roles = roles.map(|role| view(role, &policy, census.as_ref()));
    Ok((roles.collect(), policy.version))
}

/// One role, and the version of the policy.
pub async fn show_role(
    ctx: &Ctx,
    account: AccountId,
    id: RoleId,
) -> Result<(RoleView, i64), EditError> {
    let policy = ctx.store.read().access().policy(account).await?;
    let role = policy.role(id).ok_or(EditError::NotFound("role"))?;
    let census = Census::of(ctx, account).await?;
    Ok((view(role, &policy, census.as_ref()), policy.version))
}

fn view(role: &Role, policy: &Policy, census: Option<&Census>) -> RoleView {
    let offered = policy.catalogue.modules.iter().map(|one| one.name.as_str());
    let allowed = role.permissions.iter().map(Permission::module);
    let modules: BTreeSet<&str> = offered.chain(allowed).collect();
    let level = |module: &str| (module.to_owned(), Level::of(&role.permissions, module));
    RoleView {
        levels: modules
            .into_iter()
            .filter(|module| *module != "*")
            .map(level)
            .collect(),
        role: role.clone(),
        default: policy.default_role == Some(role.id),
        people: census.map(|census| census.role(role.id)),
    }
}
