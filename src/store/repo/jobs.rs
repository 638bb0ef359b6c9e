//! Stored jobs: work that is too much for one transaction and goes on after a restart.

use crate::db::Db;
use crate::entity::job;
use crate::error::StoreError;
use crate::queue;
use crate::reads::Reads;
use crate::rows::insert_models;
use crate::tx::Tx;
use crate::wake::Rings;
use muster_model::clock::Timestamp;
use muster_model::ids::AccountId;
use sea_orm::FromQueryResult;
use serde_json::Value;
use std::time::Duration;
use uuid::Uuid;

/// Looks at the jobs that wait.
pub struct Jobs<'a> {
    db: Db<'a>,
}

/// Writes, claims and settles jobs.
pub struct WriteJobs<'a> {
    tx: &'a Tx,
}

/// One job that a worker has to itself until its lease ends.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimedJob {
    /// Which job.
    pub id: Uuid,
    /// The proof that it is still ours when it is settled.
    pub claim: Uuid,
    /// Whose job it is.
    pub account: AccountId,
    /// What is to be done.
    pub kind: String,
    /// How far it came.
    pub cursor: Option<String>,
    /// What it needs to know.
    pub data: Value,
    /// How many attempts failed before.
    pub failed: u32,
}

impl Reads<'_> {
    /// Looks at the jobs that wait.
    pub fn jobs(&self) -> Jobs<'_> {
        Jobs { db: self.db() }
    }
}

impl Tx {
    /// Writes, claims and settles jobs.
    pub fn jobs(&self) -> WriteJobs<'_> {
        WriteJobs { tx: self }
    }
}

impl Jobs<'_> {
    /// How many jobs wait or are worked on.
    pub async fn open(&self) -> Result<u64, StoreError> {
        queue::open(self.db, "job").await
    }

    /// When the next job is due; a time that has passed means now.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        queue::next_due(self.db, "job").await
    }
}

impl WriteJobs<'_> {
    /// Writes a job that is due now.
    pub async fn add(
        &self,
        account: AccountId,
        kind: &str,
        data: &Value,
    ) -> Result<Uuid, StoreError> {
        let id = self.tx.next_id();
        let row = job::Model {
            id,
            account_id: account.0,
            kind: kind.to_owned(),
            cursor: None,
            data: data.to_string(),
            state: "ready".to_owned(),
            attempt: 0,
            due: self.tx.now().0,
            lease_until: None,
            claim_id: None,
            created_at: self.tx.now().0,
            last_error: None,
        };
        insert_models::<job::Entity>(self.tx.db(), vec![row]).await?;
        Rings::remember(&self.tx.rings.jobs);
        Ok(id)
    }

    /// Takes jobs that are due, the oldest first.
    pub async fn claim(&self, limit: u64, lease: Duration) -> Result<Vec<ClaimedJob>, StoreError> {
        let (db, now) = (self.tx.db(), self.tx.now());
        let claim = self.tx.next_id();
        let rows = queue::claim(db, "job", now, claim, (limit, lease)).await?;
        let mut jobs: Vec<ClaimedJob> = rows
            .iter()
            .map(|row| {
                let row = job::Model::from_query_result(row, "")?;
                Ok(ClaimedJob {
                    id: row.id,
                    claim,
                    account: AccountId(row.account_id),
                    kind: row.kind,
                    cursor: row.cursor,
                    data: serde_json::from_str(&row.data)?,
                    failed: u32::try_from(row.attempt).unwrap_or(u32::MAX),
                })
            })
            .collect::<Result<_, StoreError>>()?;
        jobs.sort_by_key(|job| job.id);
        Ok(jobs)
    }

    /// It came so far, and is due again at once; answers whether it was still ours. Saved together
    /// with the work up to there, so that nothing is done twice.
    pub async fn advance(&self, job: &ClaimedJob, cursor: &str) -> Result<bool, StoreError> {
        Rings::remember(&self.tx.rings.jobs);
        self.settle(
            job,
            "state = 'ready', attempt = 0, cursor = $3",
            [cursor.into()],
        )
        .await
    }

    /// It is done.
    pub async fn done(&self, job: &ClaimedJob) -> Result<bool, StoreError> {
        self.settle(job, "state = 'done'", []).await
    }

    /// It failed, and is due again then.
    pub async fn again(
        &self,
        job: &ClaimedJob,
        due: Timestamp,
        error: &str,
    ) -> Result<bool, StoreError> {
        let set = "state = 'ready', attempt = attempt + 1, due = $3, last_error = $4";
        self.settle(job, set, [due.0.into(), error.into()]).await
    }

    /// It will never succeed.
    pub async fn dead(&self, job: &ClaimedJob, error: &str) -> Result<bool, StoreError> {
        self.settle(job, "state = 'dead', last_error = $3", [error.into()])
            .await
    }

    async fn settle<const N: usize>(
        &self,
        job: &ClaimedJob,
        set: &str,
        more: [sea_orm::sea_query::Value; N],
    ) -> Result<bool, StoreError> {
        queue::settle(self.tx.db(), "job", (job.id, job.claim), set, more).await
    }
}
