//! Planning the fleet groups.

use super::check::check_name;
use super::planner::Planner;
use super::steps::{Step, once};
use crate::access::file::FileError;
use muster_model::access::{FleetGroup, FleetTree, NotATree};
use muster_model::ids::FleetGroupId;
use muster_model::people::fold;

impl Planner<'_> {
    /// Groups are written before the groups in them, whatever their order in the file.
    pub(super) fn fleet_groups(&mut self) -> Result<(), FileError> {
        let file = self.file;
        once(
            "fleet group",
            file.fleet_groups.iter().map(|group| &group.name),
            fold,
        )?;
        let mut groups = self.after.fleet.all().to_vec();
        let named = |groups: &[FleetGroup], name: &str| {
            let at = groups
                .iter()
                .position(|group| fold(&group.name) == fold(name.trim()));
            at.and_then(|at| groups.get(at)).map(|group| group.id)
        };
        for entry in &file.fleet_groups {
            check_name("fleet group", &entry.name)?;
            if named(&groups, &entry.name.value).is_none() {
                groups.push(FleetGroup {
                    id: FleetGroupId(self.ids.next()),
                    parent: None,
                    name: entry.name.value.trim().to_owned(),
                });
            }
        }
        for entry in &file.fleet_groups {
            let parent = match &entry.parent {
                None => None,
                Some(parent) => Some(named(&groups, &parent.value).ok_or_else(|| {
                    let message = format!(
                        "fleet group {:?} does not exist: add a [[fleet_group]] of that name",
                        parent.value
                    );
                    FileError::at(parent.line, message)
                })?),
            };
            let id = named(&groups, &entry.name.value);
            if let Some(group) = groups.iter_mut().find(|group| Some(group.id) == id) {
                group.parent = parent;
                entry.name.value.trim().clone_into(&mut group.name);
            }
        }
        let tree = FleetTree::plant(groups).map_err(|error| self.no_tree(&error))?;
        let before = &self.existing.policy.fleet;
        let tops = tree.all().iter().filter(|group| group.parent.is_none());
        let downwards = tops.flat_map(|top| tree.with_subgroups(top.id));
        let changed = downwards.filter(|group| before.get(group.id) != Some(*group));
        self.steps.extend(changed.cloned().map(Step::PutFleetGroup));
        self.after.fleet = tree;
        Ok(())
    }

    pub(super) fn no_tree(&self, error: &NotATree) -> FileError {
        let (NotATree::Cycle(name) | NotATree::NoParent(name)) = error;
        let entries = self.file.fleet_groups.iter();
        let entry = entries
            .map(|entry| &entry.name)
            .find(|at| at.value == *name);
        FileError {
            line: entry.map(|at| at.line),
            message: format!("{error}: choose another parent"),
        }
    }
}
