//! In which order people stand: `p` is the person's row, `l` the link of the connection that asks.

use super::attribute::attribute;
use super::by::{by_column, rank_of};
use super::{Order, SortKey};
use crate::attributes::OF_PEOPLE;
use crate::filter::{READS_ACTIVE, Term, person_column};
use muster_scim::schema::ResourceType;
use muster_scim::sort::SortBy;

/// The order of Users that a sort means, when the database can sort by it; unsorted is by id.
pub fn people_order(sort: Option<&SortBy>, kind: &ResourceType) -> Option<Order> {
    let Some(sort) = sort else {
        return Some(Order::by_id());
    };
    let mut name = kind.resolve(&sort.path).ok()?;
    if name.sub.is_none() {
        name.sub = name.attribute.sub("value");
    }
    let key = match name.canonical().as_str() {
        "userName" => SortKey::name("p.user_name_key"),
        "active" => SortKey::text(&rank_of(READS_ACTIVE)),
        "meta.created" => SortKey::number("p.created_at"),
        "meta.lastModified" => SortKey::number("p.updated_at"),
        path if path.starts_with("emails.") => email(name.sub?.name.as_ref())?,
        _ => match person_column(&name) {
            Some(column) => return by_column(column, sort.descending),
            None => attribute(&OF_PEOPLE, &name)?,
        },
    };
    Some(Order::by(key, sort.descending))
}

/// RFC 7644 3.4.2.3: of many values the primary one counts, or else the first.
fn email(part: &str) -> Option<SortKey> {
    let column = match part {
        "value" => "e.value_key".to_owned(),
        "type" => "e.kind".to_owned(),
        "display" => "e.display_key".to_owned(),
        "primary" => rank_of("e.said_primary"),
        _ => return None,
    };
    let sql = format!(
        "(SELECT {column} FROM person_email e WHERE e.person_id = p.id \
         ORDER BY e.is_primary DESC, e.position LIMIT 1)"
    );
    Some(SortKey::some_text(Term::new(sql, Vec::new())))
}
