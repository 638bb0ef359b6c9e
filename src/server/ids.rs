//! The source of identifiers.

use muster_model::ids::Ids;
use uuid::Uuid;

/// Makes `UUIDv7`s: within a process, later ones sort after earlier ones.
#[derive(Debug)]
pub struct TimeOrderedIds;

impl Ids for TimeOrderedIds {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the source of ids that Ctx carries"
    )]
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}

#[cfg(test)]
mod tests {
    use super::TimeOrderedIds;
    use muster_model::ids::Ids as _;

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let ids: Vec<_> = (0..10_000).map(|_| TimeOrderedIds.next()).collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
    }
}
