//! Permissions: `module.action`, and the patterns that stand for many of them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The module whose permissions rule the account itself.
pub const ACCOUNT_MODULE: &str = "account";

/// What a role allows: `module.action`, `module.action.field_group`, `module.*`, or `*`.
///
/// A pattern includes what a module will offer later: `vehicles.*` is full access to vehicles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Permission(String);

/// What was given cannot be a permission.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a permission: write module.action, module.action.field_group, module.* or *, in lower case"
)]
pub struct NotAPermission(pub String);

impl Permission {
    /// Reads a permission or a pattern.
    pub fn parse(text: &str) -> Result<Self, NotAPermission> {
        let parts: Vec<&str> = text.split('.').collect();
        let last = parts.len() - 1;
        let fine = text == "*"
            || ((2..=3).contains(&parts.len())
                && parts
                    .iter()
                    .enumerate()
                    .all(|(at, part)| is_word(part) || (at == last && *part == "*")));
        if fine {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAPermission(text.to_owned()))
        }
    }

    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it allows this action, such as `vehicles.view.financial`.
    ///
    /// An action without a field group is allowed by its exact name or by a pattern above it;
    /// one with a field group also by the action as a whole.
    pub fn allows(&self, action: &str) -> bool {
        let stem = self.0.strip_suffix('*').unwrap_or(&self.0);
        if stem.len() < self.0.len() {
            return action.starts_with(stem);
        }
        action
            .strip_prefix(stem)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Whether it stands for many actions.
    pub fn is_pattern(&self) -> bool {
        self.0.ends_with('*')
    }

    /// Whether it allows anything about the account itself (decision 25 of the house).
    pub fn is_privileged(&self) -> bool {
        self.0 == "*" || self.module() == ACCOUNT_MODULE
    }

    /// The module that it is about, or `*`.
    pub fn module(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }
}

fn is_word(part: &str) -> bool {
    !part.is_empty()
        && part
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Permission {
    type Error = NotAPermission;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Permission> for String {
    fn from(permission: Permission) -> Self {
        permission.0
    }
}

#[cfg(test)]
mod tests {
    use super::Permission;

    #[test]
    fn a_pattern_allows_what_lies_below_it() {
        let allows = |held: &str, action: &str| Permission::parse(held).unwrap().allows(action);
        assert!(allows("*", "account.users"));
        assert!(allows("vehicles.*", "vehicles.view"));
        assert!(allows("vehicles.view", "vehicles.view.financial"));
        assert!(!allows("vehicles.view.financial", "vehicles.view"));
        assert!(!allows("vehicles.*", "vehicles_archive.view"));
        assert!(!allows("vehicles.view", "vehicles.viewers"));
    }

    #[test]
    fn only_the_account_is_privileged() {
        let privileged = |text: &str| Permission::parse(text).unwrap().is_privileged();
        assert!(privileged("*"));
        assert!(privileged("account.*"));
        assert!(privileged("account.audit"));
        assert!(!privileged("accounting.view"));
    }

    #[test]
    fn what_is_no_permission_is_refused() {
        for wrong in [
            "",
            "vehicles",
            "Vehicles.view",
            "*.view",
            "a..b",
            "a.b.c.d",
            "a. b",
        ] {
            assert!(Permission::parse(wrong).is_err(), "{wrong:?} was taken");
        }
    }
}
