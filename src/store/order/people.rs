//! In which order people stand: `p` is the person's row, `l` the link of the connection that asks.

use super::{Order, SortKey};
use crate::filter::Term;
use muster_scim::schema::ResourceType;
use muster_scim::sort::SortBy;

/// The `employeeNumber` of RFC 7643 4.3.
const EMPLOYEE_NUMBER: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber";

/// When the person last signed in.
const LAST_LOGIN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User:lastLogin";

/// The order of Users that a sort means, when the database can sort by it; unsorted is by id.
pub fn people_order(sort: Option<&SortBy>, kind: &ResourceType) -> Option<Order> {
    let Some(sort) = sort else {
        return Some(Order::by_id());
    };
    let column = |sql| Term::new(sql, Vec::new());
    let key = match sort.path.canonical(kind)?.as_str() {
        "id" => return Some(Order::by_id_in(sort.descending)),
        "userName" => SortKey::text("p.user_name_key"),
        "displayName" => SortKey::some_text(column("p.display_name_key")),
        EMPLOYEE_NUMBER => SortKey::some_text(column("p.employee_number_key")),
        "externalId" => SortKey::some_text(column("l.external_id")),
        "meta.created" => SortKey::number("p.created_at"),
        "meta.lastModified" => SortKey::number("p.updated_at"),
        LAST_LOGIN => SortKey::some_number("p.last_login"),
        _ => return None,
    };
    Some(Order::by(key, sort.descending))
}
