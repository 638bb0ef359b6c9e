//! Filters over groups: `g` is the group's row.

use super::attributes::{home_of, schemas};
use super::column::{Choice, Column};
use super::condition::Condition;
use super::shape::{Asked, Elements, Home, Reading, Shape, names};
use super::term::Term;
use super::text::Text;
use crate::attributes::OF_GROUPS;
use muster_scim::filter::{Filter, Op};
use muster_scim::schema::{CORE_GROUP, MUSTER_GROUP, Resolved, ResourceType};

/// What a filter over Groups means for rows of groups.
pub fn groups_filter(filter: Option<&Filter>, kind: &ResourceType) -> Condition {
    Reading {
        kind,
        shape: &Groups,
    }
    .read(filter)
}

struct Groups;

impl Shape for Groups {
    fn home(&self, name: &Resolved<'_>) -> Option<Home> {
        match column(name) {
            Some(column) => Some(Home::Here(column)),
            None => home_of(&OF_GROUPS, name),
        }
    }

    fn elements(&self, name: &Resolved<'_>) -> Option<&dyn Elements> {
        let of_members = name.extension.is_none() && name.attribute.name == "members";
        of_members.then_some(&Members)
    }

    /// Every group has the core schema, and ours where the connection is told of it; some have more.
    fn special(&self, asked: &Asked<'_>) -> Option<Condition> {
        let is_ours = asked.kind.extension(MUSTER_GROUP).is_some();
        let of_all: &[&str] = if is_ours {
            &[CORE_GROUP, MUSTER_GROUP]
        } else {
            &[CORE_GROUP]
        };
        asked
            .is_of_schemas()
            .then(|| schemas(&OF_GROUPS, asked, of_all))
    }
}

/// The column of an attribute, or of a part of one.
pub(crate) fn column(name: &Resolved<'_>) -> Option<Column> {
    if name.extension == Some(MUSTER_GROUP) && name.attribute.name == "kind" {
        let kinds = ["directory", "role", "workspace", "fleet"].into_iter();
        let choice = |kind| Choice::new(kind, format!("g.kind = '{kind}'"));
        return Some(Column::Choice(kinds.map(choice).collect()));
    }
    if name.extension.is_some() {
        return None;
    }
    Some(match name.canonical().as_str() {
        "displayName" => Column::Text(Text::whole("g.name_key")),
        "externalId" => Column::Text(Text::whole("g.external_id")),
        "id" => Column::Id("g.id".to_owned()),
        "schemas" => Column::constant(CORE_GROUP),
        "meta.resourceType" => Column::constant("Group"),
        "meta.created" => Column::Moment("g.created_at".to_owned()),
        "meta.lastModified" => Column::Moment("g.updated_at".to_owned()),
        "meta.version" => Column::Version("g.version".to_owned()),
        "meta.location" => Column::Location("g.id".to_owned()),
        _ => return None,
    })
}

/// A group's members, one row each: `m` is the member's row.
struct Members;

impl Elements for Members {
    fn column(&self, name: &str) -> Option<Column> {
        Some(match name {
            "value" => Column::Id("m.member_id".to_owned()),
            "$ref" => Column::Location("m.member_id".to_owned()),
            "type" => Column::Choice(vec![
                Choice::new("User", "m.member_kind = 'user'"),
                Choice::new("Group", "m.member_kind = 'group'"),
            ]),
            "display" => Column::Text(Text::plain("COALESCE(mp.user_name_key, mg.name_key)")),
            _ => return None,
        })
    }

    /// Who asks for one member starts there; who asks for more starts at the groups of the
    /// connection.
    fn around(&self, filter: &Filter) -> Term {
        let by_name = names(filter)
            .iter()
            .any(|name| name.eq_ignore_ascii_case("display"));
        let mut from = "membership m".to_owned();
        if by_name {
            from.push_str(
                " LEFT JOIN person mp ON mp.id = m.member_id \
                 LEFT JOIN directory_group mg ON mg.id = m.member_id",
            );
        }
        let sql = if asks_for_one(filter) {
            format!("g.id IN (SELECT m.group_id FROM {from} WHERE {{}})")
        } else {
            format!("EXISTS (SELECT 1 FROM {from} WHERE m.group_id = g.id AND {{}})")
        };
        Term::new(sql, Vec::new())
    }
}

fn asks_for_one(filter: &Filter) -> bool {
    match filter {
        Filter::And(parts) => parts.iter().any(asks_for_one),
        Filter::Or(parts) => parts.iter().all(asks_for_one),
        Filter::Compare { path, op, .. } => {
            *op == Op::Eq && matches!(path.attr.to_ascii_lowercase().as_str(), "value" | "$ref")
        }
        Filter::Not(_) | Filter::Present(_) | Filter::ValuePath { .. } => false,
    }
}
