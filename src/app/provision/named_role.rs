//! The one role that a directory names: our extension's `role`, or else core `roles`.
//!
//! RFC 7643 4.1.2 gives `roles` no vocabulary and allows many; a person has one here. It is the
//! primary one, or else the only one; of several without a primary none is meant.

use crate::access::names;
use muster_model::access::Policy;
use muster_model::people::Profile;
use muster_scim::schema::MUSTER_USER;
use serde_json::Value;

/// What a profile says of the role.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NamedRole {
    /// `role` of our extension, as it was sent.
    Ours(Value),
    /// One of core `roles`: its `value` and its `display`.
    Core(Vec<String>),
    /// Several of core `roles`, and none is primary.
    Several,
    /// Nothing.
    None,
}

impl NamedRole {
    /// The role that a profile names. Our extension wins: it was made for this.
    pub(super) fn of(profile: &Profile) -> Self {
        Self::said(profile, true, true)
    }

    /// The same when only our extension's `role` counts, or only core `roles`.
    pub(super) fn said(profile: &Profile, own: bool, core: bool) -> Self {
        let extension = profile.attributes.get(MUSTER_USER).filter(|_| own);
        if let Some(role) = extension.and_then(|own| own.get("role"))
            && !is_nothing(role)
        {
            return Self::Ours(role.clone());
        }
        if !core {
            return Self::None;
        }
        let roles = profile.attributes.get("roles").and_then(Value::as_array);
        let roles: Vec<&Value> = roles.into_iter().flatten().collect();
        let is_primary = |role: &&&Value| role.get("primary") == Some(&Value::Bool(true));
        match (roles.iter().find(is_primary), roles.as_slice()) {
            (Some(role), _) => Self::core(role),
            (None, [only]) => Self::core(only),
            (None, []) => Self::None,
            (None, _) => Self::Several,
        }
    }

    fn core(role: &Value) -> Self {
        let parts = ["value", "display"].into_iter();
        let words = parts.filter_map(|part| role.get(part)?.as_str());
        let words = words.map(str::trim).filter(|word| !word.is_empty());
        match words.map(str::to_owned).collect::<Vec<_>>() {
            words if words.is_empty() => Self::None,
            words => Self::Core(words),
        }
    }

    /// The role as the access attribute `role` would name it, and a line for the provisioning log
    /// when it names none.
    ///
    /// RFC 7643 4.1.2: "No vocabulary or syntax is specified", so that what is no role here is no
    /// wrong value of `roles` under any profile: it is kept, and gives nothing.
    pub(super) fn as_attribute(&self, policy: &Policy) -> (Value, Option<String>) {
        let words = match self {
            Self::Ours(role) => return (role.clone(), None),
            Self::None => return (Value::Null, None),
            Self::Several => {
                let why = "roles gives nothing: it names several, and none is primary";
                return (Value::Null, Some(why.to_owned()));
            }
            Self::Core(words) => words,
        };
        let mut unknown = None;
        for word in words {
            match names::role(policy, word) {
                Ok(role) => return (Value::String(role.id.to_string()), None),
                Err(error) => {
                    unknown.get_or_insert_with(|| format!("roles gives nothing: {error}"));
                }
            }
        }
        (Value::Null, unknown)
    }
}

/// Null and "" clear an access attribute (decision 25 of the house).
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}
