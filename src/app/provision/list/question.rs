//! The question of a list, read and checked, and taken apart by kind of resource.

use super::listed::{Kind, Listed};
use crate::provision::Caller;
use muster_scim::error::Error as ScimError;
use muster_scim::filter::{Filter, Narrowed, check_any};
use muster_scim::fold::fold;
use muster_scim::paging::Paging;
use muster_scim::projection::Selection;
use muster_scim::schema::ResourceType;
use muster_scim::search::Parameters;
use muster_scim::sort::SortBy;
use muster_store::{Condition, Order, groups_filter, groups_order, people_filter, people_order};

/// The question of a list.
pub(super) struct Question<'a> {
    /// What is asked of each kind of resource; a kind of which nothing can match has no part in it.
    pub(super) parts: Vec<Part<'a>>,
    /// In which order; by kind and id when none is asked for.
    pub(super) sort: Option<SortBy>,
    /// Which part of them.
    pub(super) paging: Paging,
    /// Which attributes of each.
    pub(super) selection: Selection,
    /// The question in words, the connection among them: what a cursor belongs to.
    pub(super) about: String,
}

/// What is asked of one kind of resource.
pub(super) struct Part<'a> {
    /// The kind.
    pub(super) kind: Kind,
    /// Its schema.
    pub(super) resource_type: &'a ResourceType,
    /// Which resources.
    pub(super) filter: Option<Filter>,
    /// The same for rows, as far as the database can tell.
    pub(super) condition: Condition,
    /// In which order, when the database can sort by it.
    pub(super) order: Option<Order>,
}

impl<'a> Question<'a> {
    /// Reads the parameters; what cannot be understood is refused, never left out.
    pub(super) fn read(
        listed: &Listed,
        parameters: &Parameters,
        caller: &'a Caller,
    ) -> Result<Self, ScimError> {
        let known = listed.kinds().iter();
        let known: Vec<_> = known
            .map(|kind| (*kind, kind.resource_type(caller)))
            .collect();
        let types: Vec<&ResourceType> = known.iter().map(|(_, known)| *known).collect();
        let filter = parameters.filter.as_deref().map(Filter::parse);
        let filter = filter.transpose()?;
        if let Some(filter) = &filter {
            check_any(filter, &types, caller.switches())?;
        }
        let sort = sort(parameters, &types)?;
        let about = about(listed, parameters, filter.as_ref(), caller);
        let filter = listed.filter(filter);
        let parts = known.into_iter();
        let parts = parts.filter_map(|(kind, resource_type)| {
            Part::of(kind, resource_type, filter.as_ref(), sort.as_ref())
        });
        Ok(Self {
            parts: parts.collect(),
            sort,
            paging: Paging::parse(
                parameters.start_index.as_deref(),
                parameters.count.as_deref(),
                parameters.cursor.as_deref(),
            )?,
            selection: Selection::parse(
                parameters.attributes.as_deref(),
                parameters.excluded_attributes.as_deref(),
            )?,
            about,
        })
    }

    /// Whether the database can answer it all: which resources, and in which order. It sorts one
    /// kind at a time, so that kinds which are sorted together are sorted in memory.
    pub(super) fn is_indexed(&self) -> bool {
        let one_by_one = self.sort.is_none() || self.parts.len() < 2;
        let served = |part: &Part<'_>| part.condition.exact && part.order.is_some();
        one_by_one && self.parts.iter().all(served)
    }

    /// Whether a walk can look at the resources in the order of the list, each once, and stop where
    /// its page is full: only a walk by cursor need not know the total, and only an index gives the
    /// rows in order without sorting them all for every chunk.
    pub(super) fn is_walked(&self) -> bool {
        let one_by_one = self.sort.is_none() || self.parts.len() < 2;
        let in_order = |part: &Part<'_>| part.order.as_ref().is_some_and(Order::is_indexed);
        let by_cursor = matches!(self.paging, Paging::Cursor { .. });
        by_cursor && one_by_one && self.parts.iter().all(in_order)
    }
}

impl<'a> Part<'a> {
    fn of(
        kind: Kind,
        resource_type: &'a ResourceType,
        filter: Option<&Filter>,
        sort: Option<&SortBy>,
    ) -> Option<Self> {
        let filter = match filter.map(|filter| filter.narrow(resource_type)) {
            Some(Narrowed::None) => return None,
            None | Some(Narrowed::All) => None,
            Some(Narrowed::Some(filter)) => Some(filter),
        };
        let wanted = filter.as_ref();
        let (condition, order) = match kind {
            Kind::User => (
                people_filter(wanted, resource_type),
                people_order(sort, resource_type),
            ),
            Kind::Group => (
                groups_filter(wanted, resource_type),
                groups_order(sort, resource_type),
            ),
        };
        Some(Self {
            kind,
            resource_type,
            filter,
            condition,
            order,
        })
    }
}

/// RFC 7644 3.4.2.3: what no type knows cannot be sorted by; a type that does not know it has no
/// value there.
fn sort(parameters: &Parameters, types: &[&ResourceType]) -> Result<Option<SortBy>, ScimError> {
    let (by, order) = (
        parameters.sort_by.as_deref(),
        parameters.sort_order.as_deref(),
    );
    let mut read = types.iter().map(|kind| SortBy::parse(kind, by, order));
    let first = read.next().unwrap_or(Ok(None));
    read.fold(first, Result::or)
}

/// RFC 9865 2: every page is asked for with the same parameters. Names of attributes may change
/// their case, as they do in the example there.
fn about(
    listed: &Listed,
    parameters: &Parameters,
    filter: Option<&Filter>,
    caller: &Caller,
) -> String {
    let folded = |text: &Option<String>| text.as_deref().map(fold);
    let words = serde_json::json!([
        caller.id(),
        listed.path(),
        filter.map(|filter| filter.folded().to_string()),
        folded(&parameters.sort_by),
        folded(&parameters.sort_order),
        folded(&parameters.attributes),
        folded(&parameters.excluded_attributes),
    ]);
    words.to_string()
}
