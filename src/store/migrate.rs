//! Bringing the schema up to date.

use crate::db::Db;
use crate::dialect;
use crate::error::StoreError;
use crate::store::Store;
use muster_migrations::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, TransactionTrait};

/// What a migration did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// How many steps were applied now.
    pub applied: usize,
    /// The newest step that is applied.
    pub schema: String,
}

impl Store {
    /// Applies the steps that are missing. Replicas may call it at the same time.
    pub async fn migrate(&self) -> Result<Migrated, StoreError> {
        let _file = self.wait_to_migrate().await?;
        let connection = dialect::connect_for_migration(self.settings(), self.opened()).await?;
        let Some(sql) = self.dialect().migration_lock() else {
            let migrated = apply(&connection).await?;
            self.index().await?;
            return Ok(migrated);
        };
        // The lock lives in a transaction of its own and ends with it, also in a crash.
        let lock = connection.begin().await?;
        Db::transaction(self.dialect(), self.tally(), &lock)
            .run(sql, [])
            .await?;
        let migrated = apply(&connection).await?;
        self.index().await?;
        lock.commit().await?;
        Ok(migrated)
    }

    /// The newest step that is applied, and how many of this program's steps are missing.
    pub async fn schema(&self) -> Result<(String, usize), StoreError> {
        let readers = &self.opened().readers;
        let pending = Migrator::get_pending_migrations_read_only(readers).await?;
        let applied = Migrator::get_applied_migrations_read_only(readers).await?;
        let newest = applied.last().map(|step| step.name().to_owned());
        Ok((newest.unwrap_or_default(), pending.len()))
    }
}

async fn apply(connection: &DatabaseConnection) -> Result<Migrated, StoreError> {
    let before: Vec<String> = Migrator::get_migration_models(connection)
        .await?
        .into_iter()
        .map(|step| step.version)
        .collect();
    let own: Vec<String> = Migrator::migrations()
        .iter()
        .map(|step| step.name().to_owned())
        .collect();
    // Old code may start on a newer schema: expand, move, contract keeps it working.
    let missing = own.iter().filter(|name| !before.contains(name)).count();
    if missing > 0 {
        Migrator::up(connection, None).await?;
    }
    let schema = own.into_iter().chain(before).max().unwrap_or_default();
    Ok(Migrated {
        applied: missing,
        schema,
    })
}
