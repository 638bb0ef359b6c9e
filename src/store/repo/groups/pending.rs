//! Members that are not known yet: remembered, hidden from reads, resolved when they appear
//! (decision 11 of the house).

use super::find::groups_of;
use super::{Groups, WriteGroups};
use crate::db::list;
use crate::error::StoreError;
use muster_model::group::Group;
use muster_model::ids::{ConnectionId, GroupId};
use sea_orm::sea_query::Value;

impl Groups<'_> {
    /// The ids that a group waits for, sorted.
    pub async fn pending(&self, group: GroupId) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT value FROM pending_member WHERE group_id = $1 ORDER BY value";
        let rows = self.db.all(sql, [group.0.into()]).await?;
        rows.iter()
            .map(|row| Ok(row.try_get("", "value")?))
            .collect()
    }

    /// Those of these ids that a group waits for.
    pub(super) async fn pending_among(
        &self,
        group: &Group,
        wanted: &[String],
    ) -> Result<Vec<String>, StoreError> {
        let mut pending = Vec::new();
        for part in wanted.chunks(500) {
            let mut values: Vec<Value> = vec![group.id.0.into()];
            let ids = list(&mut values, part.iter().map(String::as_str));
            let sql =
                format!("SELECT value FROM pending_member WHERE group_id = $1 AND value IN {ids}");
            for row in self.db.all(sql, values).await? {
                pending.push(row.try_get("", "value")?);
            }
        }
        Ok(pending)
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
    /// Remembers and forgets ids that a group waits for.
    pub(super) async fn write_pending(
        &self,
        group: &Group,
        added: &[String],
        removed: &[String],
    ) -> Result<(), StoreError> {
        for part in removed.chunks(500) {
            let mut values: Vec<Value> = vec![group.id.0.into()];
            let ids = list(&mut values, part.iter().map(String::as_str));
            let sql = format!("DELETE FROM pending_member WHERE group_id = $1 AND value IN {ids}");
            self.tx.db().run(sql, values).await?;
        }
        let rows = added
            .iter()
            .map(|value| crate::entity::pending_member::Model {
                group_id: group.id.0,
                value: value.clone(),
                display: None,
                created_at: self.tx.now().0,
            })
            .collect();
        crate::rows::insert_models::<crate::entity::pending_member::Entity>(self.tx.db(), rows)
            .await
    }
}
