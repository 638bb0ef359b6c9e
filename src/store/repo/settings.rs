//! Settings of the deployment that stand in the database, such as its key's fingerprint.

use crate::db::Db;
use crate::error::StoreError;
use crate::reads::Reads;
use crate::tx::Tx;

/// Reads and writes the settings that are kept.
pub struct DeploymentSettings<'a> {
    db: Db<'a>,
}

impl Reads<'_> {
    /// The settings that are kept.
    pub fn settings(&self) -> DeploymentSettings<'_> {
        DeploymentSettings { db: self.db() }
    }
}

impl Tx {
    /// The settings that are kept.
    pub fn settings(&self) -> DeploymentSettings<'_> {
        DeploymentSettings { db: self.db() }
    }
}

impl DeploymentSettings<'_> {
    /// The value of a setting.
    pub async fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM setting WHERE name = $1";
        let row = self.db.one(sql, [name.into()]).await?;
        Ok(row.map(|row| row.try_get("", "value")).transpose()?)
    }

    /// Writes a setting unless it is there; answers what stands there.
    pub async fn keep(&self, name: &str, value: &str) -> Result<String, StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        self.db.run(sql, [name.into(), value.into()]).await?;
        Ok(self.get(name).await?.unwrap_or_else(|| value.to_owned()))
    }

    /// Writes a setting over what is there.
    pub async fn put(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.db
            .run(sql, [name.into(), value.into()])
            .await
            .map(drop)
    }
}
