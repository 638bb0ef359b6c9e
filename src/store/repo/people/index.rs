//! What filters look up of people whom older code saved, written after a migration.
//!
//! It is folded in Rust, so that no migration can write it. Old code may still be
//! serving when a new process migrates, and what it saves is not looked up either: so every start
//! looks again, for a week after the first.

use super::{People, attributes, refold::refold, rows, side};
use crate::db::{count, list};
use crate::entity::{person, person_attribute, person_email};
use crate::error::StoreError;
use crate::repo::groups::RefoldGroups;
use crate::rows::insert_models;
use crate::store::Store;
use crate::tx::Tx;
use crate::work::{Acting, Work};
use muster_model::clock::Timestamp;
use sea_orm::FromQueryResult as _;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// How many people are visited in one transaction.
const AT_ONCE: u64 = 500;
/// For how long, in microseconds, every start looks again.
const A_WEEK: i64 = 7 * 24 * 60 * 60 * 1_000_000;
/// The setting that holds when the first pass ended.
const SETTING: &str = "people_indexed_at";

impl Store {
    /// Writes what filters look up of everybody whom older code saved, and of groups.
    pub(crate) async fn index_people(&self) -> Result<(), StoreError> {
        if self.is_indexed().await? {
            return Ok(());
        }
        let mut after = Uuid::nil();
        while let Some(last) = self
            .perform(Acting::system(), IndexPeople { after })
            .await?
        {
            after = last;
        }
        let mut after = Uuid::nil();
        while let Some(last) = self
            .perform(Acting::system(), RefoldGroups { after })
            .await?
        {
            after = last;
        }
        self.perform(Acting::system(), Passed).await
    }

    /// Nobody is left to look for, or nobody is there at all.
    async fn is_indexed(&self) -> Result<bool, StoreError> {
        let reads = self.read();
        let first = reads.settings().get(SETTING).await?;
        let first = first.and_then(|text| text.parse::<i64>().ok());
        let Timestamp(now) = self.runtime().clock.now();
        if first.is_some_and(|first| now.saturating_sub(first) > A_WEEK) {
            return Ok(true);
        }
        let anybody = reads.db().one("SELECT id FROM person LIMIT 1", []).await?;
        Ok(anybody.is_none())
    }
}

/// Remembers that a pass ended.
struct Passed;

impl Work for Passed {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let Timestamp(now) = tx.now();
        tx.settings().keep(SETTING, &now.to_string()).await?;
        Ok(())
    }
}

/// Visits some people after an id; answers the last of them.
struct IndexPeople {
    after: Uuid,
}

impl Work for IndexPeople {
    type Output = Option<Uuid>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Option<Uuid>, StoreError> {
        let db = tx.db();
        let sql = format!(
            "SELECT * FROM person WHERE id > $1 AND indexed_version IS DISTINCT FROM version \
             ORDER BY id LIMIT $2{}",
            db.lock()
        );
        let found = db.all(sql, [self.after.into(), count(AT_ONCE)]).await?;
        let was = found
            .iter()
            .map(|row| person::Model::from_query_result(row, ""))
            .collect::<Result<Vec<_>, _>>()?;
        let people = People { db }.whole(found).await?;
        refold(db, &was, &people).await?;
        let ids: Vec<Uuid> = people.iter().map(|person| person.id.0).collect();
        side::delete(db, "person_email WHERE person_id IN", &ids).await?;
        side::delete(db, "person_attribute WHERE person_id IN", &ids).await?;
        let emails = people.iter().flat_map(rows::emails).collect();
        insert_models::<person_email::Entity>(db, emails).await?;
        let attributes = people.iter().flat_map(attributes::attributes).collect();
        insert_models::<person_attribute::Entity>(db, attributes).await?;
        for part in ids.chunks(500) {
            let mut values: Vec<Value> = Vec::new();
            let part = list(&mut values, part.iter().copied());
            let sql = format!("UPDATE person SET indexed_version = version WHERE id IN {part}");
            db.run(sql, values).await?;
        }
        Ok(ids.last().copied())
    }
}
