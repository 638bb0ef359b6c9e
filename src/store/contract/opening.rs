//! Opening, claiming, migrating, and staying ready.

use super::support::{ACME, Database, Save, acting};
use crate::{ClaimError, Migrated};
use muster_migrations::{Migrator, MigratorTrait};

pub(crate) async fn migrating_again_changes_nothing(database: &Database) {
    let newest = Migrator::migrations().pop().unwrap().name().to_owned();
    let nothing = Migrated {
        applied: 0,
        schema: newest.clone(),
    };
    assert_eq!(database.store.migrate().await.unwrap(), nothing);
    let (schema, missing) = database.store.schema().await.unwrap();
    assert_eq!((schema, missing), (newest, 0));
}

pub(crate) async fn old_code_starts_on_a_newer_schema(database: &Database) {
    database
        .execute("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)")
        .await;
    let migrated = database.store.migrate().await.unwrap();
    assert_eq!(
        (migrated.applied, migrated.schema.as_str()),
        (0, "m9999_later")
    );
}

pub(crate) async fn a_store_that_writes_is_ready(database: &Database) {
    database.store.ready().await.unwrap();
    database.store.ready().await.unwrap();
}

/// A primary that became a read-only standby answers every ping; its connections are thrown away.
pub(crate) async fn a_connection_that_cannot_write_is_replaced(database: &Database) {
    database.make_connections_read_only().await;
    database.store.ready().await.unwrap();
    let people = database
        .store
        .perform(acting(), Save(vec![(1, "ada")]))
        .await;
    assert_eq!(people.unwrap().len(), 1);
}

#[tokio::test]
async fn one_server_a_file() {
    let database = Database::sqlite().await;
    let first = database.store.claim_file().unwrap();
    let other = database.another_process().await;
    assert!(matches!(other.claim_file(), Err(ClaimError::Taken(_))));
    // Another command may write beside the server.
    other
        .perform(acting(), Save(vec![(1, "ada")]))
        .await
        .unwrap();
    assert_eq!(
        database
            .store
            .read()
            .people()
            .count_all(ACME)
            .await
            .unwrap(),
        1
    );
    drop(first);
    assert!(other.claim_file().is_ok());
}

#[tokio::test]
async fn replicas_may_migrate_together() {
    for database in [
        Database::empty_sqlite().await,
        Database::empty_postgres().await,
    ] {
        let other = database.another_process().await;
        let (one, two) = tokio::join!(database.store.migrate(), other.migrate());
        let mut applied = [one.unwrap().applied, two.unwrap().applied];
        applied.sort_unstable();
        assert_eq!(applied, [0, Migrator::migrations().len()]);
    }
}
