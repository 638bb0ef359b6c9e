//! The answer to one question, as AuthZEN has it.

use crate::render::sentence;
use muster_app::decide::{Verdict, for_user};
use serde::Serialize;
use utoipa::openapi::schema::{Object, ObjectBuilder};

/// What a no names when it was a question: the terms in the order in which they are looked at.
const TERMS: [&str; 10] = [
    "unknown_subject",
    "unknown_resource",
    "unknown_action",
    "status",
    "role",
    "workspace",
    "fleet",
    "record_set",
    "assignment",
    "attribute",
];

/// Yes or no.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Decision {
    /// Whether the subject may.
    decision: bool,
    /// Why not; absent where they may.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    context: Option<WhyNot>,
}

/// Why not: a term that fails; or in a list, that it is no question.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(untagged)]
enum WhyNot {
    Fails(TermFails),
    Unread(EvaluationUnread),
}

/// The first term that fails; docs/authzen.md says what each means.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct TermFails {
    /// Its name.
    #[schema(schema_with = terms)]
    id: &'static str,
    /// The reason in words, for administrators.
    reason_admin: Reason,
    /// The reason in words, for the person.
    reason_user: Reason,
}

/// A reason by language.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Reason {
    /// In English.
    en: String,
}

/// One of many is no question.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct EvaluationUnread {
    error: EvaluationError,
}

/// How it would be refused if it stood alone.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct EvaluationError {
    /// 400.
    status: u16,
    /// What is wrong with it.
    message: String,
}

fn terms() -> Object {
    ObjectBuilder::new()
        .schema_type(utoipa::openapi::Type::String)
        .description(Some("Its name."))
        .enum_values(Some(TERMS))
        .build()
}

impl From<Verdict> for Decision {
    /// A no comes with its reason: for administrators, and for the one who asked.
    fn from(verdict: Verdict) -> Self {
        let context = verdict.failed.map(|failed| match failed {
            // What cannot be read as a question is a failure of that evaluation alone.
            "request" => WhyNot::Unread(EvaluationUnread {
                error: EvaluationError {
                    status: 400,
                    message: verdict.detail,
                },
            }),
            failed => WhyNot::Fails(TermFails {
                id: failed,
                reason_admin: Reason {
                    en: sentence(&verdict.detail),
                },
                reason_user: Reason {
                    en: for_user(failed).to_owned(),
                },
            }),
        });
        Self {
            decision: verdict.allowed && context.is_none(),
            context,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TERMS;
    use muster_model::access::Term;

    #[test]
    fn every_term_that_can_fail_is_described() {
        for term in Term::ALL {
            assert!(TERMS.contains(&term.as_str()), "{}", term.as_str());
        }
        let handbook = include_str!("../../../docs/authzen.md");
        for term in TERMS {
            assert!(handbook.contains(&format!("`{term}`")), "{term}");
        }
    }
}
