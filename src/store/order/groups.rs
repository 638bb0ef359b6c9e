//! In which order groups stand: `g` is the group's row.

use super::attribute::attribute;
use super::by::by_column;
use super::{Order, SortKey};
use crate::attributes::OF_GROUPS;
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
        _ => match group_column(&name) {
            Some(column) => return by_column(column, sort.descending),
            None => attribute(&OF_GROUPS, &name)?,
        },
    };
    Some(Order::by(key, sort.descending))
}
