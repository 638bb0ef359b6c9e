//! One question: may this person do this, here?

use super::{
    Access, Assigned, Because, Catalogue, Counted, Dimension, Me, Named, Permission, Place,
    PlaceKind, Record, Scope, Truth, Verb, Visibility,
};
use crate::ids::{FleetGroupId, WorkspaceId};
use crate::people::Status;

/// What is asked of somebody's access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the person wants to do, such as `vehicles.view`; no pattern.
    pub action: Permission,
    /// The workspace where; where none is named it counts for records that have one alone.
    pub workspace: Place<WorkspaceId>,
    /// The fleet group where; where none is named it counts for records that have one alone.
    pub fleet_group: Place<FleetGroupId>,
    /// The record with which, as the application tells of it; not looked at where none is named.
    pub record: Option<Record>,
}

/// Of whom something is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Where the person stands.
    pub status: Status,
    /// Their compiled access.
    pub access: &'a Access,
    /// Under which names records may know them.
    pub me: &'a Me,
    /// Which of the records that count they are assigned to; not looked at where they see all.
    pub assigned: &'a Assigned,
}

/// What must hold, in the order in which it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// There is such an action.
    Action,
    /// The person is active.
    Status,
    /// The role allows the action.
    Role,
    /// The workspace is one of the person's.
    Workspace,
    /// The fleet group is one of the person's, or below one.
    Fleet,
    /// The record is one that the person sees, and may change where that is what they want.
    RecordSet,
    /// The person is assigned to the record, where they see no others.
    Assignment,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes: what gives the role, and the place where one was named.
    Allowed(Vec<Because>),
    /// No: the first term that does not hold.
    Denied(Term),
    /// No: it hangs on this attribute or place of the record, and nobody told it.
    Unsaid(String),
}

impl Term {
    /// Its stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Action => "unknown_action",
            Self::Status => "status",
            Self::Role => "role",
            Self::Workspace => "workspace",
            Self::Fleet => "fleet",
            Self::RecordSet => "record_set",
            Self::Assignment => "assignment",
        }
    }

    /// The terms, in the order in which they are looked at.
    pub const ALL: [Self; 7] = [
        Self::Action,
        Self::Status,
        Self::Role,
        Self::Workspace,
        Self::Fleet,
        Self::RecordSet,
        Self::Assignment,
    ];
}

/// Answers a question from compiled access: active, and the role allows it, and it is in a
/// workspace, in a part of the fleet and among the records that the person sees, by record set and by
/// assignment.
///
/// What the role blocks no record set opens: the role is looked at first.
pub fn decide(of: &Asked<'_>, catalogue: &Catalogue, question: &Question) -> Decision {
    let entity = question.record.as_ref();
    let entity = entity.and_then(|record| catalogue.entity(&record.entity));
    let has = |place| entity.is_some_and(|entity| entity.has(place));
    let truth = |term: Term| match term {
        Term::Action => Truth::of(catalogue.knows(&question.action)),
        Term::Status => Truth::of(of.status == Status::Active),
        Term::Role => Truth::of(of.access.allows(&question.action)),
        Term::Workspace => {
            let kind = PlaceKind::Workspace;
            let workspaces = &of.access.workspaces;
            workspaces.admits(&question.workspace, kind, has(kind))
        }
        Term::Fleet => {
            let kind = PlaceKind::FleetGroup;
            let fleet = &of.access.fleet;
            fleet.admits(&question.fleet_group, kind, has(kind))
        }
        Term::RecordSet => question.record.as_ref().map_or(Truth::Yes, |record| {
            let verb = Verb::of(&question.action);
            of.access.reaches(verb, catalogue, record, of.me)
        }),
        Term::Assignment => question.record.as_ref().map_or(Truth::Yes, |record| {
            let makes = Verb::makes(&question.action);
            of.access.is_assigned(makes, catalogue, record, of.assigned)
        }),
    };
    for term in Term::ALL {
        match truth(term) {
            Truth::Yes => {}
            Truth::No => return Decision::Denied(term),
            Truth::Unknown(attribute) => return Decision::Unsaid(attribute),
        }
    }
    Decision::Allowed(reasons(of.access, question))
}

/// What gives the role, the places that were named, and the records.
fn reasons(access: &Access, question: &Question) -> Vec<Because> {
    let workspace = question
        .workspace
        .named()
        .and_then(|id| access.workspaces.name_of(id, "all"));
    let fleet = question
        .fleet_group
        .named()
        .and_then(|id| access.fleet.name_of(id, "entire"));
    let concerns = |because: &&Because| match because.dimension {
        Dimension::Role => true,
        Dimension::Workspace => workspace == Some(because.value.as_str()),
        Dimension::FleetAccess | Dimension::FleetGroup => fleet == Some(because.value.as_str()),
        Dimension::Option => false,
        Dimension::Visibility => question.record.is_some(),
        Dimension::RecordSet => question.record.as_ref().is_some_and(|record| {
            let entity = because.value.split_once('=');
            entity.is_some_and(|(entity, _)| entity == record.entity)
        }),
    };
    access.because.iter().filter(concerns).cloned().collect()
}

impl Access {
    /// Whether the role holds account permissions.
    pub fn holds_the_account(&self) -> bool {
        let mut held = self
            .permissions
            .iter()
            .filter_map(|text| Permission::parse(text).ok());
        held.any(|permission| permission.is_privileged())
    }

    /// Whether the role allows this action.
    pub fn allows(&self, action: &Permission) -> bool {
        let mut held = self
            .permissions
            .iter()
            .filter_map(|text| Permission::parse(text).ok());
        held.any(|permission| permission.allows(action.as_str()))
    }

    /// Whether the record sets let somebody do this with a record. One of a type that the account
    /// does not have is nobody's: nothing can be said of it, and what was said counts again once the
    /// type comes back.
    pub fn reaches(&self, verb: Verb, catalogue: &Catalogue, record: &Record, me: &Me) -> Truth {
        let Some(entity) = catalogue.entity(&record.entity) else {
            return Truth::No;
        };
        match self.records.get(&record.entity) {
            Some(reach) => reach.has(verb, entity, record, me),
            None => Truth::Yes,
        }
    }
}

impl Access {
    /// Whether somebody may do this with a record by their assignments.
    ///
    /// A record that is yet to be made has no id and nobody assigned: who sees assigned records may
    /// make one (`makes`), and is assigned to it then; a guest may not. To do anything else with a
    /// record its id must be told.
    pub fn is_assigned(
        &self,
        makes: bool,
        catalogue: &Catalogue,
        record: &Record,
        assigned: &Assigned,
    ) -> Truth {
        if self.visibility == Visibility::All {
            return Truth::Yes;
        }
        match catalogue.counted(record) {
            Counted::Unsaid(attribute) => Truth::Unknown(attribute),
            Counted::These(keys) => Truth::of(keys.iter().any(|key| assigned.has(key))),
            Counted::New if makes => Truth::of(self.visibility == Visibility::Assigned),
            Counted::New => Truth::Unknown("id".to_owned()),
        }
    }
}

impl<I: PartialEq> Scope<I> {
    /// Whether this one is within it.
    pub fn has(&self, id: &I) -> bool {
        match self {
            Self::All => true,
            Self::Some(these) => these.iter().any(|named| named.id == *id),
            Self::None => false,
        }
    }

    /// The name under which reasons speak of this one: its own, or the word for all.
    fn name_of<'a>(&'a self, id: &I, all: &'a str) -> Option<&'a str> {
        let one = |these: &'a Vec<Named<I>>| these.iter().find(|named| named.id == *id);
        match self {
            Self::All => Some(all),
            Self::Some(these) => one(these).map(|named| named.name.as_str()),
            Self::None => None,
        }
    }
}
