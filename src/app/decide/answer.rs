//! The one function that answers: yes or no, with the first term that fails.

use super::subject::Subject;
use super::wanted::{CheckError, Wanted, question};
use crate::access::reason;
use muster_model::access::{
    Access, Asked, Catalogue, Decision, EntityType, Place, PlaceKind, Policy, Question, Scope,
    Term, Verb, Visibility, decide,
};
use muster_model::people::Status;
use serde_json::Value;

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Yes or no.
    pub allowed: bool,
    /// The first term that does not hold, or `attribute` when the record sets or the assignment ask
    /// for one that was not told, or the place of the record was not.
    pub failed: Option<&'static str>,
    /// The same in words.
    pub detail: String,
    /// What gives the role, and the place that was asked for: value, source, via.
    pub because: Vec<Value>,
}

/// The answer under a policy; it asks nothing of the database.
pub fn answer(policy: &Policy, subject: &Subject, wanted: &Wanted) -> Result<Checked, CheckError> {
    let question = question(policy, wanted)?;
    let asked = Asked {
        status: subject.status,
        access: &subject.access,
        me: &subject.me,
        assigned: &subject.assigned,
    };
    let decision = decide(&asked, &policy.catalogue, &question);
    Ok(match decision {
        Decision::Allowed(because) => Checked {
            allowed: true,
            failed: None,
            detail: format!("the person may do {}", question.action),
            because: because.iter().map(reason).collect(),
        },
        Decision::Denied(term) => Checked {
            allowed: false,
            failed: Some(term.as_str()),
            detail: told(term, subject.status, &subject.access, &question, wanted),
            because: Vec::new(),
        },
        Decision::Unsaid(attribute) => Checked {
            allowed: false,
            failed: Some("attribute"),
            detail: unsaid(&policy.catalogue, &question, &attribute),
            because: Vec::new(),
        },
    })
}

/// Who asks for an attribute or a place that nobody told.
fn unsaid(catalogue: &Catalogue, question: &Question, attribute: &str) -> String {
    let record = question.record.as_ref();
    let entity = record.and_then(|record| catalogue.entity(&record.entity));
    let is_place = |entity: &&EntityType| {
        let unsaid = match PlaceKind::parse(attribute) {
            Some(PlaceKind::Workspace) => question.workspace == Place::Unsaid,
            Some(PlaceKind::FleetGroup) => question.fleet_group == Place::Unsaid,
            None => false,
        };
        unsaid && PlaceKind::parse(attribute).is_some_and(|kind| entity.has(kind))
    };
    if let Some(entity) = entity.filter(is_place) {
        return format!(
            "a {} has a {attribute}, and the question does not say it: null says that there is none",
            entity.name
        );
    }
    if attribute == "id" && record.is_some_and(|record| record.id.is_none()) {
        let entity = entity.map_or("record", |entity| &entity.name);
        return format!("the question does not say which {entity} it is: its id");
    }
    let asking = match entity.and_then(|entity| entity.assigned_by.as_deref()) {
        Some(by) if by == attribute => "record sets or the assignment ask",
        _ => "the record sets ask",
    };
    format!(
        "{asking} for {attribute}, and the question does not say it in the form that it has: null \
         says that there is none"
    )
}

/// Why not, for people.
fn told(
    term: Term,
    status: Status,
    access: &Access,
    question: &Question,
    wanted: &Wanted,
) -> String {
    let action = &wanted.action;
    let entity = question.record.as_ref().map(|record| &record.entity);
    let entity = entity.map_or("record", String::as_str);
    match (term, &access.role) {
        (Term::Action, _) => format!("the account has no action {action}"),
        (Term::Status, _) => format!("the person is not active: {}", status.as_str()),
        (Term::Role, None) => "the person has no role".to_owned(),
        (Term::Role, Some(role)) => format!("the role {} does not allow {action}", role.name),
        (Term::Workspace, _) => match wanted.workspace.named() {
            Some(name) => format!("{name} is none of the person's workspaces"),
            None if access.workspaces == Scope::None => "the person has no workspace".to_owned(),
            None => format!("this {entity} is in no workspace: only who has all of them sees it"),
        },
        (Term::Fleet, _) => match wanted.fleet_group.named() {
            Some(name) => format!("{name} is in no part of the fleet that the person sees"),
            None if access.fleet == Scope::None => {
                "the person sees no part of the fleet".to_owned()
            }
            None => format!(
                "this {entity} is in no fleet group: only who sees the entire fleet sees it"
            ),
        },
        (Term::RecordSet, _) => {
            let verb = match Verb::of(&question.action) {
                Verb::View => "see",
                Verb::Update => "change",
            };
            let reach = access.records.get(entity).cloned().unwrap_or_default();
            let by = match (reach.role.is_some(), reach.sets.is_empty()) {
                (false, _) => "record sets",
                (true, true) => "role",
                (true, false) => "record sets and role",
            };
            let names = reach.named().join(", ");
            format!("the person may not {verb} this {entity} by their {by}: {names}")
        }
        (Term::Assignment, _) => match access.visibility {
            Visibility::Single => format!(
                "the person is a guest, and this {entity} is not theirs to see: a guest sees the one \
                 that they were assigned to first, unless it has its guests already or their address \
                 lies in a verified domain"
            ),
            _ => format!("the person is not assigned to this {entity}, and sees no others"),
        },
    }
}
