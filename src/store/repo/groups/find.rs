//! Finding groups.

use super::rows;
use crate::db::{Db, OF_THE_ACCOUNT, count, list};
use crate::entity::directory_group;
use crate::error::StoreError;
use crate::reads::Reads;
use muster_model::group::Group;
use muster_model::ids::{AccountId, ConnectionId, GroupId};
use sea_orm::sea_query::Value;
use sea_orm::{FromQueryResult, QueryResult};
use uuid::Uuid;

/// Finds groups. In a transaction, a finder of one group locks its row.
pub struct Groups<'a> {
    pub(in crate::repo) db: Db<'a>,
}

impl Reads<'_> {
    /// Finds groups.
    pub fn groups(&self) -> Groups<'_> {
        Groups { db: self.db() }
    }
}

impl Groups<'_> {
    /// The living group of this id.
    pub async fn get(&self, account: AccountId, id: GroupId) -> Result<Option<Group>, StoreError> {
        self.one(
            "account_id = $1 AND id = $2",
            [account.0.into(), id.0.into()],
        )
        .await
    }

    /// The living group of this id, if this connection pushes it (decision 3 of the house).
    pub async fn visible(
        &self,
        account: AccountId,
        connection: ConnectionId,
        id: GroupId,
    ) -> Result<Option<Group>, StoreError> {
        let values = [account.0.into(), connection.0.into(), id.0.into()];
        self.one("account_id = $1 AND connection_id = $2 AND id = $3", values)
            .await
    }

    /// The living groups of these ids, by id; in a transaction they are locked in that order.
    pub async fn get_many(
        &self,
        account: AccountId,
        ids: &[GroupId],
    ) -> Result<Vec<Group>, StoreError> {
        let mut ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut groups = Vec::with_capacity(ids.len());
        for part in ids.chunks(500) {
            let mut values: Vec<Value> = vec![account.0.into()];
            let sql = format!(
                "SELECT * FROM directory_group WHERE {OF_THE_ACCOUNT} AND deleted_at IS NULL \
                 AND id IN {} ORDER BY id{}",
                list(&mut values, part.iter().copied()),
                self.db.lock(),
            );
            groups.extend(groups_of(&self.db.all(sql, values).await?)?);
        }
        Ok(groups)
    }

    /// The living group of this folded name.
    pub async fn by_name(
        &self,
        account: AccountId,
        connection: ConnectionId,
        key: &str,
    ) -> Result<Option<Group>, StoreError> {
        let values = [account.0.into(), connection.0.into(), key.into()];
        self.one(
            "account_id = $1 AND connection_id = $2 AND name_key = $3",
            values,
        )
        .await
    }

    /// The living group that a connection knows under this `externalId`.
    pub async fn by_external_id(
        &self,
        account: AccountId,
        connection: ConnectionId,
        external_id: &str,
    ) -> Result<Option<Group>, StoreError> {
        let condition = "account_id = $1 AND connection_id = $2 AND external_id = $3";
        let values = [account.0.into(), connection.0.into(), external_id.into()];
        self.one(condition, values).await
    }

    /// The living groups of an account after this id, by id.
    pub async fn list(
        &self,
        account: AccountId,
        after: Option<GroupId>,
        limit: u64,
    ) -> Result<Vec<Group>, StoreError> {
        let after = after.map_or(Uuid::nil(), |id| id.0);
        let sql = "SELECT * FROM directory_group WHERE account_id = $1 AND id > $2 \
             AND deleted_at IS NULL ORDER BY id LIMIT $3";
        let values = [account.0.into(), after.into(), count(limit)];
        groups_of(&self.db.all(sql, values).await?)
    }

    async fn one<const N: usize>(
        &self,
        condition: &str,
        values: [Value; N],
    ) -> Result<Option<Group>, StoreError> {
        let sql = format!(
            "SELECT * FROM directory_group WHERE {condition} AND deleted_at IS NULL \
             ORDER BY id LIMIT 1{}",
            self.db.lock()
        );
        Ok(groups_of(&self.db.all(sql, values).await?)?.pop())
    }
}

/// The groups of rows, in their order.
pub(super) fn groups_of(rows: &[QueryResult]) -> Result<Vec<Group>, StoreError> {
    rows.iter()
        .map(|row| {
            Ok(rows::group(directory_group::Model::from_query_result(
                row, "",
            )?))
        })
        .collect()
}
