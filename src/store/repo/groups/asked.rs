//! The groups that rules ask for by name, by id or by the beginning of a name.

use super::Groups;
use crate::error::StoreError;
use muster_model::ids::{AccountId, ConnectionId, GroupId};
use muster_model::people::fold;
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use std::fmt::Write as _;
use uuid::Uuid;

/// How many groups are answered at most.
const MOST: usize = 10_000;

/// What rules ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedGroups {
    /// Whole names, in any case.
    pub names: Vec<String>,
    /// Ids.
    pub ids: Vec<Uuid>,
    /// Beginnings of names, in any case.
    pub prefixes: Vec<String>,
}

/// A group by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupName {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Which connection pushes it.
    pub connection: ConnectionId,
}

impl Groups<'_> {
    /// The living groups among those that are asked for, by name.
    pub async fn asked_for(
        &self,
        account: AccountId,
        asked: &AskedGroups,
    ) -> Result<Vec<GroupName>, StoreError> {
        let dialect = self.db.dialect;
        let mut values: Vec<Value> = vec![account.0.into()];
        let names = asked.names.iter().map(|name| fold(name));
        let names = dialect.names(&mut values, names);
        let ids = dialect.ids(&mut values, asked.ids.iter().copied());
        let mut sql = format!(
            "SELECT id, display_name, connection_id FROM directory_group \
             WHERE account_id = $1 AND deleted_at IS NULL AND \
             (name_key IN (SELECT w.value FROM {names} w) OR id IN (SELECT w.id FROM {ids} w)"
        );
        let mut prefixes: Vec<String> = asked.prefixes.iter().map(|text| fold(text)).collect();
        prefixes.sort();
        prefixes.dedup();
        for prefix in prefixes {
            let length = i64::try_from(prefix.chars().count()).unwrap_or(i64::MAX);
            values.push(length.into());
            values.push(prefix.into());
            let (length, prefix) = (values.len() - 1, values.len());
            // Writing to a String cannot fail.
            let _ = write!(
                sql,
                " OR substr(name_key, 1, CAST(${length} AS integer)) = ${prefix}"
            );
        }
        let _ = write!(sql, ") ORDER BY display_name, id LIMIT {MOST}");
        let rows = self.db.all(sql, values).await?;
        let group = |row: &QueryResult| {
            Ok(GroupName {
                id: GroupId(row.try_get("", "id")?),
                name: row.try_get("", "display_name")?,
                connection: ConnectionId(row.try_get("", "connection_id")?),
            })
        };
        rows.iter().map(group).collect()
    }
}
