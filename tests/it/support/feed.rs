//! The feed with everything that is written in it.

use super::client::{Answer, Client};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use uuid::Uuid;

/// The events of an account, at most 1,000, once all that are written are shown: on PostgreSQL the
/// feed stops before the oldest transaction that is open in the whole server, and other tests have
/// some.
pub(crate) async fn whole_feed(database: &DatabaseConnection, client: &Client) -> Answer {
    let account = client.get("/account").await.expect(200).id();
    let account: Uuid = account.parse().expect("an id");
    let backend = database.get_database_backend();
    let sql = "SELECT count(*) AS n FROM event WHERE account_id = $1";
    let count = Statement::from_sql_and_values(backend, sql, [account.into()]);
    let row = database.query_one_raw(count).await.expect("a row");
    let written: i64 = row.expect("a row").try_get("", "n").expect("a number");
    loop {
        let page = client.get("/events?limit=1000").await.expect(200);
        let feed = page.json();
        let shown = feed["events"].as_array().expect("events").len();
        if i64::try_from(shown).expect("a number") >= written {
            return page;
        }
        let next = feed["next"].as_str().expect("a place");
        let more = format!("/events?after={next}&wait=20");
        client.get(&more).await.expect(200);
    }
}

/// A sentence without the ids of connections in the commands that it names.
pub(crate) fn unnumbered(told: &str) -> String {
    let mut parts = told.split("--connection ");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once(' ').map_or("", |(_, rest)| rest);
        whole = format!("{whole}--connection ID {rest}");
    }
    whole
}
