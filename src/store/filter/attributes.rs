//! The attributes of extensions: `a` is a row of `person_attribute`.

use super::column::Column;
use super::condition::Condition;
use super::shape::Home;
use super::term::Term;
use super::text::{Text, beyond};
use muster_scim::filter::counts_case;
use muster_scim::schema::{Kind, Resolved};

/// Where an attribute of an extension stands, or a part of one that is complex.
pub(super) fn home_of(name: &Resolved<'_>) -> Option<Home> {
    name.extension?;
    let many = name.attribute.multi_valued;
    if many && name.attribute.kind == Kind::Complex {
        return None;
    }
    let column = column(name)?;
    let around = Term::new(
        "p.id IN (SELECT a.person_id FROM person_attribute a \
         WHERE a.account_id = $2 AND a.path = ? AND {})",
        vec![name.canonical().into()],
    );
    Some(Home::Beside {
        around,
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

/// The people who have something under this URN: it stands alone, or a colon and a name follow.
pub(super) fn extension_named(urn: &str) -> Condition {
    let start = format!("{urn}:");
    let end = beyond(&start).unwrap_or_default();
    // The name of an attribute has no colon, but the URN of another extension may begin with this.
    let name = format!("substr(a.path, {})", start.chars().count() + 1);
    let around = format!(
        "p.id IN (SELECT a.person_id FROM person_attribute a WHERE a.account_id = $2 \
         AND (a.path = ? OR (a.path >= ? AND a.path < ? AND replace({name}, ':', '') = {name})))"
    );
    let values = vec![urn.into(), start.into(), end.into()];
    Condition::term(Term::new(around, values))
}
