//! Members whom a directory names by its own key, the `externalId`: the group waits for such a value
//! (decision 11 of the house), and whoever is here already is meant at once.

use super::WriteGroups;
use crate::error::StoreError;
use muster_model::group::{Group, Members};
use muster_model::ids::ConnectionId;
use muster_scim::patch::{MemberOp, MemberRef};
use sea_orm::sea_query::Value;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What member operations come to, with the keys that they name held.
#[derive(Clone, Debug)]
pub struct HeldKeys {
    /// The rows that change, unless others were faster or somebody is adopted first.
    pub members: Members,
    renamed: Option<Vec<MemberOp>>,
    waited: bool,
}

impl HeldKeys {
    /// The operations, with our ids in the place of keys that somebody is known under.
    pub fn ops<'o>(&'o self, ops: &'o [MemberOp]) -> &'o [MemberOp] {
        self.renamed.as_deref().unwrap_or(ops)
    }
}

impl WriteGroups<'_> {
    /// Resolves member operations of a locked group, and holds the keys that it begins to wait for
    /// and the nesting of groups until the transaction ends.
    ///
    /// With `by_key` a value that is nobody's id may be the `externalId` of somebody.
    pub async fn hold_keys(
        &self,
        group: &Group,
        ops: &[MemberOp],
        by_key: bool,
    ) -> Result<HeldKeys, StoreError> {
        let mut members = self.resolve(group, ops).await?;
        let waited = self.hold_what_waits(group, &members).await?;
        let renamed = if by_key {
            self.renamed(group.connection, ops, &members).await?
        } else {
            None
        };
        if let Some(ops) = &renamed {
            members = self.resolve(group, ops).await?;
        }
        Ok(HeldKeys {
            members,
            renamed,
            waited,
        })
    }

    /// Holds whom the operations are about, behind the keys: who is a member when the transaction
    /// ends, is one that could become it. Answers whether they have to be resolved again.
    pub async fn hold_members(&self, group: &Group, held: &HeldKeys) -> Result<bool, StoreError> {
        let members = &held.members;
        if members.added.is_empty() && members.pending_added.is_empty() {
            return Ok(false);
        }
        Ok(self.hold_people(group, members).await? || held.waited)
    }

    /// The operations with our ids in the place of keys that somebody is known under; nothing when
    /// there is no such key.
    async fn renamed(
        &self,
        connection: ConnectionId,
        ops: &[MemberOp],
        members: &Members,
    ) -> Result<Option<Vec<MemberOp>>, StoreError> {
        let strangers = strangers(ops, members);
        if strangers.is_empty() {
            return Ok(None);
        }
        let known = self.known_by_key(connection, strangers).await?;
        Ok((!known.is_empty()).then(|| ops.iter().flat_map(|op| rename(op, &known)).collect()))
    }

    /// The living people whom a connection knows under these keys.
    async fn known_by_key(
        &self,
        connection: ConnectionId,
        keys: BTreeSet<String>,
    ) -> Result<HashMap<String, String>, StoreError> {
        let mut values: Vec<Value> = vec![connection.0.into()];
        let sql = format!(
            "SELECT l.external_id, l.person_id FROM {} w \
             JOIN link l ON l.connection_id = $1 AND l.external_id = w.value \
             JOIN person p ON p.id = l.person_id AND p.deleted_at IS NULL",
            self.db.dialect.names(&mut values, keys)
        );
        let rows = self.db.all(sql, values).await?;
        let known = rows.iter().map(|row| {
            let id: Uuid = row.try_get("", "person_id")?;
            Ok((row.try_get("", "external_id")?, id.to_string()))
        });
        known.collect()
    }
}

/// Values that are the id of no member and of nobody who may become one.
fn strangers(ops: &[MemberOp], members: &Members) -> BTreeSet<String> {
    let leaving = ops.iter().filter_map(|op| match op {
        MemberOp::Remove(values) => Some(values),
        _ => None,
    });
    let mut strangers: BTreeSet<String> = leaving.flatten().cloned().collect();
    for member in &members.removed {
        strangers.remove(&member.id.to_string());
    }
    for value in &members.pending_removed {
        strangers.remove(value);
    }
    strangers.extend(members.pending_added.iter().cloned());
    strangers
}

/// An operation that means people by our ids; what still waits for their keys waits no more.
fn rename(op: &MemberOp, known: &HashMap<String, String>) -> Vec<MemberOp> {
    let ids = |values: &[String]| -> Vec<String> {
        let known = values.iter().filter_map(|value| known.get(value));
        known.cloned().collect()
    };
    let named = |members: &[MemberRef]| -> Vec<MemberRef> {
        let named = members.iter().map(|member| MemberRef {
            value: known.get(&member.value).unwrap_or(&member.value).clone(),
            ..member.clone()
        });
        named.collect()
    };
    match op {
        MemberOp::Add(members) => {
            let keys = members.iter().map(|member| member.value.clone());
            let keys = keys.filter(|key| known.contains_key(key)).collect();
            vec![MemberOp::Remove(keys), MemberOp::Add(named(members))]
        }
        MemberOp::Remove(values) => {
            let all = values.iter().cloned().chain(ids(values)).collect();
            vec![MemberOp::Remove(all)]
        }
        MemberOp::Replace(members) => vec![MemberOp::Replace(named(members))],
        MemberOp::RemoveAll => vec![MemberOp::RemoveAll],
    }
}
