//! Members that are not known yet: remembered, hidden from reads, resolved when they appear
//! (decision 11 of the house).

use super::find::groups_of;
use super::{Groups, WriteGroups};
use crate::db::list;
use crate::error::StoreError;
use muster_model::change::Change;
use muster_model::group::{Group, Members};
use muster_model::ids::{ConnectionId, GroupId};
use sea_orm::sea_query::Value;
use uuid::Uuid;

impl Groups<'_> {
    /// The ids that a group waits for, sorted.
    pub async fn pending(&self, group: GroupId) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT value FROM pending_member WHERE group_id = $1 ORDER BY value";
        let rows = self.db.all(sql, [group.0.into()]).await?;
        rows.iter()
            .map(|row| Ok(row.try_get("", "value")?))
            .collect()
    }

    /// Those of these values that a group waits for.
    pub(super) async fn pending_among<'v>(
        &self,
        group: &Group,
        values: impl IntoIterator<Item = &'v str>,
    ) -> Result<Vec<String>, StoreError> {
        let mut bound: Vec<Value> = Vec::new();
        let values = values.into_iter();
        let lines = values.map(|value| (group.id.0, value.to_owned()));
        let sql = format!(
            "SELECT p.value FROM {} w JOIN pending_member p \
             ON p.group_id = w.id AND p.value = w.value",
            self.db.dialect.texts(&mut bound, lines)
        );
        let rows = self.db.all(sql, bound).await?;
        rows.iter()
            .map(|row| Ok(row.try_get("", "value")?))
            .collect()
    }

    /// The living groups of a connection that wait for one of these names, by id; in a transaction
    /// they are locked in that order.
    pub async fn waiting_for(
        &self,
        connection: ConnectionId,
        names: &[String],
    ) -> Result<Vec<Group>, StoreError> {
        let mut values: Vec<Value> = vec![connection.0.into()];
        let names = list(&mut values, names.iter().map(String::as_str));
        let sql = format!(
            "SELECT * FROM directory_group WHERE connection_id = $1 AND deleted_at IS NULL \
             AND id IN (SELECT group_id FROM pending_member WHERE value IN {names}) \
             ORDER BY id{}",
            self.db.lock()
        );
        groups_of(&self.db.all(sql, values).await?)
    }
}

impl WriteGroups<'_> {
    /// Remembers and forgets values that groups wait for.
    pub(super) async fn write_pending(&self, changes: &[Change<Group>]) -> Result<(), StoreError> {
        let forgotten = lines(changes, |delta| &delta.pending_removed);
        if !forgotten.is_empty() {
            let mut values: Vec<Value> = Vec::new();
            let sql = format!(
                "DELETE FROM pending_member WHERE (group_id, value) IN \
                 (SELECT w.id, w.value FROM {} w)",
                self.tx.db().dialect.texts(&mut values, forgotten)
            );
            self.tx.db().run(sql, values).await?;
        }
        let remembered = lines(changes, |delta| &delta.pending_added);
        if !remembered.is_empty() {
            let mut values: Vec<Value> = vec![self.tx.now().0.into()];
            let sql = format!(
                "INSERT INTO pending_member (group_id, value, created_at) \
                 SELECT w.id, w.value, $1 FROM {} w",
                self.tx.db().dialect.texts(&mut values, remembered)
            );
            self.tx.db().run(sql, values).await?;
        }
        Ok(())
    }
}

fn lines(changes: &[Change<Group>], of: fn(&Members) -> &[String]) -> Vec<(Uuid, String)> {
    let living = changes
        .iter()
        .filter(|change| change.after().deleted_at.is_none());
    living
        .flat_map(|change| {
            let values = of(change.delta()).iter();
            values.map(|value| (change.after().id.0, value.clone()))
        })
        .collect()
}
