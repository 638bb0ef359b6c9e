//! From what a request asks of the members to the rows that really change.

use super::Groups;
use crate::error::StoreError;
use muster_model::group::{Group, Member, Members};
use muster_scim::patch::{MemberOp, MemberRef};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

impl Groups<'_> {
    /// Resolves member operations, in their order, to the rows that really change.
    ///
    /// The group must be locked, otherwise two requests at once would each resolve against what
    /// the other is about to change. Ids that this connection does not know become pending.
    pub async fn resolve(&self, group: &Group, ops: &[MemberOp]) -> Result<Members, StoreError> {
        let named = Named::of(ops);
        let current = if named.everybody {
            self.all_members(group).await?
        } else {
            self.members_among(group, &named.ids).await?
        };
        let unmet: Vec<Uuid> = named.joining(&current);
        let known = self.known(group, &unmet).await?;
        let waiting = if named.everybody {
            self.pending(group.id).await?
        } else {
            self.pending_among(group, &named.values).await?
        };
        let mut members = Resolution::new(current, known, waiting).after(ops);
        members.removed = self.named(group, members.removed).await?;
        Ok(members)
    }
}

/// Whom the operations name.
struct Named {
    /// Whether they also mean whom they do not name.
    everybody: bool,
    values: Vec<String>,
    ids: Vec<Uuid>,
}

impl Named {
    fn of(ops: &[MemberOp]) -> Self {
        let mut values: Vec<String> = Vec::new();
        let mut everybody = false;
        for op in ops {
            match op {
                MemberOp::Add(members) => values.extend(members.iter().map(|m| m.value.clone())),
                MemberOp::Remove(ids) => values.extend(ids.iter().cloned()),
                MemberOp::RemoveAll => everybody = true,
                MemberOp::Replace(members) => {
                    everybody = true;
                    values.extend(members.iter().map(|m| m.value.clone()));
                }
            }
        }
        values.sort_unstable();
        values.dedup();
        let ids = values.iter().filter_map(|value| id(value)).collect();
        Self {
            everybody,
            values,
            ids,
        }
    }

    fn joining(&self, current: &[Member]) -> Vec<Uuid> {
        let current: HashSet<Uuid> = current.iter().map(|member| member.id).collect();
        let ids = self.ids.iter().copied();
        ids.filter(|id| !current.contains(id)).collect()
    }
}

/// An id as we write it; another spelling of it is not our id.
fn id(value: &str) -> Option<Uuid> {
    Uuid::try_parse(value)
        .ok()
        .filter(|id| id.hyphenated().to_string() == value)
}

/// Who belongs and who is waited for, while operations are applied.
struct Resolution {
    people: HashMap<Uuid, Member>,
    was: HashSet<Uuid>,
    is: HashSet<Uuid>,
    waited: HashSet<String>,
    waits: HashSet<String>,
}

impl Resolution {
    fn new(current: Vec<Member>, known: Vec<Member>, waiting: Vec<String>) -> Self {
        let was: HashSet<Uuid> = current.iter().map(|member| member.id).collect();
        let waited: HashSet<String> = waiting.into_iter().collect();
        Self {
            people: current
                .into_iter()
                .chain(known)
                .map(|member| (member.id, member))
                .collect(),
            is: was.clone(),
            was,
            waits: waited.clone(),
            waited,
        }
    }

    fn after(mut self, ops: &[MemberOp]) -> Members {
        for op in ops {
            match op {
                MemberOp::Add(members) => self.join(members),
                MemberOp::Remove(ids) => self.leave(ids),
                MemberOp::RemoveAll => self.clear(),
                MemberOp::Replace(members) => {
                    self.clear();
                    self.join(members);
                }
            }
        }
        Members {
            added: self.named(&self.is, &self.was),
            removed: self.named(&self.was, &self.is),
            pending_added: sorted(self.waits.difference(&self.waited)),
            pending_removed: sorted(self.waited.difference(&self.waits)),
        }
    }

    fn join(&mut self, members: &[MemberRef]) {
        for value in members.iter().map(|member| &member.value) {
            match id(value).filter(|id| self.people.contains_key(id)) {
                Some(id) => {
                    self.is.insert(id);
                    self.waits.remove(value);
                }
                None => {
                    self.waits.insert(value.clone());
                }
            }
        }
    }

    fn leave(&mut self, values: &[String]) {
        for value in values {
            if let Some(id) = id(value) {
                self.is.remove(&id);
            }
            self.waits.remove(value);
        }
    }

    fn clear(&mut self) {
        self.is.clear();
        self.waits.clear();
    }

    fn named(&self, these: &HashSet<Uuid>, without: &HashSet<Uuid>) -> Vec<Member> {
        let mut ids: Vec<&Uuid> = these.difference(without).collect();
        ids.sort_unstable();
        let members = ids.into_iter().filter_map(|id| self.people.get(id));
        members.cloned().collect()
    }
}

fn sorted<'a>(values: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut values: Vec<String> = values.cloned().collect();
    values.sort_unstable();
    values
}
