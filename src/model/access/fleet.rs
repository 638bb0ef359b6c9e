//! Fleet groups: a tree whose rights roll down from a group to its subgroups.

use crate::ids::FleetGroupId;
use std::collections::HashMap;

/// One group of vehicles or machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FleetGroup {
    /// Its id.
    pub id: FleetGroupId,
    /// The group that it is part of.
    pub parent: Option<FleetGroupId>,
    /// Its name, unique within the account without regard to case.
    pub name: String,
}

/// The fleet groups of an account: no group lies below itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FleetTree {
    groups: Vec<FleetGroup>,
    children: HashMap<Option<FleetGroupId>, Vec<usize>>,
}

/// The groups make no tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotATree {
    /// A group names a parent that does not exist.
    #[error("the parent of fleet group {0:?} does not exist")]
    NoParent(String),
    /// A group lies below itself.
    #[error("fleet group {0:?} lies below itself")]
    Cycle(String),
}

impl FleetTree {
    /// Makes the tree, unless a parent is missing or a group lies below itself.
    pub fn plant(mut groups: Vec<FleetGroup>) -> Result<Self, NotATree> {
        groups.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        let parents: HashMap<FleetGroupId, Option<FleetGroupId>> = groups
            .iter()
            .map(|group| (group.id, group.parent))
            .collect();
        for group in &groups {
            let mut above = group.parent;
            // A path longer than there are groups goes round in a circle.
            for _ in 0..groups.len() {
                let Some(id) = above else { break };
                above = *parents
                    .get(&id)
                    .ok_or_else(|| NotATree::NoParent(group.name.clone()))?;
            }
            if above.is_some() {
                return Err(NotATree::Cycle(group.name.clone()));
            }
        }
        let mut children: HashMap<Option<FleetGroupId>, Vec<usize>> = HashMap::new();
        for (at, group) in groups.iter().enumerate() {
            children.entry(group.parent).or_default().push(at);
        }
        Ok(Self { groups, children })
    }

    /// Every group, by name.
    pub fn all(&self) -> &[FleetGroup] {
        &self.groups
    }

    /// The group of this id.
    pub fn get(&self, id: FleetGroupId) -> Option<&FleetGroup> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The groups right below this one, or those at the top, by name.
    pub fn below(&self, id: Option<FleetGroupId>) -> impl Iterator<Item = &FleetGroup> {
        let below = self.children.get(&id).into_iter().flatten();
        below.filter_map(|at| self.groups.get(*at))
    }

    /// The group itself and everything below it; nothing when it does not exist.
    pub fn with_subgroups(&self, id: FleetGroupId) -> Vec<&FleetGroup> {
        let mut found: Vec<&FleetGroup> = self.get(id).into_iter().collect();
        let mut at = 0;
        while let Some(group) = found.get(at) {
            let below = self.children.get(&Some(group.id)).into_iter().flatten();
            found.extend(below.filter_map(|at| self.groups.get(*at)));
            at += 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{FleetGroup, FleetTree, NotATree};
    use crate::ids::FleetGroupId;
    use uuid::Uuid;

    fn group(id: u128, parent: Option<u128>, name: &str) -> FleetGroup {
        FleetGroup {
            id: FleetGroupId(Uuid::from_u128(id)),
            parent: parent.map(|parent| FleetGroupId(Uuid::from_u128(parent))),
            name: name.to_owned(),
        }
    }

    #[test]
    fn rights_roll_down_the_tree() {
        let tree = FleetTree::plant(vec![
            group(1, None, "Midwest"),
            group(2, Some(1), "Chicago"),
            group(3, Some(2), "Chicago North"),
            group(4, None, "West"),
        ])
        .unwrap();
        let names = |id: u128| -> Vec<&str> {
            tree.with_subgroups(FleetGroupId(Uuid::from_u128(id)))
                .iter()
                .map(|group| group.name.as_str())
                .collect()
        };
        assert_eq!(names(1), ["Midwest", "Chicago", "Chicago North"]);
        assert_eq!(names(3), ["Chicago North"]);
        assert_eq!(names(9), Vec::<&str>::new());
    }

    #[test]
    fn a_group_below_itself_is_refused() {
        let round = vec![group(1, Some(2), "A"), group(2, Some(1), "B")];
        assert_eq!(
            FleetTree::plant(round),
            Err(NotATree::Cycle("A".to_owned()))
        );
    }

    #[test]
    fn a_missing_parent_is_refused() {
        let orphan = vec![group(1, Some(7), "A")];
        assert_eq!(
            FleetTree::plant(orphan),
            Err(NotATree::NoParent("A".to_owned()))
        );
    }
}
