//! Visiting groups that older code saved.

use super::rows;
use super::save::attributes;
use crate::attributes::{OF_GROUPS, rewrite};
use crate::db::Db;
use crate::entity::directory_group;
use crate::error::StoreError;
use crate::repo::index::{unvisited, visited};
use crate::tx::Tx;
use crate::work::Work;
use muster_model::people::fold;
use sea_orm::FromQueryResult as _;
use uuid::Uuid;

/// Visits some groups after an id: folds their names anew and writes their attributes; answers the
/// last of them.
pub(crate) struct IndexGroups {
    /// After whom it goes on.
    pub(crate) after: Uuid,
}

impl Work for IndexGroups {
    type Output = Option<Uuid>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Option<Uuid>, StoreError> {
        let db = tx.db();
        let (mut ids, mut found) = (Vec::new(), Vec::new());
        for row in unvisited(db, "directory_group", self.after).await? {
            let group = directory_group::Model::from_query_result(&row, "")?;
            let key = fold(&group.display_name);
            if key != group.name_key {
                rename(db, &group, key).await?;
            }
            ids.push(group.id);
            found.extend(attributes(&rows::group(group)));
        }
        rewrite(db, &OF_GROUPS, &ids, found).await?;
        visited(db, "directory_group", &ids).await?;
        Ok(ids.last().copied())
    }
}

/// Two whose names have become one stay as they are: their directory has to choose.
async fn rename(db: Db<'_>, group: &directory_group::Model, key: String) -> Result<(), StoreError> {
    if group.deleted_at.is_none() {
        let sql = "SELECT id FROM directory_group \
                   WHERE connection_id = $1 AND name_key = $2 AND deleted_at IS NULL";
        let values = [group.connection_id.into(), key.clone().into()];
        if let Some(holder) = db.one(sql, values).await? {
            let holder: Uuid = holder.try_get("", "id")?;
            tracing::warn!(
                group = %group.id,
                %holder,
                "the names of two groups are now the same: only the holder is found by it"
            );
            return Ok(());
        }
    }
    let sql = "UPDATE directory_group SET name_key = $2 WHERE id = $1";
    db.run(sql, [group.id.into(), key.into()]).await?;
    Ok(())
}
