//! The time of the newest event of the whole deployment.

use crate::error::StoreError;
use crate::reads::Reads;
use muster_model::clock::Timestamp;

impl Reads<'_> {
    /// When the newest event happened, as the clock of its machine said.
    pub async fn newest_event(&self) -> Result<Option<Timestamp>, StoreError> {
        let sql = "SELECT occurred_at FROM event ORDER BY seq DESC LIMIT 1";
        let row = self.db().one(sql, []).await?;
        row.map(|row| Ok(Timestamp(row.try_get("", "occurred_at")?)))
            .transpose()
    }
}
