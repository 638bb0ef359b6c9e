//! What an access file means for an account: the steps from what there is to what it names.

use super::planner::Planner;
use crate::access::file::{AccessFile, At, FileError};
use muster_model::access::{
    Assigning, Catalogue, Dimension, FleetGroup, Grant, NothingLeft, Policy, RecordSet, Role, Rule,
    Workspace,
};
use muster_model::ids::{FleetGroupId, Ids, RecordSetId, RoleId, RuleId, WorkspaceId};
use muster_scim::schema::Kinds;
use std::sync::Arc;

/// One row that is written or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A domain is known to belong to the account.
    AddDomain(String),
    /// A domain is no longer known to.
    DropDomain(String),
    /// Other things can be allowed.
    PutCatalogue(Catalogue),
    /// A role is made or changed.
    PutRole(Role),
    /// Another role, or none, is the default.
    DefaultRole(Option<RoleId>),
    /// Something else becomes of whom nothing is given any more.
    NothingLeft(Option<NothingLeft>),
    /// Something else is settled about assignments.
    Assigning(Assigning),
    /// A workspace is made or renamed.
    PutWorkspace(Workspace),
    /// A fleet group is made, renamed or moved.
    PutFleetGroup(FleetGroup),
    /// A record set is made or changed.
    PutRecordSet(RecordSet),
    /// A rule is made or changed.
    PutRule(Rule),
    /// A rule goes.
    DropRule(RuleId),
    /// A fleet group goes.
    DropFleetGroup(FleetGroupId),
    /// A workspace goes.
    DropWorkspace(WorkspaceId),
    /// Whoever was given a role outright is given another one instead.
    MoveRole {
        /// Until now.
        from: RoleId,
        /// From now on.
        to: RoleId,
    },
    /// Whoever was given a record set outright is given another one instead.
    MoveRecordSet {
        /// Until now.
        from: RecordSetId,
        /// From now on.
        to: RecordSetId,
    },
    /// A record set goes, unless somebody was given it.
    DropRecordSet(RecordSet),
    /// A role goes, unless somebody has it.
    DropRole(Role),
}

/// What an account has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Existing {
    /// Everything that can be given, and the rules.
    pub policy: Policy,
    /// What can be allowed in an account that just starts like this one: by its preset.
    pub offered: Catalogue,
    /// The domains that the account is known to own.
    pub verified_domains: Vec<String>,
    /// The attributes that rules may ask for.
    pub kinds: Arc<Kinds>,
}

/// The steps, in an order in which no row names one that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What is done.
    pub steps: Vec<Step>,
    /// The policy once it is done, its version included.
    pub after: Policy,
}

impl Plan {
    /// Plans what a file means for an account; a file that names what cannot be is refused with
    /// the line, and nothing is planned.
    pub fn of(existing: &Existing, file: &AccessFile, ids: &dyn Ids) -> Result<Self, FileError> {
        let mut planner = Planner::new(existing, file, ids);
        planner.domains()?;
        planner.catalogue()?;
        planner.roles()?;
        planner.workspaces()?;
        planner.fleet_groups()?;
        planner.default_role()?;
        planner.nothing_left()?;
        planner.assigning()?;
        planner.record_sets()?;
        planner.rules()?;
        planner.prune().map_err(|error| planner.no_tree(&error))?;
        planner.still_offered()?;
        planner.still_read()?;
        planner.finish()
    }
}

impl Plan {
    /// What is left of grants once it is done: those of a role or a record set that is moved are of
    /// another one.
    pub(in crate::access) fn regrant(&self, grants: &mut [Grant]) {
        for step in &self.steps {
            let (dimension, from, to) = match step {
                Step::MoveRole { from, to } => (Dimension::Role, from.to_string(), to.to_string()),
                Step::MoveRecordSet { from, to } => {
                    (Dimension::RecordSet, format!("={from}"), format!("={to}"))
                }
                _ => continue,
            };
            for grant in grants.iter_mut() {
                if grant.dimension == dimension && grant.value.ends_with(&from) {
                    grant.value = grant.value.replace(&from, &to);
                }
            }
        }
    }
}

/// Refuses a second entry of the same name.
pub(super) fn once<'f>(
    what: &str,
    names: impl Iterator<Item = &'f At<String>>,
    key: impl Fn(&str) -> String,
) -> Result<(), FileError> {
    let mut seen: Vec<(String, usize)> = Vec::new();
    for name in names {
        let key = key(&name.value);
        if let Some((_, line)) = seen.iter().find(|(held, _)| *held == key) {
            let message = format!(
                "{what} {:?} stands on line {line} already: name it once",
                name.value
            );
            return Err(FileError::at(name.line, message));
        }
        seen.push((key, name.line));
    }
    Ok(())
}
