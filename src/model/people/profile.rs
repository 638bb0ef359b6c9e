//! The profile: what directories say of a person, under the names of RFC 7643.

use super::{Address, fold};
use crate::access::RECORD_SET;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Muster's own extension of the SCIM User.
pub(crate) const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// The attributes of the extension that give access in every account; each entity type of an account
/// has one more for its record set.
pub const ACCESS_ATTRIBUTES: [&str; 8] = [
    "role",
    "workspaces",
    "fleetAccess",
    "fleetGroups",
    "recordVisibility",
    "weeklyEmail",
    "messageNotifications",
    "canOwnRecords",
];

/// The attribute of the extension that names the one record of a guest.
pub const GUEST_RECORD: &str = "guestRecord";

/// Whether an attribute of the extension gives access: the role and the like, or the record set of an
/// entity type.
pub fn gives_access(name: &str) -> bool {
    ACCESS_ATTRIBUTES.contains(&name) || name.ends_with(RECORD_SET)
}

/// A SCIM `userName`: kept as it was sent, unique by its folded key (RFC 7643 4.1.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UserName(String);

/// What was given cannot be a user name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("userName must be 1 to 320 characters, without control characters")]
pub struct NotAUserName;

impl UserName {
    /// Reads a user name.
    pub fn parse(text: &str) -> Result<Self, NotAUserName> {
        let length = text.chars().count();
        if text.trim().is_empty() || length > 320 || text.chars().any(char::is_control) {
            return Err(NotAUserName);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name as it was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folded name, by which it is unique.
    pub fn key(&self) -> String {
        fold(&self.0)
    }
}

impl TryFrom<String> for UserName {
    type Error = NotAUserName;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<&Address> for UserName {
    /// Every address keeps the rules of a user name.
    fn from(address: &Address) -> Self {
        Self(address.as_str().to_owned())
    }
}

impl From<UserName> for String {
    fn from(name: UserName) -> Self {
        name.0
    }
}

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The directory's name for the person.
    pub user_name: UserName,
    /// Every other attribute, under its RFC 7643 name; attributes of an extension stand under its
    /// URN, those of Muster's own extension as they were sent. Neither `active`, `externalId`,
    /// `groups`, `meta` nor what Muster says itself is here.
    pub attributes: Map<String, Value>,
}

impl Profile {
    /// The address a new person signs in with: the primary email, else the first of type work,
    /// else the first, else a user name that is an address (decision 23 of the house).
    pub fn sign_in_address(&self) -> Option<Address> {
        let emails = self.emails();
        let is_work = |email: &&Value| {
            email
                .get("type")
                .and_then(Value::as_str)
                .is_some_and(|t| fold(t) == "work")
        };
        let is_primary = |email: &&Value| email.get("primary") == Some(&Value::Bool(true));
        let chosen = emails
            .iter()
            .find(is_primary)
            .or_else(|| emails.iter().find(is_work))
            .or_else(|| emails.first());
        match chosen
            .and_then(|email| email.get("value"))
            .and_then(Value::as_str)
        {
            Some(value) => Address::parse(value).ok(),
            None => Address::parse(self.user_name.as_str()).ok(),
        }
    }

    /// The emails as they were sent, valid or not.
    pub fn emails(&self) -> &[Value] {
        self.attributes
            .get("emails")
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// A single attribute that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).and_then(Value::as_str)
    }

    /// What a mail or a list calls the person.
    pub fn shown_name(&self) -> String {
        let part = |key| {
            self.attributes
                .get("name")
                .and_then(|name| name.get(key))
                .and_then(Value::as_str)
        };
        let whole = match (part("givenName"), part("familyName")) {
            (Some(given), Some(family)) => Some(format!("{given} {family}")),
            _ => None,
        };
        self.text("displayName")
            .map(str::to_owned)
            .or_else(|| part("formatted").map(str::to_owned))
            .or(whole)
            .unwrap_or_else(|| self.user_name.as_str().to_owned())
    }

    /// The paths that differ from an older profile, each with its old value (null when it had none).
    ///
    /// Paths are SCIM paths: an attribute, or `name.givenName` within a complex attribute, or
    /// `urn:…:User:department` within an extension. Multi-valued attributes are one path each.
    pub fn previous(&self, older: &Self) -> Map<String, Value> {
        let mut previous = Map::new();
        if self.user_name != older.user_name {
            previous.insert(
                "userName".to_owned(),
                Value::String(older.user_name.as_str().to_owned()),
            );
        }
        changed_paths(&older.attributes, &self.attributes, &mut previous);
        previous.retain(|path, _| !is_access(path));
        previous
    }
}

/// Access is told of by its own event, once it is compiled.
fn is_access(path: &str) -> bool {
    path.strip_prefix(EXTENSION)
        .and_then(|rest| rest.strip_prefix(':'))
        .is_some_and(gives_access)
}

/// The paths that differ between two sets of attributes, each with its old value.
pub(crate) fn changed_paths(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    out: &mut Map<String, Value>,
) {
    compare(old, new, "", out);
}

fn compare(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    prefix: &str,
    out: &mut Map<String, Value>,
) {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let (was, is) = (old.get(name), new.get(name));
        if was == is {
            continue;
        }
        let path = format!("{prefix}{name}");
        let empty = Map::new();
        match (was, is) {
            (Some(Value::Object(was)), Some(Value::Object(is))) => {
                compare(was, is, &within(prefix, &path), out);
            }
            (Some(Value::Object(was)), None) => compare(was, &empty, &within(prefix, &path), out),
            (None, Some(Value::Object(is))) => compare(&empty, is, &within(prefix, &path), out),
            _ => {
                out.insert(path, was.cloned().unwrap_or(Value::Null));
            }
        }
    }
}

/// An extension's attributes follow its URN after a colon, sub-attributes a dot (RFC 7644 3.10).
fn within(prefix: &str, path: &str) -> String {
    let is_extension = prefix.is_empty() && path.starts_with("urn:");
    format!("{path}{}", if is_extension { ':' } else { '.' })
}
