//! May this person do this, here? Yes or no, with the first term that fails.

use super::compile::refresh;
use super::explain::reason;
use super::names;
use super::sight::sight;
use crate::ctx::Ctx;
use crate::error::Kind;
use muster_model::access::{
    Access, Asked, Catalogue, Decision, NotAPermission, Permission, Policy, Question, Record, Term,
    Verb, Visibility, decide,
};
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Status;
use muster_store::StoreError;
use serde_json::Value;

/// What is asked: names as people write them.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The action, such as `vehicles.view`.
    pub action: String,
    /// The workspace where, by name or id.
    pub workspace: Option<String>,
    /// The fleet group where, by name or id.
    pub fleet_group: Option<String>,
    /// The record with which, as the application tells of it; its entity type by name.
    pub record: Option<Record>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Yes or no.
    pub allowed: bool,
    /// The first term that does not hold, or `attribute` when the record sets ask for one that was
    /// not told.
    pub failed: Option<&'static str>,
    /// The same in words.
    pub detail: String,
    /// What gives the role, and the place that was asked for: value, source, via.
    pub because: Vec<Value>,
}

/// Why a question was not answered.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// There is no such person in the account.
    #[error("there is no such person")]
    NoPerson,
    /// What is asked for cannot be an action.
    #[error(transparent)]
    Action(#[from] NotAPermission),
    /// What is asked for is a pattern of many actions.
    #[error("{:?} is many actions: ask for one of them", .0.to_string())]
    Pattern(Permission),
    /// The workspace or the fleet group does not exist.
    #[error(transparent)]
    Place(#[from] names::Unknown),
    /// What is kept could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CheckError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoPerson => Kind::NotFound,
            Self::Action(_) | Self::Pattern(_) | Self::Place(_) => Kind::Invalid,
            Self::Store(error) => Kind::of(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPerson => "person.not_found",
            Self::Action(_) | Self::Pattern(_) => "access.action",
            Self::Place(_) => "access.place",
            Self::Store(_) => "server.store",
        }
    }
}

/// The answer from the access that is in force now.
pub async fn check_access(
    ctx: &Ctx,
    account: AccountId,
    id: PersonId,
    wanted: &Wanted,
) -> Result<Checked, CheckError> {
    let reads = ctx.store.read();
    let person = reads.people().get(account, id).await?;
    let mut people = [person.ok_or(CheckError::NoPerson)?];
    let policy = reads.access().policy(account).await?;
    let question = question(&policy, wanted)?;
    refresh(&reads.access(), &reads.groups(), account, &mut people).await?;
    let [person] = people;
    let catalogue = &policy.catalogue;
    let seen = sight(&reads, &person, catalogue, question.record.as_ref()).await?;
    let asked = Asked {
        status: person.status,
        access: &person.access,
        me: &seen.me,
        assigned: &seen.assigned,
    };
    let decision = decide(&asked, catalogue, &question);
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
            detail: told(term, person.status, &person.access, &question, wanted),
            because: Vec::new(),
        },
        Decision::Unsaid(attribute) => {
            let asking = asking(catalogue, &question, &attribute);
            Checked {
                allowed: false,
                failed: Some("attribute"),
                detail: format!(
                    "{asking} for {attribute}, and the question does not say it in the form that it \
                     has: null says that there is none"
                ),
                because: Vec::new(),
            }
        }
    })
}

/// Who asks for an attribute that nobody told.
fn asking(catalogue: &Catalogue, question: &Question, attribute: &str) -> &'static str {
    let record = question.record.as_ref();
    let entity = record.and_then(|record| catalogue.entity(&record.entity));
    match entity.and_then(|entity| entity.assigned_by.as_deref()) {
        Some(by) if by == attribute => "record sets or the assignment ask",
        _ => "the record sets ask",
    }
}

fn question(policy: &Policy, wanted: &Wanted) -> Result<Question, CheckError> {
    let action = Permission::parse(&wanted.action)?;
    if action.is_pattern() {
        return Err(CheckError::Pattern(action));
    }
    let workspace = wanted.workspace.as_deref();
    let workspace = workspace.map(|name| names::workspace(policy, name));
    let group = wanted.fleet_group.as_deref();
    let group = group.map(|name| names::fleet_group(policy, name));
    let record = wanted.record.clone().map(|record| {
        let entity = names::entity(policy, &record.entity)?.name.clone();
        Ok::<_, names::Unknown>(Record { entity, ..record })
    });
    Ok(Question {
        record: record.transpose()?,
        action,
        workspace: workspace.transpose()?.map(|workspace| workspace.id),
        fleet_group: group.transpose()?.map(|group| group.id),
    })
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
    let place = |name: &Option<String>| name.clone().unwrap_or_default();
    match (term, &access.role) {
        (Term::Action, _) => format!("the account has no action {action}"),
        (Term::Status, _) => format!("the person is not active: {}", status.as_str()),
        (Term::Role, None) => "the person has no role".to_owned(),
        (Term::Role, Some(role)) => format!("the role {} does not allow {action}", role.name),
        (Term::Workspace, _) => {
            format!(
                "{} is none of the person's workspaces",
                place(&wanted.workspace)
            )
        }
        (Term::Fleet, _) => {
            format!(
                "{} is in no part of the fleet that the person sees",
                place(&wanted.fleet_group)
            )
        }
        (Term::RecordSet, _) => {
            let entity = question
                .record
                .as_ref()
                .map(|record| record.entity.as_str());
            let verb = match Verb::of(&question.action) {
                Verb::View => "see",
                Verb::Update => "change",
            };
            let entity = entity.unwrap_or_default();
            let sets = access
                .records
                .get(entity)
                .map(|reach| reach.sets.join(", "));
            let sets = sets.unwrap_or_default();
            format!("the person may not {verb} this {entity} by their record sets: {sets}")
        }
        (Term::Assignment, _) => {
            let entity = question.record.as_ref().map(|record| &record.entity);
            let entity = entity.map_or("record", String::as_str);
            match access.visibility {
                Visibility::Single => {
                    format!("the person is a guest, and of another {entity} or of none")
                }
                _ => format!("the person is not assigned to this {entity}, and sees no others"),
            }
        }
    }
}
