//! One page of what was found by looking at each.

use muster_scim::paging::Page;

/// The part of a list that the page asks for.
pub(super) fn slice<T>(all: Vec<T>, page: Page) -> Vec<T> {
    let offset = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let count = usize::try_from(page.count).unwrap_or(usize::MAX);
    all.into_iter().skip(offset).take(count).collect()
}
