//! The questions of the searches.

use super::parts::{AskedAction, AskedResource, AskedSubject, ResourceKind, SubjectKind};
use serde_json::Value;
use std::collections::BTreeMap;

/// Who may do this with the resource?
#[derive(utoipa::ToSchema)]
pub(in crate::authzen) struct SubjectSearch {
    subject: SubjectKind,
    action: AskedAction,
    resource: AskedResource,
    /// Taken and not looked at.
    #[schema(value_type = Option<Object>)]
    context: Option<BTreeMap<String, Value>>,
    page: Option<PageWanted>,
}

/// With which resources of a type may the subject do this?
#[derive(utoipa::ToSchema)]
pub(in crate::authzen) struct ResourceSearch {
    subject: AskedSubject,
    action: AskedAction,
    resource: ResourceKind,
    /// Taken and not looked at.
    #[schema(value_type = Option<Object>)]
    context: Option<BTreeMap<String, Value>>,
    page: Option<PageWanted>,
}

/// What may the subject do with the resource?
#[derive(utoipa::ToSchema)]
pub(in crate::authzen) struct ActionSearch {
    subject: AskedSubject,
    resource: AskedResource,
    /// Taken and not looked at.
    #[schema(value_type = Option<Object>)]
    context: Option<BTreeMap<String, Value>>,
    page: Option<PageWanted>,
}

/// Which page of the results.
#[derive(utoipa::ToSchema)]
struct PageWanted {
    /// The `next_token` of the page before, as it is; none or an empty one for the first page.
    token: Option<String>,
    /// How many results at most: 100 unless said; more than 1,000 is answered with 1,000.
    #[schema(minimum = 1)]
    limit: Option<u64>,
}
