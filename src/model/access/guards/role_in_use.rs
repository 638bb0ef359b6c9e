//! A role goes only when nobody needs it any more.

use super::Barred;
use super::owner::owners_role;
use crate::access::Role;

/// By whom and by what a role is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleUse {
    /// How many living people have it, or were given it and will have it again.
    pub people: u64,
    /// The names of the rules that give it.
    pub rules: Vec<String>,
    /// Whether it is the account's default role.
    pub default: bool,
}

impl RoleUse {
    /// Whether nobody and nothing uses it.
    pub fn is_none(&self) -> bool {
        self.people == 0 && self.rules.is_empty() && !self.default
    }

    fn told(&self) -> String {
        let people = (self.people > 0).then(|| format!("{} of the people have it", self.people));
        let rules = (!self.rules.is_empty())
            .then(|| format!("rules that give it: {}", self.rules.join(", ")));
        let default = self.default.then(|| "it is the default role".to_owned());
        let parts: Vec<String> = [people, rules, default].into_iter().flatten().collect();
        parts.join("; ")
    }
}

/// Refuses to remove a role in use, unless another one takes its place.
pub fn role_in_use(role: &Role, used: &RoleUse, moved_to: Option<&Role>) -> Result<(), Barred> {
    match moved_to {
        Some(other) if other.id == role.id => Err(Barred::MovedToItself(role.slug.clone())),
        Some(other) => owners_role(other),
        None if used.is_none() => Ok(()),
        None => Err(Barred::RoleInUse {
            role: role.slug.clone(),
            used: used.told(),
        }),
    }
}
