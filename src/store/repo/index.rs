//! What filters look up of people and groups whom older code saved, written after a migration.
//!
//! It is folded in Rust, so that no migration can write it. Old code may still be
//! serving when a new process migrates, and what it saves is not looked up either: so every start
//! looks again, for a week after the first.

use super::groups::IndexGroups;
use super::people::IndexPeople;
use crate::db::{Db, count, list};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;
use crate::work::{Acting, Work};
use muster_model::clock::Timestamp;
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// How many rows are visited in one transaction.
const AT_ONCE: u64 = 500;
/// For how long, in microseconds, every start looks again.
const A_WEEK: i64 = 7 * 24 * 60 * 60 * 1_000_000;

/// Rows that are visited: a table, and the setting that holds when the first pass ended.
#[derive(Clone, Copy)]
struct Pass {
    table: &'static str,
    setting: &'static str,
}

const PEOPLE: Pass = Pass {
    table: "person",
    setting: "people_indexed_at",
};

const GROUPS: Pass = Pass {
    table: "directory_group",
    setting: "groups_indexed_at",
};

impl Store {
    /// Writes what filters look up of everybody and of every group that older code saved.
    pub(crate) async fn index(&self) -> Result<(), StoreError> {
        self.pass(PEOPLE, |after| IndexPeople { after }).await?;
        self.pass(GROUPS, |after| IndexGroups { after }).await
    }

    async fn pass<W>(&self, pass: Pass, visit: fn(Uuid) -> W) -> Result<(), StoreError>
    where
        W: Work<Output = Option<Uuid>, Error = StoreError>,
    {
        if self.is_indexed(pass).await? {
            return Ok(());
        }
        let mut after = Uuid::nil();
        while let Some(last) = self.perform(Acting::system(), visit(after)).await? {
            after = last;
        }
        self.perform(Acting::system(), pass).await
    }

    /// No row is left to look for, or there is none at all.
    async fn is_indexed(&self, pass: Pass) -> Result<bool, StoreError> {
        let reads = self.read();
        let first = reads.settings().get(pass.setting).await?;
        let first = first.and_then(|text| text.parse::<i64>().ok());
        let Timestamp(now) = self.runtime().clock.now();
        if first.is_some_and(|first| now.saturating_sub(first) > A_WEEK) {
            return Ok(true);
        }
        let any = format!("SELECT id FROM {} LIMIT 1", pass.table);
        Ok(reads.db().one(any, []).await?.is_none())
    }
}

/// Remembers that a pass ended.
impl Work for Pass {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let Timestamp(now) = tx.now();
        tx.settings().keep(self.setting, &now.to_string()).await?;
        Ok(())
    }
}

/// Some rows of a table after an id that older code saved.
pub(super) async fn unvisited(
    db: Db<'_>,
    table: &str,
    after: Uuid,
) -> Result<Vec<QueryResult>, StoreError> {
    let sql = format!(
        "SELECT * FROM {table} WHERE id > $1 AND indexed_version IS DISTINCT FROM version \
         ORDER BY id LIMIT $2{}",
        db.lock()
    );
    db.all(sql, [after.into(), count(AT_ONCE)]).await
}

/// Remembers that rows of a table were visited.
pub(super) async fn visited(db: Db<'_>, table: &str, ids: &[Uuid]) -> Result<(), StoreError> {
    for part in ids.chunks(500) {
        let mut values: Vec<Value> = Vec::new();
        let part = list(&mut values, part.iter().copied());
        let sql = format!("UPDATE {table} SET indexed_version = version WHERE id IN {part}");
        db.run(sql, values).await?;
    }
    Ok(())
}
