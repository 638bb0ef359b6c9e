//! A fresh database for each story, on either engine.

use sea_orm::{ConnectionTrait, Database};
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// Which database a story runs on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// The URL of an empty database; the folder lives as long as the story.
pub(crate) async fn fresh(engine: Engine) -> (String, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    match engine {
        Engine::Sqlite => (
            format!("sqlite://{}/muster.db", folder.path().display()),
            folder,
        ),
        Engine::Postgres => (fresh_postgres().await, folder),
    }
}

async fn fresh_postgres() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let Some(admin) = postgres_for_tests() else {
        panic!(
            "MUSTER_TEST_POSTGRES_URL is not set: run tests/run, or name a PostgreSQL of your own"
        );
    };
    let name = format!(
        "it_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::SeqCst)
    );
    let connection = Database::connect(&admin).await.expect("PostgreSQL answers");
    let create = format!("CREATE DATABASE {name}");
    connection
        .execute_unprepared(&create)
        .await
        .expect("a database");
    connection.close().await.expect("the connection closes");
    with_database(&admin, &name)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test is told by its environment where PostgreSQL is"
)]
fn postgres_for_tests() -> Option<String> {
    std::env::var("MUSTER_TEST_POSTGRES_URL").ok()
}

/// The same server, another database.
fn with_database(admin: &str, name: &str) -> String {
    let mut url = url::Url::parse(admin).expect("a URL");
    url.set_path(name);
    url.to_string()
}
