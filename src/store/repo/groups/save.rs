//! Saving groups and the rows of their members.

use super::{Groups, rows};
use crate::db::list;
use crate::entity::{directory_group, membership};
use crate::error::{Constraint, StoreError};
use crate::outbox::{self, Told};
use crate::rows::{insert_models, update_models};
use crate::tx::Tx;
use muster_model::change::{Aggregate, Change};
use muster_model::group::Group;
use sea_orm::sea_query::Value;
use std::ops::Deref;

/// Finds groups, locks them, and saves what became of them.
pub struct WriteGroups<'a> {
    pub(super) tx: &'a Tx,
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
        for change in &changes {
            self.write_members(change).await?;
        }
        let told: Vec<Told> = changes.iter().map(|change| self.told(change)).collect();
        outbox::write(self.tx, &told).await?;
        Ok(changes.into_iter().map(Change::into_after).collect())
    }

    async fn write_members(&self, change: &Change<Group>) -> Result<(), StoreError> {
        let (group, delta) = (change.after(), change.delta());
        if group.deleted_at.is_some() {
            return self.forget_members(group).await;
        }
        for part in delta.removed.chunks(500) {
            let mut values: Vec<Value> = vec![group.id.0.into()];
            let ids = list(&mut values, part.iter().map(|member| member.id));
            let sql = format!("DELETE FROM membership WHERE group_id = $1 AND member_id IN {ids}");
            self.tx.db().run(sql, values).await?;
        }
        let rows = delta.added.iter().map(|member| membership::Model {
            group_id: group.id.0,
            member_id: member.id,
            member_kind: member.kind.as_str().to_owned(),
            created_at: self.tx.now().0,
        });
        insert_models::<membership::Entity>(self.tx.db(), rows.collect()).await?;
        self.write_pending(group, &delta.pending_added, &delta.pending_removed)
            .await
    }

    /// A deleted group has no members, and is a member of nothing.
    async fn forget_members(&self, group: &Group) -> Result<(), StoreError> {
        let db = self.tx.db();
        let of = || [group.id.0.into()];
        db.run("DELETE FROM membership WHERE group_id = $1", of())
            .await?;
        db.run("DELETE FROM membership WHERE member_id = $1", of())
            .await?;
        db.run("DELETE FROM pending_member WHERE group_id = $1", of())
            .await?;
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
            events: change.events().to_vec(),
            letters: change.letters().to_vec(),
        }
    }
}
