//! What is asked, and why it may not be answered.

use crate::access::names;
use crate::error::Kind;
use muster_model::access::{NotAPermission, Permission, Place, Policy, Question, Record};
use muster_store::StoreError;

/// What is asked: names as people write them.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The action, such as `vehicles.view`.
    pub action: String,
    /// The workspace where, by name or id.
    pub workspace: Place<String>,
    /// The fleet group where, by name or id.
    pub fleet_group: Place<String>,
    /// The record with which, as the application tells of it; its entity type by name.
    pub record: Option<Record>,
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
    /// A place stands among what the record says of itself.
    #[error(
        "write {0} beside the record and not within its attributes: no attribute of the entity type \
         is called so"
    )]
    Misplaced(&'static str),
    /// What is kept could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CheckError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoPerson => Kind::NotFound,
            Self::Action(_) | Self::Pattern(_) | Self::Place(_) | Self::Misplaced(_) => {
                Kind::Invalid
            }
            Self::Store(error) => Kind::of(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPerson => "person.not_found",
            Self::Action(_) | Self::Pattern(_) => "access.action",
            Self::Place(_) | Self::Misplaced(_) => "access.place",
            Self::Store(_) => "server.store",
        }
    }
}

/// The question by ids.
pub(super) fn question(policy: &Policy, wanted: &Wanted) -> Result<Question, CheckError> {
    let action = Permission::parse(&wanted.action)?;
    if action.is_pattern() {
        return Err(CheckError::Pattern(action));
    }
    let workspace = wanted.workspace.clone();
    let workspace =
        workspace.try_map(|name| names::workspace(policy, &name).map(|workspace| workspace.id));
    let group = wanted.fleet_group.clone();
    let group = group.try_map(|name| names::fleet_group(policy, &name).map(|group| group.id));
    let record = wanted.record.clone().map(|record| {
        let entity = names::entity(policy, &record.entity)?.name.clone();
        Ok::<_, names::Unknown>(Record { entity, ..record })
    });
    Ok(Question {
        record: record.transpose()?,
        action,
        workspace: workspace?,
        fleet_group: group?,
    })
}

/// Refuses a question whose record tells a place among its attributes, where a predicate alone looks, and
/// nowhere else: the answer would be as if the place had not been told.
pub(super) fn well_placed(
    policy: &Policy,
    wanted: &Wanted,
    record: &Record,
) -> Result<(), CheckError> {
    let entity = policy.catalogue.entity(&record.entity);
    let attributes = entity.map_or(&[][..], |entity| &entity.attributes);
    let places = [
        ("workspace", &wanted.workspace),
        ("fleet_group", &wanted.fleet_group),
    ];
    for (name, place) in places {
        let is_own = attributes.iter().any(|one| one.name == name);
        let told = record.attributes.get(name);
        let is_told = told.is_some_and(|value| !value.is_null());
        if *place == Place::Unsaid && is_told && !is_own {
            return Err(CheckError::Misplaced(name));
        }
    }
    Ok(())
}
