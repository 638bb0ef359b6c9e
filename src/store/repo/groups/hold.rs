//! Whom a change of members is about is held until it is committed, so that what was resolved is
//! still true then.
//!
//! On PostgreSQL two requests run at once. A person who joins may be deleted meanwhile, two groups
//! may take each other in, and somebody may arrive while a group begins to wait for them. So, behind
//! the group's own lock, these are held in this order: the keys that somebody may arrive under, the
//! nesting of the connection's groups, the people by id. Whatever had to wait has to look again.
//! On SQLite the writers take turns, and nothing of this asks anything.

use super::WriteGroups;
use super::resolve::id;
use crate::db::{OF_THE_ACCOUNT, list};
use crate::error::StoreError;
use muster_model::group::{Group, Member, MemberKind, Members};
use muster_model::ids::{ConnectionId, PersonId};
use sea_orm::sea_query::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// In how many drawers the keys of a connection lie. A lock for each key of a list of 100,000 would
/// be more than the server has room for.
const DRAWERS: u32 = 256;

impl WriteGroups<'_> {
    /// Holds the key under which a connection knows somebody, or is about to: who arrives under it
    /// and a group that begins to wait for it come one after the other.
    pub async fn hold_key(&self, connection: ConnectionId, key: &str) -> Result<(), StoreError> {
        self.hold_names([drawer(connection, key)]).await
    }

    /// Holds which groups of a connection are members of which: a group joins another, or goes, one
    /// after the other.
    pub async fn hold_nesting(&self, connection: ConnectionId) -> Result<(), StoreError> {
        self.hold_names([nesting(connection)]).await
    }

    /// Whether somebody has become a member of another group than these locked ones meanwhile. The
    /// person must be locked: then nobody puts them anywhere until this transaction ends.
    pub async fn has_joined_meanwhile(
        &self,
        groups: &[Group],
        person: PersonId,
    ) -> Result<bool, StoreError> {
        if !self.db.dialect.has_many_writers() {
            return Ok(false);
        }
        let mut values: Vec<Value> = vec![person.0.into()];
        let known = groups.iter().map(|group| group.id.0);
        let sql = format!(
            "SELECT 1 AS one FROM membership WHERE member_id = $1 \
             AND group_id NOT IN (SELECT w.id FROM {} w) LIMIT 1",
            self.db.dialect.ids(&mut values, known)
        );
        Ok(self.db.one(sql, values).await?.is_some())
    }

    /// Whether another group than these locked ones has begun to wait for one of these names. The
    /// key must be held, and the person locked: then no other group does until this transaction ends.
    pub async fn has_begun_to_wait(
        &self,
        connection: ConnectionId,
        groups: &[Group],
        names: &[String],
    ) -> Result<bool, StoreError> {
        if names.is_empty() || !self.db.dialect.has_many_writers() {
            return Ok(false);
        }
        let mut values: Vec<Value> = vec![connection.0.into()];
        let names = list(&mut values, names.iter().map(String::as_str));
        let known = groups.iter().map(|group| group.id.0);
        let sql = format!(
            "SELECT 1 AS one FROM pending_member p JOIN directory_group g ON g.id = p.group_id \
             WHERE g.connection_id = $1 AND g.deleted_at IS NULL AND p.value IN {names} \
             AND g.id NOT IN (SELECT w.id FROM {} w) LIMIT 1",
            self.db.dialect.ids(&mut values, known)
        );
        Ok(self.db.one(sql, values).await?.is_some())
    }

    /// Holds the keys that a locked group begins to wait for, and the nesting when groups join it;
    /// answers whether there was anything to hold.
    pub(super) async fn hold_what_waits(
        &self,
        group: &Group,
        members: &Members,
    ) -> Result<bool, StoreError> {
        let keys = members.pending_added.iter();
        let mut names: BTreeSet<String> = keys.map(|key| drawer(group.connection, key)).collect();
        if members.added.iter().any(|m| m.kind == MemberKind::Group) {
            names.insert(nesting(group.connection));
        }
        let any = !names.is_empty() && self.db.dialect.has_many_writers();
        self.hold_names(names).await?;
        Ok(any)
    }

    /// Locks the people whom a change of members is about, those included who leave and those whom
    /// the connection does not know yet; answers whether there was anybody to lock.
    pub(super) async fn hold_people(
        &self,
        group: &Group,
        members: &Members,
    ) -> Result<bool, StoreError> {
        let changed = members.added.iter().chain(&members.removed);
        let people = changed.filter(|member| member.kind == MemberKind::User);
        let unknown = members.pending_added.iter().filter_map(|value| id(value));
        let people: Vec<Uuid> = people.map(|Member { id, .. }| *id).chain(unknown).collect();
        if people.is_empty() || !self.db.dialect.has_many_writers() {
            return Ok(false);
        }
        let mut values: Vec<Value> = vec![group.account.0.into()];
        let sql = format!(
            "SELECT count(*) AS n FROM (SELECT id FROM person WHERE {OF_THE_ACCOUNT} \
             AND id IN (SELECT w.id FROM {} w) ORDER BY id{}) held",
            self.db.dialect.ids(&mut values, people),
            self.db.lock(),
        );
        self.db.one(sql, values).await?;
        Ok(true)
    }

    async fn hold_names(&self, names: impl IntoIterator<Item = String>) -> Result<(), StoreError> {
        let mut values: Vec<Value> = Vec::new();
        let names = names.into_iter().collect::<Vec<_>>();
        let none = names.is_empty();
        let names = self.db.dialect.names(&mut values, names);
        match self.db.dialect.hold_names(&names) {
            Some(sql) if !none => self.db.all(sql, values).await.map(drop),
            _ => Ok(()),
        }
    }
}

/// The drawer in which a key lies: any number that every process draws alike.
fn drawer(connection: ConnectionId, key: &str) -> String {
    let sum = key.bytes().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    });
    format!("muster key {} {}", connection.0, sum % DRAWERS)
}

fn nesting(connection: ConnectionId) -> String {
    format!("muster nesting {}", connection.0)
}
