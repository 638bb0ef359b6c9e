//! Leases of workers that are gone.

use crate::db::Db;
use crate::error::StoreError;
use crate::tx::Tx;

/// Frees what workers had taken.
pub struct WriteLeases<'a> {
    db: Db<'a>,
}

impl Tx {
    /// Frees what workers had taken.
    pub fn leases(&self) -> WriteLeases<'_> {
        WriteLeases { db: self.db() }
    }
}

impl WriteLeases<'_> {
    /// Frees all that anybody has taken; answers how much it was. Only for the one server of a
    /// file, before its workers begin: whoever took it is dead.
    pub async fn release_all(&self) -> Result<u64, StoreError> {
        let mut freed = 0;
        for table in ["delivery", "mail", "job"] {
            let sql = format!(
                "UPDATE {table} SET state = 'ready', claim_id = NULL, lease_until = NULL \
                 WHERE state = 'leased'"
            );
            freed += self.db.run(sql, []).await?;
        }
        Ok(freed)
    }
}
