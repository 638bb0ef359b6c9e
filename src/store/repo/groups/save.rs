//! Saving groups and the rows of their members.

use super::{Groups, rows};
use crate::attributes::{Difference, OF_GROUPS, Row, rows_of};
use crate::entity::directory_group;
use crate::error::{Constraint, StoreError};
use crate::outbox::{self, Told};
use crate::rows::{insert_models, update_models};
use crate::tx::Tx;
use muster_model::change::{Aggregate, Change};
use muster_model::group::{Group, Member, MemberKind, Members};
use sea_orm::sea_query::Value;
use std::ops::Deref;
use uuid::Uuid;

/// Finds groups, locks them, and saves what became of them.
pub struct WriteGroups<'a> {
    pub(in crate::repo) tx: &'a Tx,
    find: Groups<'a>,
}

impl Tx {
    /// Finds groups, locks them, and saves what became of them.
    pub fn groups(&self) -> WriteGroups<'_> {
        WriteGroups {
            tx: self,
            find: Groups { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteGroups<'a> {
    type Target = Groups<'a>;

    fn deref(&self) -> &Groups<'a> {
        &self.find
    }
}

impl WriteGroups<'_> {
    /// Saves one change with its member rows and everything that follows.
    pub async fn save(&self, change: Change<Group>) -> Result<Group, StoreError> {
        let mut groups = self.save_all(vec![change]).await?;
        groups
            .pop()
            .ok_or_else(|| StoreError::bug("nothing was saved"))
    }

    /// Saves many changes with multi-row statements.
    pub async fn save_all(&self, changes: Vec<Change<Group>>) -> Result<Vec<Group>, StoreError> {
        let (mut new, mut old) = (Vec::new(), Vec::new());
        for change in &changes {
            let row = rows::row(change.after());
            match change.before() {
                None => new.push(row),
                Some(before) => old.push((row, before.version, before.sequence)),
            }
        }
        let expected = old.len();
        let updated = update_models::<directory_group::Entity>(self.tx.db(), old).await?;
        if usize::try_from(updated) != Ok(expected) {
            return Err(StoreError::Conflict(Constraint::Version));
        }
        insert_models::<directory_group::Entity>(self.tx.db(), new).await?;
        self.write_attributes(&changes).await?;
        self.forget_members(&changes).await?;
        self.write_members(&changes).await?;
        self.write_pending(&changes).await?;
        let told: Vec<Told> = changes.iter().map(|change| self.told(change)).collect();
        outbox::write(self.tx, &told).await?;
        Ok(changes.into_iter().map(Change::into_after).collect())
    }

    async fn write_attributes(&self, changes: &[Change<Group>]) -> Result<(), StoreError> {
        let mut difference = Difference::default();
        for change in changes {
            let was = change.before().map(attributes).unwrap_or_default();
            difference.add(&was, attributes(change.after()));
        }
        difference.write(self.tx.db(), &OF_GROUPS).await
    }

    /// Writes the rows of everybody who joins or leaves, whatever the group, each kind in one
    /// statement.
    async fn write_members(&self, changes: &[Change<Group>]) -> Result<(), StoreError> {
        let db = self.tx.db();
        let gone = pairs(changes, |delta| &delta.removed, |_| true);
        if !gone.is_empty() {
            let mut values: Vec<Value> = Vec::new();
            let sql = format!(
                "DELETE FROM membership WHERE (group_id, member_id) IN \
                 (SELECT w.one, w.other FROM {} w)",
                db.dialect.pairs(&mut values, gone)
            );
            db.run(sql, values).await?;
        }
        for kind in [MemberKind::User, MemberKind::Group] {
            let new = pairs(changes, |delta| &delta.added, |member| member.kind == kind);
            if new.is_empty() {
                continue;
            }
            let mut values: Vec<Value> = vec![kind.as_str().into(), self.tx.now().0.into()];
            let sql = format!(
                "INSERT INTO membership (group_id, member_id, member_kind, created_at) \
                 SELECT w.one, w.other, $1, $2 FROM {} w",
                db.dialect.pairs(&mut values, new)
            );
            db.run(sql, values).await?;
        }
        Ok(())
    }

    /// Deleted groups have no members, and are members of nothing.
    async fn forget_members(&self, changes: &[Change<Group>]) -> Result<(), StoreError> {
        let db = self.tx.db();
        let gone = changes
            .iter()
            .map(Change::after)
            .filter(|group| group.deleted_at.is_some());
        let gone: Vec<Uuid> = gone.map(|group| group.id.0).collect();
        if gone.is_empty() {
            return Ok(());
        }
        let mut values: Vec<Value> = Vec::new();
        let gone = db.dialect.ids(&mut values, gone);
        for rows in [
            "membership WHERE group_id",
            "membership WHERE member_id",
            "pending_member WHERE group_id",
        ] {
            let sql = format!("DELETE FROM {rows} IN (SELECT w.id FROM {gone} w)");
            db.run(sql, values.clone()).await?;
        }
        Ok(())
    }

    fn told(&self, change: &Change<Group>) -> Told {
        let portrait = &self.tx.runtime().portrait;
        let group = change.after();
        Told {
            account: group.account,
            kind: Group::KIND,
            subject: group.id.0,
            before: change
                .before()
                .map_or(serde_json::Value::Null, |g| portrait.group(g)),
            after: portrait.group(group),
            shown: None,
            events: change.events().to_vec(),
            letters: change.letters().to_vec(),
        }
    }
}

/// The attributes of a group's extensions; a deleted group has none.
pub(super) fn attributes(group: &Group) -> Vec<Row> {
    if group.deleted_at.is_some() {
        return Vec::new();
    }
    rows_of(group.id.0, group.account.0, &group.attributes)
}

/// The rows that living groups gain or lose.
fn pairs(
    changes: &[Change<Group>],
    of: fn(&Members) -> &[Member],
    wanted: impl Fn(&Member) -> bool,
) -> Vec<(Uuid, Uuid)> {
    let mut pairs = Vec::new();
    for change in changes {
        let group = change.after();
        if group.deleted_at.is_none() {
            let members = of(change.delta()).iter().filter(|member| wanted(member));
            pairs.extend(members.map(|member| (group.id.0, member.id)));
        }
    }
    pairs
}
