//! The groups of a person, direct and indirect, as the connection sees them: `g` is the group's row.

use super::column::{Choice, Column};
use super::shape::{Elements, names};
use super::term::Term;
use super::text::Text;
use muster_scim::filter::Filter;

/// Who lies below groups of the connection: `root` is the group, `id` the member. `UNION` ends a
/// cycle.
const BELOW: &str = "WITH RECURSIVE below (root, id, kind) AS ( \
     SELECT m.group_id, m.member_id, m.member_kind FROM membership m \
     JOIN directory_group g ON g.id = m.group_id \
     WHERE g.connection_id = $1 AND g.deleted_at IS NULL AND {seed} \
     UNION SELECT b.root, m.member_id, m.member_kind FROM membership m \
     JOIN below b ON b.id = m.group_id WHERE b.kind = 'group')";

/// The person is a member itself.
const DIRECT: &str =
    "EXISTS (SELECT 1 FROM membership d WHERE d.group_id = b.root AND d.member_id = b.id)";

/// The values of a User's `groups` (RFC 7643 4.1.2).
pub(super) struct Memberships;

impl Elements for Memberships {
    fn column(&self, name: &str) -> Option<Column> {
        Some(match name {
            "value" => Column::Id("g.id".to_owned()),
            "$ref" => Column::Location("g.id".to_owned()),
            "display" => Column::Text(Text::whole("g.name_key")),
            "type" => Column::Choice(vec![
                Choice::new("direct", DIRECT),
                Choice::new("indirect", format!("NOT {DIRECT}")),
            ]),
            _ => return None,
        })
    }

    /// What does not ask how somebody belongs decides at the roots, before anything is followed.
    fn around(&self, filter: &Filter) -> Term {
        let of_type = names(filter)
            .iter()
            .any(|name| name.eq_ignore_ascii_case("type"));
        let sql = if of_type {
            let below = BELOW.replace("{seed}", "TRUE");
            format!(
                "p.id IN ({below} SELECT b.id FROM below b \
                 JOIN directory_group g ON g.id = b.root WHERE b.kind = 'user' AND {{}})"
            )
        } else {
            let below = BELOW.replace("{seed}", "{}");
            format!("p.id IN ({below} SELECT b.id FROM below b WHERE b.kind = 'user')")
        };
        Term::new(sql, Vec::new())
    }
}
