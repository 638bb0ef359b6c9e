//! Which records may somebody see, or change? The answer is a predicate that an application turns into
//! its own query, and it is the one by which decisions are made.

use super::find::in_force;
use super::subject::Subject;
use super::term::Term;
use crate::access::{assigned_ids, case_groups, names, names_case_groups};
use crate::ctx::Ctx;
use crate::error::Kind;
use muster_model::access::{
    EntityType, Permission, PlaceKind, Policy, Reach, RecordReach, Scope as Places, Term as Failed,
    Verb, Visibility,
};
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::{Status, fold};
use muster_store::StoreError;
use std::fmt::Display;

/// Which records of one entity type somebody reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// The entity type.
    pub entity: String,
    /// What it is about: looking, or anything else.
    pub verb: Verb,
    /// The actions of which it holds: those of the module that the role allows.
    pub actions: Vec<String>,
    /// The predicate; nothing where every record is reached, or none.
    pub predicate: Option<Term>,
    /// Why no record is reached.
    pub failed: Option<&'static str>,
}

/// Why no scope was told.
#[derive(Debug, thiserror::Error)]
pub enum ScopeError {
    /// There is no such person in the account.
    #[error("there is no such person")]
    NoPerson,
    /// There is no such entity type.
    #[error(transparent)]
    Type(#[from] names::Unknown),
    /// What is kept could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ScopeError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoPerson => Kind::NotFound,
            Self::Type(_) => Kind::Invalid,
            Self::Store(error) => Kind::of(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPerson => "person.not_found",
            Self::Type(_) => "access.place",
            Self::Store(_) => "server.store",
        }
    }
}

impl Scope {
    /// `all`, `none`, or `some` where a predicate tells.
    pub fn reach(&self) -> &'static str {
        match (&self.predicate, self.failed) {
            (Some(_), _) => "some",
            (None, None) => "all",
            (None, Some(_)) => "none",
        }
    }
}

/// The scope that is in force now.
pub async fn scope(
    ctx: &Ctx,
    account: AccountId,
    id: PersonId,
    entity: &str,
    verb: Verb,
) -> Result<Scope, ScopeError> {
    let found = ctx.store.read().people().standing(account, &[id]).await?;
    let named = found.into_iter().map(|one| (id.to_string(), one)).collect();
    let mut found = in_force(ctx, account, named).await?;
    let subject = found.subjects.remove(&id.to_string());
    let (Some(policy), Some(mut subject)) = (found.policy, subject) else {
        return Err(ScopeError::NoPerson);
    };
    let entity = names::entity(&policy, entity)?;
    let reads = ctx.store.read();
    if names_case_groups(&subject.access, &entity.name) {
        let groups = case_groups(&reads, account, &[id]).await?;
        let own = groups.into_values().flatten();
        subject.me = own.fold(subject.me, |me, name| me.in_case_group(&name));
    }
    let counts = entity.assigned_by.as_ref().unwrap_or(&entity.name);
    let assigned = assigned_ids(&reads, account, &subject.onlooker(), counts).await?;
    Ok(scope_of(&policy, &subject, entity, verb, &assigned))
}

/// The scope under a policy of somebody who is assigned to these records, where that counts; it asks
/// nothing of the database.
pub fn scope_of(
    policy: &Policy,
    subject: &Subject,
    entity: &EntityType,
    verb: Verb,
    assigned: &[String],
) -> Scope {
    let actions = actions(policy, subject, entity, verb);
    let (predicate, failed) = match within(subject, entity, verb, assigned) {
        _ if subject.status != Status::Active => (None, Some("status")),
        _ if actions.is_empty() => (None, Some("role")),
        Within::Nothing(failed) => (None, Some(failed)),
        Within::Terms(mut terms) if terms.len() < 2 => (terms.pop(), None),
        Within::Terms(terms) => (Some(Term::And(terms)), None),
    };
    Scope {
        entity: entity.name.clone(),
        verb,
        actions,
        predicate,
        failed,
    }
}

/// The actions of the entity type's module that do this, and that the role allows.
fn actions(policy: &Policy, subject: &Subject, entity: &EntityType, verb: Verb) -> Vec<String> {
    let module = policy.catalogue.module(&entity.module);
    let offered = module.into_iter().flat_map(|module| {
        let actions = module.actions.iter();
        actions.map(|action| format!("{}.{action}", module.name))
    });
    let allowed = offered.filter(|action| {
        let read = Permission::parse(action);
        read.is_ok_and(|read| Verb::of(&read) == verb && subject.access.allows(&read))
    });
    allowed.collect()
}

enum Within {
    /// This term never holds.
    Nothing(&'static str),
    /// All of these must hold.
    Terms(Vec<Term>),
}

fn within(subject: &Subject, entity: &EntityType, verb: Verb, assigned: &[String]) -> Within {
    let access = &subject.access;
    let mut terms = Vec::new();
    for placed in [
        placed(PlaceKind::Workspace, &access.workspaces, entity),
        placed(PlaceKind::FleetGroup, &access.fleet, entity),
    ] {
        match placed {
            Ok(term) => terms.extend(term),
            Err(failed) => return Within::Nothing(failed),
        }
    }
    if let Some(reach) = access.records.get(&entity.name) {
        for reach in reaches(reach, verb) {
            match reach {
                Reach::All => {}
                Reach::None => return Within::Nothing("record_set"),
                Reach::Some(predicate) => terms.push(Term::of(predicate, entity, &subject.me)),
            }
        }
    }
    if access.visibility != Visibility::All {
        if assigned.is_empty() {
            return Within::Nothing("assignment");
        }
        let attribute = entity.assigned_by.as_deref().unwrap_or("id");
        terms.push(Term::These(attribute.to_owned(), assigned.to_vec()));
    }
    Within::Terms(terms)
}

/// Whoever may change a record must see it too.
fn reaches(reach: &RecordReach, verb: Verb) -> impl Iterator<Item = &Reach> {
    let update = (verb == Verb::Update).then_some(&reach.update);
    std::iter::once(&reach.view).chain(update)
}

/// The place of a record: one of these where the entity type has such a place, and no record where
/// there are none; where it has not, a record that names no place is everywhere.
fn placed<I: Display>(
    kind: PlaceKind,
    places: &Places<I>,
    entity: &EntityType,
) -> Result<Option<Term>, &'static str> {
    let these = match places {
        Places::All => return Ok(None),
        Places::Some(these) => these.as_slice(),
        Places::None => &[],
    };
    let has = entity.has(kind);
    if has && these.is_empty() {
        return Err(match kind {
            PlaceKind::Workspace => Failed::Workspace.as_str(),
            PlaceKind::FleetGroup => Failed::Fleet.as_str(),
        });
    }
    let names = these
        .iter()
        .flat_map(|one| [one.id.to_string(), fold(&one.name)]);
    Ok(Some(Term::placed(kind.as_str(), names.collect(), has)))
}
