//! A resource while it is being written.
//!
//! A POST body is an `add` without a path to an empty resource, a PATCH a list of operations on a
//! stored one: both end here, so both follow the same rules.

mod body;
mod elements;
mod old_urns;
mod parts;
mod resource;
mod select;
mod whole;

pub(crate) use old_urns::todays;
pub(crate) use resource::{Draft, Reach};

use serde_json::{Map, Value};

use crate::schema::{Attribute, Resolved};

/// The attribute that an operation is about, with its full name for messages.
pub(crate) struct Target<'a> {
    pub(crate) attribute: &'a Attribute,
    pub(crate) name: String,
}

impl<'a> Target<'a> {
    pub(crate) fn of(resolved: &Resolved<'a>) -> Self {
        let whole = Resolved {
            sub: None,
            ..*resolved
        };
        Self {
            attribute: resolved.attribute,
            name: whole.canonical(),
        }
    }

    fn sub(&self, sub: &'a Attribute) -> Self {
        Self {
            attribute: sub,
            name: format!("{}.{}", self.name, sub.name),
        }
    }

    fn key(&self) -> &str {
        &self.attribute.name
    }
}

/// The members of one object of a resource.
type Home = Map<String, Value>;
