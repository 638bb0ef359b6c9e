//! Every topic, in the order in which they run.

use super::{
    auth, content, create, delete, discovery, errors, etag, filter, filter_refused, group_members,
    groups, paging, patch_add, patch_refused, patch_remove, patch_replace, projection, read,
    replace, search, sort,
};
use crate::check::Check;
use crate::lab::Lab;
use crate::report::Entry;
use crate::run::{Wanted, table};

const TOPICS: &[&[Check<Lab>]] = &[
    discovery::CHECKS,
    auth::CHECKS,
    content::CHECKS,
    errors::CHECKS,
    create::CHECKS,
    read::CHECKS,
    projection::CHECKS,
    filter::CHECKS,
    filter_refused::CHECKS,
    paging::CHECKS,
    sort::CHECKS,
    search::CHECKS,
    replace::CHECKS,
    patch_add::CHECKS,
    patch_remove::CHECKS,
    patch_replace::CHECKS,
    patch_refused::CHECKS,
    etag::CHECKS,
    delete::CHECKS,
    groups::CHECKS,
    group_members::CHECKS,
];

/// The id, section and demand of every check.
pub(crate) fn index() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let all = TOPICS.iter().flat_map(|topic| topic.iter());
    all.map(|check| (check.id, check.section, check.demand))
}

/// Runs the wanted checks.
pub(crate) async fn run(lab: &mut Lab, wanted: Wanted<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for topic in TOPICS {
        entries.extend(table(topic, lab, wanted).await);
    }
    entries
}
