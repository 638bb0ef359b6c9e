//! Filters over people: `p` is the person's row, `l` the link of the connection that asks.

use super::condition::{Condition, Found};
use super::term::{Term, id, moment, text};
use muster_model::people::fold;
use muster_scim::filter::{Filter, Literal, Op};
use muster_scim::path::AttrPath;
use muster_scim::schema::ResourceType;

/// The `employeeNumber` of RFC 7643 4.3.
const EMPLOYEE_NUMBER: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber";

/// A person's emails, one row each.
const EMAIL: &str = "EXISTS (SELECT 1 FROM person_email e WHERE e.person_id = p.id AND {})";

/// What a filter over Users means for rows of people.
pub fn people_filter(filter: Option<&Filter>, kind: &ResourceType) -> Condition {
    Condition::of(filter, &|filter| leaf(filter, kind))
}

fn leaf(filter: &Filter, kind: &ResourceType) -> Option<Found> {
    match filter {
        Filter::Compare { path, op, value } => compare(path, *op, value, kind),
        Filter::Present(path) => present(path, kind),
        Filter::ValuePath { path, filter, .. } => {
            let of_emails = path.canonical(kind)? == "emails.value";
            let term = if of_emails {
                email(filter)?
            } else {
                return None;
            };
            Some(Found {
                term: term.within(EMAIL),
                exact: true,
            })
        }
        Filter::And(_) | Filter::Or(_) | Filter::Not(_) => None,
    }
}

fn compare(path: &AttrPath, op: Op, value: &Literal, kind: &ResourceType) -> Option<Found> {
    let name = path.canonical(kind)?;
    let folded = |column| match value {
        Literal::String(value) => text(column, op, &fold(value)),
        _ => None,
    };
    let term = match name.as_str() {
        "userName" => folded("p.user_name_key"),
        "displayName" => folded("p.display_name_key"),
        EMPLOYEE_NUMBER => folded("p.employee_number_key"),
        "externalId" => match value {
            Literal::String(value) => text("l.external_id", op, value),
            _ => None,
        },
        "id" => id("p.id", op, value),
        "emails.value" if op != Op::Ne => folded("e.value_key").map(|term| term.within(EMAIL)),
        "active" => active(op, value),
        "meta.created" => moment("p.created_at", op, value),
        "meta.lastModified" => moment("p.updated_at", op, value),
        _ => None,
    };
    term.map(|term| Found { term, exact: true })
}

/// `active` as this connection reads it: the status, and its own word (decision 22 of the house).
fn active(op: Op, value: &Literal) -> Option<Term> {
    let wanted = match (op, value) {
        (Op::Eq, Literal::Bool(wanted)) => *wanted,
        (Op::Ne, Literal::Bool(unwanted)) => !unwanted,
        _ => return None,
    };
    let yes = "(p.status IN ('invited', 'active') AND COALESCE(l.active, TRUE))";
    let sql = if wanted {
        yes.to_owned()
    } else {
        format!("NOT {yes}")
    };
    Some(Term::new(sql, Vec::new()))
}

/// A column may hold an empty text, which is no value: so presence is looked at again.
fn present(path: &AttrPath, kind: &ResourceType) -> Option<Found> {
    let (sql, exact) = match path.canonical(kind)?.as_str() {
        "userName" | "id" | "active" | "meta.created" | "meta.lastModified" => ("TRUE", true),
        "displayName" => ("p.display_name_key IS NOT NULL", false),
        EMPLOYEE_NUMBER => ("p.employee_number_key IS NOT NULL", false),
        "externalId" => ("l.external_id IS NOT NULL", true),
        _ => return None,
    };
    Some(Found {
        term: Term::new(sql, Vec::new()),
        exact,
    })
}

/// One email that matches all of it: its value and type, by equality or a part.
fn email(filter: &Filter) -> Option<Term> {
    match filter {
        Filter::And(parts) => {
            let mut terms = parts.iter().map(email);
            let first = terms.next()??;
            terms.try_fold(first, |all, term| Some(all.and(term?)))
        }
        Filter::Compare {
            path,
            op,
            value: Literal::String(value),
        } if *op != Op::Ne => {
            let column = match fold(&path.attr).as_str() {
                "value" => "e.value_key",
                "type" => "e.kind",
                _ => return None,
            };
            text(column, *op, &fold(value))
        }
        Filter::Compare {
            path,
            op: Op::Eq,
            value: Literal::Bool(true),
        } if fold(&path.attr) == "primary" => Some(Term::new("e.is_primary", Vec::new())),
        _ => None,
    }
}
