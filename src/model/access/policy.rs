//! The policy of an account: everything that can be given, and the rules that give it.

use super::guards::Named;
use super::{
    Assigning, Catalogue, Effect, FleetGroup, FleetTree, Keeper, NothingLeft, Ownership, Part,
    RecordSet, Role, Rule,
};
use crate::ids::{ConnectionId, RecordSetId, RoleId, RuleId, WorkspaceId};
use crate::people::fold;

/// One workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name, unique within the account without regard to case.
    pub name: String,
}

/// What the policy needs to know of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Its id.
    pub id: ConnectionId,
    /// Its name, the first link of every chain of reasons.
    pub name: String,
    /// Whether it may give roles with account permissions.
    pub privileged: bool,
    /// What somebody laid down about the parts that it writes.
    pub ownership: Ownership,
    /// Whether roles, workspaces and fleet groups are groups of it.
    pub projects: bool,
}

/// Everything of an account that access follows from, beside the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Rises with every change of it.
    pub version: i64,
    /// What can be allowed.
    pub catalogue: Catalogue,
    /// The roles.
    pub roles: Vec<Role>,
    /// The role of whoever gets none otherwise.
    pub default_role: Option<RoleId>,
    /// What becomes of whom nothing is given any more; unless it is laid down they stay, with the
    /// default role where there is one.
    pub nothing_left: Option<NothingLeft>,
    /// What is settled about assignments.
    pub assigning: Assigning,
    /// The workspaces.
    pub workspaces: Vec<Workspace>,
    /// The fleet groups.
    pub fleet: FleetTree,
    /// The record sets.
    pub record_sets: Vec<RecordSet>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// The connections.
    pub directories: Vec<Directory>,
}

impl Policy {
    /// The role of this id.
    pub fn role(&self, id: RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The role of whoever gets none otherwise.
    pub fn role_by_default(&self) -> Option<&Role> {
        self.default_role.and_then(|id| self.role(id))
    }

    /// The role of this short name or, where none has it, of this name: the short one is for good,
    /// and nobody takes it away by naming another role so.
    pub fn role_called(&self, name: &str) -> Option<&Role> {
        let key = fold(name.trim());
        let by_slug = self.roles.iter().find(|role| role.slug == key);
        by_slug.or_else(|| self.roles.iter().find(|role| fold(&role.name) == key))
    }

    /// The workspace of this id.
    pub fn workspace(&self, id: WorkspaceId) -> Option<&Workspace> {
        self.workspaces.iter().find(|workspace| workspace.id == id)
    }

    /// The record set of this id.
    pub fn record_set(&self, id: RecordSetId) -> Option<&RecordSet> {
        self.record_sets.iter().find(|set| set.id == id)
    }

    /// What a captured name stands for under this effect; nothing when nothing has the name, or a
    /// role may not be given by a name.
    pub fn captured(&self, effect: &Effect, name: &str) -> Option<Effect> {
        let key = fold(name.trim());
        match effect {
            Effect::CapturedRole => self
                .role_called(name)
                .filter(|role| !role.is_privileged() && !role.is_owner())
                .map(|role| Effect::Role(role.id)),
            Effect::CapturedWorkspace => self
                .workspaces
                .iter()
                .find(|workspace| fold(&workspace.name) == key)
                .map(|workspace| Effect::Workspace(workspace.id)),
            Effect::CapturedFleetGroup => {
                let named = |group: &&FleetGroup| fold(&group.name) == key;
                let group = self.fleet.all().iter().find(named);
                group.map(|group| Effect::FleetGroup(group.id))
            }
            _ => None,
        }
    }

    /// The rule of this id.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The connection of this id.
    pub fn directory(&self, id: ConnectionId) -> Option<&Directory> {
        self.directories.iter().find(|directory| directory.id == id)
    }

    /// Whether roles, workspaces and fleet groups are groups of any connection.
    pub fn projects(&self) -> bool {
        self.directories.iter().any(|directory| directory.projects)
    }

    /// Whether a person switched this connection on for roles with account permissions.
    pub fn trusts(&self, id: ConnectionId) -> bool {
        self.directory(id)
            .is_some_and(|directory| directory.privileged)
    }

    /// The name of a connection, for people; its id where it is not known.
    pub fn name_of(&self, id: ConnectionId) -> String {
        self.directory(id)
            .map_or_else(|| id.to_string(), |directory| directory.name.clone())
    }

    /// A connection as refusals call it.
    pub fn named(&self, id: ConnectionId) -> Named {
        Named {
            id,
            name: self.name_of(id),
        }
    }

    /// Who keeps a part of the people whom a connection knows: what somebody laid down, else the
    /// directory keeps profile and status, people keep options, both keep the scope; and the role is
    /// the directory's as soon as a rule gives one on its word.
    pub fn keeper(&self, connection: ConnectionId, part: Part) -> Keeper {
        let laid_down = self
            .directory(connection)
            .and_then(|d| d.ownership.of(part));
        self.keeper_by(connection, part, laid_down)
    }

    /// The same with another word that was laid down, or none.
    pub fn keeper_by(
        &self,
        connection: ConnectionId,
        part: Part,
        laid_down: Option<Keeper>,
    ) -> Keeper {
        laid_down.unwrap_or_else(|| match part {
            Part::Profile | Part::Status => Keeper::Directory,
            Part::Role if self.maps_roles(connection) => Keeper::Directory,
            Part::Role | Part::Scope => Keeper::Both,
            Part::Options => Keeper::Console,
        })
    }

    /// Whether a rule gives a role on the word of this connection.
    fn maps_roles(&self, connection: ConnectionId) -> bool {
        self.rules.iter().any(|rule| {
            let gives = |effect: &Effect| matches!(effect, Effect::Role(_) | Effect::CapturedRole);
            let bound = rule.connection.is_none_or(|bound| bound == connection);
            rule.enabled && bound && rule.effects.iter().any(gives)
        })
    }
}
