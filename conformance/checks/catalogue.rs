//! Every topic, in the order in which they run.

use super::{
    auth, bulk, bulk_limits, bulk_refs, config, content, create, cursor, cursor_refused,
    cursor_walk, delete, discovery, errors, etag, etag_more, events, filter, filter_refused,
    filter_types, group_members, groups, groups_more, me, meta, methods, model, paging, patch_add,
    patch_paths, patch_primary, patch_refused, patch_remove, patch_replace, patch_shape,
    projection, projection_writes, read, replace, replace_more, robust, root, schema_returned,
    schema_shape, schema_truth, schemas_rule, search, sort, sort_more, types,
};
use crate::check::{Check, Known};
use crate::lab::Lab;
use crate::report::Entry;
use crate::run::{Wanted, table};

/// What a reader thinks of as one thing, and the tables that try it.
struct Area {
    name: &'static str,
    topics: &'static [&'static [Check<Lab>]],
}

const fn area(name: &'static str, topics: &'static [&'static [Check<Lab>]]) -> Area {
    Area { name, topics }
}

const AREAS: &[Area] = &[
    area(
        "Discovery",
        &[discovery::CHECKS, config::CHECKS, schema_shape::CHECKS],
    ),
    area("Authentication", &[auth::CHECKS, me::CHECKS]),
    area(
        "Media types and methods",
        &[content::CHECKS, methods::CHECKS],
    ),
    area("Errors", &[errors::CHECKS]),
    area("Creating", &[create::CHECKS]),
    area(
        "Resource model",
        &[
            model::CHECKS,
            schemas_rule::CHECKS,
            meta::CHECKS,
            types::CHECKS,
        ],
    ),
    area(
        "Schemas kept to",
        &[schema_truth::CHECKS, schema_returned::CHECKS],
    ),
    area("Reading", &[read::CHECKS]),
    area(
        "Projection",
        &[projection::CHECKS, projection_writes::CHECKS],
    ),
    area(
        "Filters",
        &[filter::CHECKS, filter_types::CHECKS, filter_refused::CHECKS],
    ),
    area("Paging", &[paging::CHECKS]),
    area(
        "Cursors",
        &[cursor::CHECKS, cursor_walk::CHECKS, cursor_refused::CHECKS],
    ),
    area("Sorting", &[sort::CHECKS, sort_more::CHECKS]),
    area(
        "Searching by POST and at the root",
        &[search::CHECKS, root::CHECKS],
    ),
    area("Replacing (PUT)", &[replace::CHECKS, replace_more::CHECKS]),
    area(
        "PATCH",
        &[
            patch_shape::CHECKS,
            patch_add::CHECKS,
            patch_remove::CHECKS,
            patch_replace::CHECKS,
            patch_paths::CHECKS,
            patch_primary::CHECKS,
            patch_refused::CHECKS,
        ],
    ),
    area("Versions", &[etag::CHECKS, etag_more::CHECKS]),
    area("Deleting", &[delete::CHECKS]),
    area(
        "Groups",
        &[groups::CHECKS, groups_more::CHECKS, group_members::CHECKS],
    ),
    area(
        "Bulk",
        &[bulk::CHECKS, bulk_refs::CHECKS, bulk_limits::CHECKS],
    ),
    area("Security events", &[events::CHECKS]),
    area("Robustness", &[robust::CHECKS]),
];

/// Every check.
pub(super) fn all() -> impl Iterator<Item = &'static Check<Lab>> {
    let topics = AREAS.iter().flat_map(|area| area.topics.iter());
    topics.flat_map(|topic| topic.iter())
}

/// What `--list` tells of every check.
pub(crate) fn index() -> impl Iterator<Item = Known> {
    all().map(Check::known)
}

/// Runs the wanted checks.
pub(crate) async fn run(lab: &mut Lab, wanted: Wanted<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for area in AREAS {
        for topic in area.topics {
            entries.extend(table(area.name, topic, lab, wanted).await);
        }
    }
    entries
}
