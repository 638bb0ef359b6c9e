//! What a policy shall be, drafted from what it is.

use super::error::EditError;
use crate::access::Rulebook;
use crate::access::plan::{Plan, Step};
use muster_model::access::guards::{self, Barred, Hand};
use muster_model::access::{FleetGroup, FleetTree, Policy, RecordSet, Role, Rule, Workspace};
use muster_model::ids::{FleetGroupId, Ids, RecordSetId, RoleId, RuleId, WorkspaceId};
use muster_scim::schema::Kinds;

/// A change of the policy.
pub trait Edit: Clone + Send + Sync + 'static {
    /// What it is about, once it is done.
    type Output: Send + 'static;

    /// Drafts it; pure, so that a preview and the real one are the same computation.
    fn draft(&self, draft: &mut Draft<'_>) -> Result<Self::Output, EditError>;
}

/// What a policy shall be, and the steps that lead there.
pub struct Draft<'a> {
    before: &'a Rulebook,
    ids: &'a dyn Ids,
    hand: &'a Hand,
    after: Policy,
    steps: Vec<Step>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(before: &'a Rulebook, hand: &'a Hand, ids: &'a dyn Ids) -> Self {
        Self {
            before,
            ids,
            hand,
            after: before.policy().clone(),
            steps: Vec::new(),
        }
    }

    /// The policy so far.
    pub fn policy(&self) -> &Policy {
        &self.after
    }

    /// Whose hand it is that changes the policy.
    pub fn hand(&self) -> &Hand {
        self.hand
    }

    pub(in crate::access) fn kinds(&self) -> &Kinds {
        self.before.kinds()
    }

    pub(in crate::access) fn ids(&self) -> &dyn Ids {
        self.ids
    }

    pub(in crate::access) fn put_role(&mut self, role: Role) {
        put(&mut self.after.roles, &role, |held| held.id == role.id);
        self.steps.push(Step::PutRole(role));
    }

    pub(in crate::access) fn move_role(&mut self, from: RoleId, to: RoleId) {
        self.steps.push(Step::MoveRole { from, to });
    }

    pub(in crate::access) fn drop_role(&mut self, role: Role) {
        self.after.roles.retain(|held| held.id != role.id);
        self.steps.push(Step::DropRole(role));
    }

    pub(in crate::access) fn default_role(&mut self, role: Option<RoleId>) {
        if self.after.default_role != role {
            self.after.default_role = role;
            self.steps.push(Step::DefaultRole(role));
        }
    }

    pub(in crate::access) fn put_workspace(&mut self, workspace: Workspace) {
        put(&mut self.after.workspaces, &workspace, |held| {
            held.id == workspace.id
        });
        self.steps.push(Step::PutWorkspace(workspace));
    }

    pub(in crate::access) fn drop_workspace(&mut self, id: WorkspaceId) {
        self.after.workspaces.retain(|held| held.id != id);
        self.steps.push(Step::DropWorkspace(id));
    }

    pub(in crate::access) fn put_fleet_group(
        &mut self,
        group: FleetGroup,
    ) -> Result<(), EditError> {
        let mut groups = self.after.fleet.all().to_vec();
        put(&mut groups, &group, |held| held.id == group.id);
        self.after.fleet = FleetTree::plant(groups)?;
        self.steps.push(Step::PutFleetGroup(group));
        Ok(())
    }

    pub(in crate::access) fn drop_fleet_group(
        &mut self,
        id: FleetGroupId,
    ) -> Result<(), EditError> {
        let mut groups = self.after.fleet.all().to_vec();
        groups.retain(|held| held.id != id);
        self.after.fleet = FleetTree::plant(groups)?;
        self.steps.push(Step::DropFleetGroup(id));
        Ok(())
    }

    pub(in crate::access) fn put_record_set(&mut self, set: RecordSet) {
        put(&mut self.after.record_sets, &set, |held| held.id == set.id);
        self.steps.push(Step::PutRecordSet(set));
    }

    pub(in crate::access) fn move_record_set(&mut self, from: RecordSetId, to: RecordSetId) {
        self.steps.push(Step::MoveRecordSet { from, to });
    }

    pub(in crate::access) fn drop_record_set(&mut self, set: RecordSet) {
        self.after.record_sets.retain(|held| held.id != set.id);
        self.steps.push(Step::DropRecordSet(set));
    }

    pub(in crate::access) fn put_rule(&mut self, rule: Rule) {
        put(&mut self.after.rules, &rule, |held| held.id == rule.id);
        self.steps.push(Step::PutRule(rule));
    }

    pub(in crate::access) fn drop_rule(&mut self, id: RuleId) {
        self.after.rules.retain(|held| held.id != id);
        self.steps.push(Step::DropRule(id));
    }

    /// The plan, unless a guard says no to what the whole of it comes to.
    pub(super) fn finish(mut self) -> Result<Plan, Barred> {
        guards::default_role_of(self.before.policy(), &self.after)?;
        if !self.steps.is_empty() {
            self.after.version += 1;
        }
        Ok(Plan {
            steps: self.steps,
            after: self.after,
        })
    }
}

fn put<T: Clone>(all: &mut Vec<T>, new: &T, is_it: impl Fn(&T) -> bool) {
    match all.iter_mut().find(|held| is_it(held)) {
        Some(held) => held.clone_from(new),
        None => all.push(new.clone()),
    }
}
