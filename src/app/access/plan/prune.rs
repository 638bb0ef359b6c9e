//! Planning what goes: with `prune = true`, everything that the file does not name.

use super::planner::Planner;
use super::steps::Step;
use muster_model::access::{Effect, FleetGroup, FleetTree, GivenSet, NotATree, RecordSet};
use muster_model::people::fold;
use std::collections::HashSet;

impl Planner<'_> {
    /// Notes what goes. Built-in roles stay, and so does what a rule of the file gives, and what
    /// lies above it in the fleet.
    pub(super) fn prune(&mut self) -> Result<(), NotATree> {
        if self.file.prune {
            self.prune_rules();
            let given = self
                .after
                .rules
                .iter()
                .flat_map(|rule| rule.effects.clone())
                .collect();
            self.prune_fleet_groups(&given)?;
            self.prune_workspaces(&given);
            self.prune_record_sets(&given);
            self.prune_roles(&given);
        }
        Ok(())
    }

    fn prune_rules(&mut self) {
        let entries = &self.file.rules;
        let all = std::mem::take(&mut self.after.rules);
        let (kept, gone): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|rule| entries.iter().any(|e| e.name.value.trim() == rule.name));
        self.after.rules = kept;
        self.steps
            .extend(gone.iter().map(|rule| Step::DropRule(rule.id)));
    }

    /// Groups go before the groups that they are part of.
    fn prune_fleet_groups(&mut self, given: &HashSet<Effect>) -> Result<(), NotATree> {
        let tree = &self.after.fleet;
        let named = |group: &FleetGroup| {
            let mut entries = self.file.fleet_groups.iter();
            given.contains(&Effect::FleetGroup(group.id))
                || entries.any(|entry| same(&entry.name.value, &group.name))
        };
        let stays = |group: &&FleetGroup| tree.with_subgroups(group.id).into_iter().any(named);
        let tops = tree.all().iter().filter(|group| group.parent.is_none());
        let downwards: Vec<&FleetGroup> =
            tops.flat_map(|top| tree.with_subgroups(top.id)).collect();
        let (kept, gone): (Vec<_>, Vec<_>) = downwards.into_iter().partition(stays);
        let steps: Vec<Step> = gone
            .iter()
            .rev()
            .map(|group| Step::DropFleetGroup(group.id))
            .collect();
        let kept = FleetTree::plant(kept.into_iter().cloned().collect())?;
        self.after.fleet = kept;
        self.steps.extend(steps);
        Ok(())
    }

    fn prune_workspaces(&mut self, given: &HashSet<Effect>) {
        let entries = &self.file.workspaces;
        let all = std::mem::take(&mut self.after.workspaces);
        let (kept, gone): (Vec<_>, Vec<_>) = all.into_iter().partition(|workspace| {
            given.contains(&Effect::Workspace(workspace.id))
                || entries.iter().any(|e| same(&e.value, &workspace.name))
        });
        self.after.workspaces = kept;
        let gone = gone
            .iter()
            .map(|workspace| Step::DropWorkspace(workspace.id));
        self.steps.extend(gone);
    }

    /// The set of one person stays: no file names it.
    fn prune_record_sets(&mut self, given: &HashSet<Effect>) {
        let is_given = |set: &RecordSet| {
            let is_it = |effect: &Effect| matches!(effect, Effect::RecordSet(given) if given.set == GivenSet::Set(set.id));
            given.iter().any(is_it)
        };
        let entries = &self.file.record_sets;
        let all = std::mem::take(&mut self.after.record_sets);
        let (kept, gone): (Vec<_>, Vec<_>) = all.into_iter().partition(|set| {
            set.of.is_some()
                || is_given(set)
                || entries
                    .iter()
                    .any(|entry| same(&entry.name.value, &set.name))
        });
        self.after.record_sets = kept;
        self.steps.extend(gone.into_iter().map(Step::DropRecordSet));
    }

    fn prune_roles(&mut self, given: &HashSet<Effect>) {
        let entries = &self.file.roles;
        let default = self.after.default_role;
        let all = std::mem::take(&mut self.after.roles);
        let (kept, gone): (Vec<_>, Vec<_>) = all.into_iter().partition(|role| {
            role.built_in
                || default == Some(role.id)
                || given.contains(&Effect::Role(role.id))
                || entries.iter().any(|e| e.slug.value == role.slug)
        });
        self.after.roles = kept;
        self.steps.extend(gone.into_iter().map(Step::DropRole));
    }
}

fn same(given: &str, name: &str) -> bool {
    fold(given.trim()) == fold(name)
}
