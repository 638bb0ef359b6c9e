//! Opening a database: SQLite as one writer and many readers, PostgreSQL as one pool.

use super::Dialect;
use crate::error::StoreError;
use crate::settings::StoreSettings;
use crate::turn::Turns;
use crate::writer::Writer;
use sea_orm::DatabaseConnection;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Executor, Row};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// A database that is open.
pub(crate) struct Connected {
    /// Which one it is.
    pub(crate) dialect: Dialect,
    /// Through which use cases write.
    pub(crate) writer: Writer,
    /// Through which everybody reads.
    pub(crate) readers: DatabaseConnection,
    /// The file, where it is one.
    pub(crate) file: Option<PathBuf>,
}

/// How long to wait for another process that writes to the same file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long to wait for a free connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
const STATEMENTS: usize = 256;
/// After how long without use a connection has rested: sooner than a use case is tried again.
const RESTED: Duration = Duration::from_millis(9);
/// Among how many uses of a busy connection one asks it first.
const BUSY_USES: u32 = 16;

/// Opens the database that the settings name.
pub(crate) async fn connect(settings: &StoreSettings) -> Result<Connected, StoreError> {
    match Dialect::of_url(&settings.url) {
        Some(Dialect::Sqlite) => sqlite(settings).await,
        Some(Dialect::Postgres) => postgres(settings).await,
        None => Err(StoreError::bug(
            "the database URL must begin with sqlite: or postgres:",
        )),
    }
}

/// A connection whose statements may take as long as a migration takes.
pub(crate) async fn connect_for_migration(
    settings: &StoreSettings,
    open: &Connected,
) -> Result<DatabaseConnection, StoreError> {
    match &open.writer {
        Writer::Turns(turns) => Ok(turns.connection().clone()),
        Writer::Pool(_) => {
            let options = PgConnectOptions::from_str(&settings.url)
                .map_err(StoreError::bug)?
                .application_name("muster-migrate")
                .disable_statement_logging();
            let pool = PgPoolOptions::new()
                .max_connections(3)
                .connect_with(options)
                .await
                .map_err(StoreError::unavailable)?;
            Ok(pool.into())
        }
    }
}

async fn sqlite(settings: &StoreSettings) -> Result<Connected, StoreError> {
    let options = SqliteConnectOptions::from_str(&settings.url)
        .map_err(StoreError::bug)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A commit that was answered survives a power cut: the outbox promises it.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("cache_size", "-65536")
        .pragma("mmap_size", "268435456")
        .statement_cache_capacity(STATEMENTS)
        .disable_statement_logging();
    let file = options.get_filename().to_owned();
    let writer: SqlitePool = lasting(1)
        .connect_with(options.clone())
        .await
        .map_err(StoreError::unavailable)?;
    let readers = lasting(settings.connections.clamp(2, 8))
        .connect_with(options.pragma("query_only", "ON"))
        .await
        .map_err(StoreError::unavailable)?;
    Ok(Connected {
        dialect: Dialect::Sqlite,
        writer: Writer::Turns(Turns::new(writer.into(), settings.turn)),
        readers: readers.into(),
        file: Some(file),
    })
}

/// Connections to a file do not grow old and need no test.
fn lasting(most: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(most)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
}

async fn postgres(settings: &StoreSettings) -> Result<Connected, StoreError> {
    let limit = settings.transaction.as_millis().to_string();
    let options = PgConnectOptions::from_str(&settings.url)
        .map_err(StoreError::bug)?
        .application_name("muster")
        .options([
            ("statement_timeout", limit.as_str()),
            ("lock_timeout", "10000"),
        ])
        .statement_cache_capacity(STATEMENTS)
        .disable_statement_logging();
    let opening = PgPoolOptions::new()
        .max_connections(settings.connections.max(2))
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // The question below is also the test whether the connection lives.
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            let asks = is_asked(meta.idle_for, meta.age);
            Box::pin(async move { Ok(!asks || writes(connection).await?) })
        })
        .connect_with(options.clone());
    let pool: PgPool = match opening.await {
        Ok(pool) => pool,
        Err(error) => return Err(StoreError::unavailable(reason(&options, error).await)),
    };
    let pool: DatabaseConnection = pool.into();
    Ok(Connected {
        dialect: Dialect::Postgres,
        writer: Writer::Pool(pool.clone()),
        readers: pool,
        file: None,
    })
}

/// Why no connection came about: a pool only says that it waited in vain, one more try says for what.
async fn reason(options: &PgConnectOptions, error: sqlx::Error) -> sqlx::Error {
    if !matches!(error, sqlx::Error::PoolTimedOut) {
        return error;
    }
    match tokio::time::timeout(ACQUIRE_TIMEOUT, options.connect()).await {
        Ok(Err(reason)) => reason,
        Ok(Ok(_)) | Err(_) => error,
    }
}

/// Whether a connection is asked before it is used: one that rested always, a busy one at one use in
/// sixteen, by chance.
///
/// To ask costs as much as a short statement. A busy connection is found out within a few uses
/// nevertheless; until then it refuses to write, and the use case is tried again. A reader may hear until
/// then what stood when the server ceased to take writes, if that server did not end its sessions.
fn is_asked(idle_for: Duration, age: Duration) -> bool {
    idle_for >= RESTED || age.subsec_nanos().is_multiple_of(BUSY_USES)
}

/// Whether the server behind a connection still takes writes.
///
/// After a failover the old primary may stay up as a read-only standby that answers every ping; a
/// connection to it is thrown away, and a new one finds the new primary.
async fn writes(connection: &mut sqlx::PgConnection) -> Result<bool, sqlx::Error> {
    let row = connection.fetch_one("SHOW transaction_read_only").await?;
    let read_only: String = row.try_get(0)?;
    Ok(read_only != "on")
}

#[cfg(test)]
mod tests {
    use super::{BUSY_USES, RESTED, is_asked};
    use std::time::Duration;

    #[test]
    fn a_connection_that_rested_is_asked_and_of_busy_ones_one_in_sixteen() {
        let age = |nanos: u32| Duration::new(3, nanos);
        let asked = |idle_for: Duration| {
            let ages = 0..10 * BUSY_USES;
            ages.filter(|nanos| is_asked(idle_for, age(*nanos))).count()
        };
        assert_eq!(asked(RESTED), 160);
        assert_eq!(asked(Duration::from_millis(8)), 10);
        assert_eq!(asked(Duration::ZERO), 10);
    }
}
