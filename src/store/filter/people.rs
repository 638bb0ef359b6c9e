//! Filters over people: `p` is the person's row, `l` the link of the connection that asks.

use super::attributes::{home_of, schemas};
use super::column::{Choice, Column};
use super::condition::Condition;
use super::memberships::Memberships;
use super::shape::{Asked, Elements, Home, Reading, Shape};
use super::term::Term;
use super::text::Text;
use crate::attributes::OF_PEOPLE;
use muster_scim::filter::Filter;
use muster_scim::schema::{CORE_USER, ENTERPRISE_USER, MUSTER_USER, Resolved, ResourceType};
use serde_json::json;

/// The person reads as active to the connection that asks (decision 22 of the house).
pub(crate) const READS_ACTIVE: &str =
    "(p.status IN ('invited', 'active') AND COALESCE(l.active, TRUE))";

/// What a filter over Users means for rows of people.
pub fn people_filter(filter: Option<&Filter>, kind: &ResourceType) -> Condition {
    Reading {
        kind,
        shape: &People,
    }
    .read(filter)
}

struct People;

impl Shape for People {
    fn home(&self, name: &Resolved<'_>) -> Option<Home> {
        if let Some(column) = column(name) {
            return Some(Home::Here(column));
        }
        home_of(&OF_PEOPLE, name)
    }

    fn elements(&self, name: &Resolved<'_>) -> Option<&dyn Elements> {
        if name.extension.is_some() {
            return None;
        }
        match name.attribute.name.as_ref() {
            "emails" => Some(&Emails),
            "groups" => Some(&Memberships),
            _ => None,
        }
    }

    /// Everybody has the same two schemas, and some have more.
    fn special(&self, asked: &Asked<'_>) -> Option<Condition> {
        let of_all = [CORE_USER, MUSTER_USER];
        asked
            .is_of_schemas()
            .then(|| schemas(&OF_PEOPLE, asked, &of_all))
    }
}

/// The column of an attribute, or of a part of one.
pub(crate) fn column(name: &Resolved<'_>) -> Option<Column> {
    let path = name.canonical();
    let (urn, attribute) = path.rsplit_once(':').unwrap_or(("", &path));
    match urn {
        "" => core(attribute),
        ENTERPRISE_USER if attribute == "employeeNumber" => {
            Some(Column::Text(Text::by_head("p.employee_number_key")))
        }
        MUSTER_USER => ours(attribute),
        _ => None,
    }
}

fn core(name: &str) -> Option<Column> {
    Some(match name {
        "userName" => Column::Text(Text::whole("p.user_name_key")),
        "displayName" => Column::Text(Text::by_head("p.display_name_key")),
        "externalId" => Column::Text(Text::whole("l.external_id")),
        "id" => Column::Id("p.id".to_owned()),
        "active" => Column::Choice(vec![
            Choice::new(true, READS_ACTIVE),
            Choice::new(false, format!("NOT {READS_ACTIVE}")),
        ]),
        "schemas" => Column::constant(CORE_USER),
        "meta.resourceType" => Column::constant("User"),
        "meta.created" => Column::Moment("p.created_at".to_owned()),
        "meta.lastModified" => Column::Moment("p.updated_at".to_owned()),
        "meta.version" => Column::Version("p.version".to_owned()),
        "meta.location" => Column::Location("p.id".to_owned()),
        _ => return None,
    })
}

/// What Muster says of the person itself; what a directory wrote lies with the other extensions.
fn ours(name: &str) -> Option<Column> {
    Some(match name {
        "username" => Column::Text(Text::plain("p.username_key")),
        "status" => Column::Text(Text::plain("p.status")),
        "invitationState" => invitation_state(),
        "invitationExpiresAt" => Column::Moment("p.invitation_expires_at".to_owned()),
        // Whether a change has expired depends on the time of the question.
        "emailChangeState" => Column::Choice(vec![
            Choice::new(json!(null), "p.email_change IS NULL"),
            Choice::perhaps("pending", "p.email_change IS NOT NULL"),
            Choice::perhaps("expired", "p.email_change IS NOT NULL"),
        ]),
        // Everybody has some, and it is compiled; its text stands in no column.
        "effectiveAccess" => Column::Opaque("TRUE".to_owned()),
        "pendingEmail" => Column::Opaque("p.email_change IS NOT NULL".to_owned()),
        "lastLogin" => Column::Moment("p.last_login".to_owned()),
        "activatedAt" => Column::Moment("p.activated_at".to_owned()),
        _ => return None,
    })
}

/// The state is in the row's JSON, where no quote stands inside a text without a backslash; whether
/// one that was sent has expired depends on the time of the question.
fn invitation_state() -> Column {
    let in_state = |state: &str| {
        let told = format!("\"state\":\"{state}\"");
        format!("replace(p.invitation, '{told}', '') <> p.invitation")
    };
    Column::Choice(vec![
        Choice::new(json!(null), "p.invitation IS NULL"),
        Choice::new("held", in_state("held")),
        Choice::perhaps("sent", in_state("sent")),
        Choice::perhaps("expired", in_state("sent")),
        Choice::new("revoked", in_state("revoked")),
        Choice::new("accepted", in_state("accepted")),
    ])
}

/// A person's emails, one row each: `e` is the email's row.
struct Emails;

impl Elements for Emails {
    fn column(&self, name: &str) -> Option<Column> {
        Some(match name {
            "value" => Column::Text(Text::by_head("e.value_key")),
            "type" => Column::Text(Text::plain("e.kind")),
            "display" => Column::Text(Text::plain("e.display_key")),
            "primary" => Column::Choice(vec![
                Choice::new(json!(null), "e.said_primary IS NULL"),
                Choice::new(true, "e.said_primary"),
                Choice::new(false, "NOT e.said_primary"),
            ]),
            _ => return None,
        })
    }

    fn around(&self, _filter: &Filter) -> Term {
        Term::new(
            "p.id IN (SELECT e.person_id FROM person_email e WHERE e.account_id = $2 AND {})",
            Vec::new(),
        )
    }
}
