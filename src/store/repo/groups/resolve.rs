//! From what a request asks of the members to the rows that really change.

use super::Groups;
use super::members::Standing;
use crate::error::StoreError;
use muster_model::group::{Group, Members};
use muster_scim::patch::MemberOp;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

impl Groups<'_> {
    /// Resolves member operations, in their order, to the rows that really change.
    ///
    /// The group must be locked, otherwise two requests at once would each resolve against what
    /// the other is about to change. Ids that this connection does not know become pending.
    pub async fn resolve(&self, group: &Group, ops: &[MemberOp]) -> Result<Members, StoreError> {
        let outcome = Outcome::of(ops);
        let ids = outcome.ids();
        let (standing, waiting) = if outcome.nobody_else {
            let changing = self.difference(group, ids).await?;
            let standing = self.standing(group, changing).await?;
            (standing, self.pending(group.id).await?)
        } else {
            let standing = self.standing(group, ids).await?;
            let named = outcome.wanted.keys().copied();
            (standing, self.pending_among(group, named).await?)
        };
        Ok(outcome.members(standing, waiting))
    }
}

/// What operations come to in the end: the last word on each value that they name.
struct Outcome<'a> {
    /// Whether whoever is not named does not belong.
    nobody_else: bool,
    /// Whether each value that is named shall belong.
    wanted: BTreeMap<&'a str, bool>,
}

impl<'a> Outcome<'a> {
    fn of(ops: &'a [MemberOp]) -> Self {
        let mut outcome = Self {
            nobody_else: false,
            wanted: BTreeMap::new(),
        };
        for op in ops {
            match op {
                MemberOp::Add(members) => {
                    outcome.say(members.iter().map(|member| &member.value), true);
                }
                MemberOp::Remove(values) => outcome.say(values, false),
                MemberOp::RemoveAll => outcome.clear(),
                MemberOp::Replace(members) => {
                    outcome.clear();
                    outcome.say(members.iter().map(|member| &member.value), true);
                }
            }
        }
        outcome
    }

    fn say(&mut self, values: impl IntoIterator<Item = &'a String>, wanted: bool) {
        let values = values.into_iter().map(|value| (value.as_str(), wanted));
        self.wanted.extend(values);
    }

    fn clear(&mut self) {
        self.nobody_else = true;
        self.wanted.clear();
    }

    /// The ids that must be looked at: in a whole list, those that shall belong.
    fn ids(&self) -> Vec<Uuid> {
        let named = self.wanted.iter();
        named
            .filter(|(_, wanted)| **wanted || !self.nobody_else)
            .filter_map(|(value, _)| id(value))
            .collect()
    }

    fn wants(&self, value: &str) -> bool {
        self.wanted.get(value).copied().unwrap_or_default()
    }

    /// The rows that change, each list sorted.
    fn members(&self, standing: Vec<Standing>, waiting: Vec<String>) -> Members {
        let mut members = Members::default();
        // What is no id of ours can only be waited for.
        let foreign = self.wanted.iter();
        let mut awaited: BTreeSet<String> = foreign
            .filter(|(value, wanted)| **wanted && id(value).is_none())
            .map(|(value, _)| (*value).to_owned())
            .collect();
        for Standing { id, held, member } in standing {
            let value = id.to_string();
            match (self.wants(&value), held, member) {
                (false, true, Some(member)) => members.removed.push(member),
                (true, false, Some(member)) => members.added.push(member),
                (true, false, None) => {
                    awaited.insert(value);
                }
                _ => {}
            }
        }
        members.added.sort_unstable_by_key(|member| member.id);
        members.removed.sort_unstable_by_key(|member| member.id);
        for value in waiting {
            if !awaited.remove(&value) {
                members.pending_removed.push(value);
            }
        }
        members.pending_removed.sort_unstable();
        members.pending_added = awaited.into_iter().collect();
        members
    }
}

/// An id as we write it; another spelling of it is not our id.
pub(super) fn id(value: &str) -> Option<Uuid> {
    Uuid::try_parse(value)
        .ok()
        .filter(|id| id.hyphenated().to_string() == value)
}
