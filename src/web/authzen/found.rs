//! What a search found, as AuthZEN has it.

use muster_app::decide::FoundPage as Found;
use serde::Serialize;

/// A page of subjects. One may have few results, or none, and yet a next one.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct FoundSubjects {
    /// The subjects.
    pub(super) results: Vec<FoundNamed>,
    pub(super) page: FoundPage,
}

/// A page of resources.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct FoundResources {
    /// The resources.
    pub(super) results: Vec<FoundNamed>,
    pub(super) page: FoundPage,
}

/// A page of actions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct FoundActions {
    /// The actions.
    pub(super) results: Vec<FoundAction>,
    pub(super) page: FoundPage,
}

/// A subject or a resource that was found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct FoundNamed {
    /// The type that was asked for.
    r#type: String,
    /// By what an evaluation calls it.
    id: String,
}

/// An action that was found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct FoundAction {
    /// By what an evaluation calls it.
    name: String,
}

/// Where the page stands.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct FoundPage {
    /// The `page.token` of the next page; empty when this is the last one.
    next_token: String,
    /// How many results this page has.
    count: usize,
}

impl FoundPage {
    pub(super) fn of(found: &Found) -> Self {
        Self {
            next_token: found.next.clone().unwrap_or_default(),
            count: found.results.len(),
        }
    }
}

impl FoundNamed {
    pub(super) fn all(kind: &str, ids: Vec<String>) -> Vec<Self> {
        let named = |id| Self {
            r#type: kind.to_owned(),
            id,
        };
        ids.into_iter().map(named).collect()
    }
}

impl FoundAction {
    pub(super) fn all(names: Vec<String>) -> Vec<Self> {
        names.into_iter().map(|name| Self { name }).collect()
    }
}
