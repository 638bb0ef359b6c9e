//! Sorting by an attribute of an extension.

use super::SortKey;
use crate::attributes::Attributes;
use crate::filter::{Column, Term, attribute_column};
use muster_scim::schema::Resolved;

/// An attribute of an extension; of many values the first counts.
pub(super) fn attribute(of: &Attributes, name: &Resolved<'_>) -> Option<SortKey> {
    name.extension?;
    let column = match attribute_column(name)? {
        Column::Text(text) => text.column,
        Column::Cased { exact, folded } => {
            format!("CASE WHEN {} IS NOT NULL THEN {exact} END", folded.column)
        }
        Column::Rank(rank) => rank,
        _ => return None,
    };
    let Attributes { table, owner, id } = of;
    let sql = format!(
        "(SELECT {column} FROM {table} a \
         WHERE a.{owner} = {id} AND a.path = ? AND a.position = 0)"
    );
    let path = name.canonical();
    Some(SortKey::some_text(Term::new(sql, vec![path.into()])))
}
