//! Names of groups that older code folded.

use crate::db::{Db, count};
use crate::entity::directory_group;
use crate::error::StoreError;
use crate::tx::Tx;
use crate::work::Work;
use muster_model::people::fold;
use sea_orm::FromQueryResult as _;
use uuid::Uuid;

/// How many groups are visited in one transaction.
const AT_ONCE: u64 = 500;

/// Folds the names of some groups after an id anew; answers the last of them.
pub(crate) struct RefoldGroups {
    /// After whom it goes on.
    pub(crate) after: Uuid,
}

impl Work for RefoldGroups {
    type Output = Option<Uuid>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Option<Uuid>, StoreError> {
        let db = tx.db();
        let sql = format!(
            "SELECT * FROM directory_group WHERE id > $1 ORDER BY id LIMIT $2{}",
            db.lock()
        );
        let mut last = None;
        for row in db.all(sql, [self.after.into(), count(AT_ONCE)]).await? {
            let group = directory_group::Model::from_query_result(&row, "")?;
            let key = fold(&group.display_name);
            if key != group.name_key {
                rename(db, &group, key).await?;
            }
            last = Some(group.id);
        }
        Ok(last)
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
