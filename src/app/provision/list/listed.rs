//! What is listed.

use crate::provision::Caller;
use muster_scim::filter::{Filter, Literal, Op};
use muster_scim::path::AttrPath;
use muster_scim::schema::ResourceType;

/// An endpoint that answers queries (RFC 7644 3.4.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// `/Users`.
    Users,
    /// `/Groups`.
    Groups,
    /// `/`: every resource of every type.
    Root,
    /// `/Users/{id}`, asked with a filter.
    User(String),
    /// `/Groups/{id}`, asked with a filter.
    Group(String),
}

/// A kind of resource; a list that nobody sorts shows them in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// People.
    User,
    /// Groups.
    Group,
}

impl Kind {
    /// Every kind.
    pub(super) const ALL: [Self; 2] = [Self::User, Self::Group];

    /// The schema of the kind, as the account has it.
    pub(super) fn resource_type(self, caller: &Caller) -> &ResourceType {
        match self {
            Self::User => caller.user_type(),
            Self::Group => caller.group_type(),
        }
    }
}

impl Listed {
    /// Which kinds it lists.
    pub(super) fn kinds(&self) -> &'static [Kind] {
        match self {
            Self::Users | Self::User(_) => &[Kind::User],
            Self::Groups | Self::Group(_) => &[Kind::Group],
            Self::Root => &Kind::ALL,
        }
    }

    /// The path, by which a cursor knows where it was given.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Users => "/Users".to_owned(),
            Self::Groups => "/Groups".to_owned(),
            Self::Root => "/".to_owned(),
            Self::User(id) => format!("/Users/{id}"),
            Self::Group(id) => format!("/Groups/{id}"),
        }
    }

    /// What is asked of the resources there: the filter, and at a single resource its id.
    pub(super) fn filter(&self, filter: Option<Filter>) -> Option<Filter> {
        let (Self::User(id) | Self::Group(id)) = self else {
            return filter;
        };
        let only = Filter::Compare {
            path: AttrPath::new("id", None),
            op: Op::Eq,
            value: Literal::String(id.clone()),
        };
        Some(match filter {
            Some(filter) => Filter::And(vec![only, filter]),
            None => only,
        })
    }
}
