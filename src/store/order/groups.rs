//! In which order groups stand: `g` is the group's row.

use super::{Order, SortKey};
use crate::filter::Term;
use muster_scim::schema::ResourceType;
use muster_scim::sort::SortBy;

/// The order of Groups that a sort means, when the database can sort by it; unsorted is by id.
pub fn groups_order(sort: Option<&SortBy>, kind: &ResourceType) -> Option<Order> {
    let Some(sort) = sort else {
        return Some(Order::by_id());
    };
    let key = match sort.path.canonical(kind)?.as_str() {
        "id" => return Some(Order::by_id_in(sort.descending)),
        "displayName" => SortKey::text("g.name_key"),
        "externalId" => SortKey::some_text(Term::new("g.external_id", Vec::new())),
        "meta.created" => SortKey::number("g.created_at"),
        "meta.lastModified" => SortKey::number("g.updated_at"),
        _ => return None,
    };
    Some(Order::by(key, sort.descending))
}
