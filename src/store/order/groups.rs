//! In which order groups stand: `g` is the group's row.

use super::by::by_column;
use super::{Order, SortKey};
use crate::filter::group_column;
use muster_scim::schema::ResourceType;
use muster_scim::sort::SortBy;

/// The order of Groups that a sort means, when the database can sort by it; unsorted is by id.
pub fn groups_order(sort: Option<&SortBy>, kind: &ResourceType) -> Option<Order> {
    let Some(sort) = sort else {
        return Some(Order::by_id());
    };
    let name = kind.resolve(&sort.path).ok()?;
    let key = match name.canonical().as_str() {
        "displayName" => SortKey::name("g.name_key"),
        "meta.created" => SortKey::number("g.created_at"),
        "meta.lastModified" => SortKey::number("g.updated_at"),
        _ => return by_column(group_column(&name)?, sort.descending),
    };
    Some(Order::by(key, sort.descending))
}
