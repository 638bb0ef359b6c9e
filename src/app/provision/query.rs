//! The question of a list (RFC 7644 3.4.2), read and checked.

use super::Caller;
use muster_scim::error::Error as ScimError;
use muster_scim::filter::Filter;
use muster_scim::paging::Page;
use muster_scim::projection::Selection;
use muster_scim::schema::ResourceType;
use muster_scim::sort::SortBy;

/// The parameters of a list as a client sent them.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// `filter`.
    pub filter: Option<String>,
    /// `sortBy`.
    pub sort_by: Option<String>,
    /// `sortOrder`.
    pub sort_order: Option<String>,
    /// `startIndex`.
    pub start_index: Option<String>,
    /// `count`.
    pub count: Option<String>,
    /// `attributes`.
    pub attributes: Option<String>,
    /// `excludedAttributes`.
    pub excluded_attributes: Option<String>,
}

/// The question of a list.
#[derive(Clone, Debug)]
pub struct Query {
    /// Which resources.
    pub filter: Option<Filter>,
    /// In which order; by id when none is asked for.
    pub sort: Option<SortBy>,
    /// Which part of them.
    pub page: Page,
    /// Which attributes of each.
    pub selection: Selection,
}

impl Query {
    /// Reads the parameters; what cannot be understood is refused, never left out.
    pub fn read(
        parameters: &Parameters,
        kind: &ResourceType,
        caller: &Caller,
    ) -> Result<Self, ScimError> {
        let filter = parameters
            .filter
            .as_deref()
            .map(Filter::parse)
            .transpose()?;
        if let Some(filter) = &filter {
            filter.check(kind, caller.switches())?;
        }
        Ok(Self {
            filter,
            sort: SortBy::parse(
                kind,
                parameters.sort_by.as_deref(),
                parameters.sort_order.as_deref(),
            )?,
            page: Page::parse(
                parameters.start_index.as_deref(),
                parameters.count.as_deref(),
            )?,
            selection: Selection::parse(
                parameters.attributes.as_deref(),
                parameters.excluded_attributes.as_deref(),
            )?,
        })
    }
}
