//! The attributes of extensions, of people and of groups: `a` is a row of their table.

use super::column::Column;
use super::condition::Condition;
use super::shape::{Asked, Home};
use super::term::Term;
use super::text::{Text, beyond};
use crate::attributes::Attributes;
use muster_scim::filter::counts_case;
use muster_scim::schema::{Kind, Resolved};

/// Where an attribute of an extension stands, or a part of one that is complex.
pub(super) fn home_of(of: &Attributes, name: &Resolved<'_>) -> Option<Home> {
    name.extension?;
    let many = name.attribute.multi_valued;
    if many && name.attribute.kind == Kind::Complex {
        return None;
    }
    let column = column(name)?;
    let around = format!(
        "{} WHERE a.account_id = $2 AND a.path = ? AND {{}})",
        having(of)
    );
    Some(Home::Beside {
        around: Term::new(around, vec![name.canonical().into()]),
        column,
        present: "a.exact IS NOT NULL",
        many,
    })
}

/// How the values of an attribute of an extension are kept.
pub(crate) fn column(name: &Resolved<'_>) -> Option<Column> {
    let attribute = name.sub.unwrap_or(name.attribute);
    Some(match attribute.kind {
        Kind::Complex => return None,
        Kind::Boolean | Kind::Integer | Kind::Decimal | Kind::DateTime => {
            Column::Rank("a.rank".to_owned())
        }
        Kind::String | Kind::Reference | Kind::Binary if counts_case(attribute) => Column::Cased {
            exact: "a.exact".to_owned(),
            folded: Text::by_head("a.key"),
        },
        Kind::String | Kind::Reference | Kind::Binary => Column::Text(Text::by_head("a.key")),
    })
}

/// The resources that have a schema that is asked for; `of_all` are the schemas of every one.
pub(super) fn schemas(of: &Attributes, asked: &Asked<'_>, of_all: &[&str]) -> Condition {
    if of_all.iter().any(|urn| asked.means(urn)) {
        return Condition::everything();
    }
    let urns = asked.kind.extensions.iter().map(|known| &known.schema.urn);
    let meant = urns.filter(|urn| asked.means(urn));
    Condition::any(meant.map(|urn| extension_named(of, urn)).collect())
}

/// The resources that have something under this URN: it stands alone, or a colon and a name follow.
fn extension_named(of: &Attributes, urn: &str) -> Condition {
    let start = format!("{urn}:");
    let end = beyond(&start).unwrap_or_default();
    // The name of an attribute has no colon, but the URN of another extension may begin with this.
    let name = format!("substr(a.path, {})", start.chars().count() + 1);
    let around = format!(
        "{} WHERE a.account_id = $2 \
         AND (a.path = ? OR (a.path >= ? AND a.path < ? AND replace({name}, ':', '') = {name})))",
        having(of)
    );
    let values = vec![urn.into(), start.into(), end.into()];
    Condition::term(Term::new(around, values))
}

fn having(of: &Attributes) -> String {
    let Attributes { table, owner, id } = of;
    format!("{id} IN (SELECT a.{owner} FROM {table} a")
}
