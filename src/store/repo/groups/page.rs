//! Pages of groups, as a connection lists them.

use super::Groups;
use super::find::groups_of;
use crate::db::count;
use crate::error::StoreError;
use crate::filter::Condition;
use muster_model::group::Group;
use muster_model::ids::{AccountId, ConnectionId, GroupId};
use sea_orm::sea_query::Value;
use uuid::Uuid;

const PUSHED: &str = "FROM directory_group g WHERE g.connection_id = $1 AND g.account_id = $2 \
     AND g.deleted_at IS NULL AND ";

impl Groups<'_> {
    /// How many living groups of a connection a condition finds, and one page of them by id.
    pub async fn find_page(
        &self,
        account: AccountId,
        connection: ConnectionId,
        condition: &Condition,
        offset: u64,
        limit: u64,
    ) -> Result<(u64, Vec<Group>), StoreError> {
        let mut values: Vec<Value> = vec![connection.0.into(), account.0.into()];
        let sql = condition.sql(&mut values);
        let counting = format!("SELECT count(*) AS n {PUSHED}{sql}");
        let row = self.db.one(counting, values.clone()).await?;
        let total: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        if limit == 0 {
            return Ok((total.unsigned_abs(), Vec::new()));
        }
        let (skip, most) = (values.len() + 1, values.len() + 2);
        values.extend([count(offset), count(limit)]);
        let page = format!("SELECT g.* {PUSHED}{sql} ORDER BY g.id LIMIT ${most} OFFSET ${skip}");
        Ok((
            total.unsigned_abs(),
            groups_of(&self.db.all(page, values).await?)?,
        ))
    }

    /// The living groups of a connection that a condition finds, after this id, by id.
    pub async fn find_after(
        &self,
        account: AccountId,
        connection: ConnectionId,
        condition: &Condition,
        after: Option<GroupId>,
        limit: u64,
    ) -> Result<Vec<Group>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.0);
        let mut values: Vec<Value> = vec![connection.0.into(), account.0.into()];
        let sql = condition.sql(&mut values);
        let (start, most) = (values.len() + 1, values.len() + 2);
        values.extend([after.into(), count(limit)]);
        let page =
            format!("SELECT g.* {PUSHED}{sql} AND g.id > ${start} ORDER BY g.id LIMIT ${most}");
        groups_of(&self.db.all(page, values).await?)
    }
}
