//! The provisioning log: rows of requests, written in batches and kept for a while.

use crate::db::{Db, count};
use crate::entity::request_log;
use crate::error::StoreError;
use crate::reads::Reads;
use crate::rows::insert_models;
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, ConnectionId};
use sea_orm::FromQueryResult;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// One row of the provisioning log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// The id; rows that were written later have later ones.
    pub id: Uuid,
    /// When the request came.
    pub at: Timestamp,
    /// Whose connection it was.
    pub account: Option<AccountId>,
    /// Which connection; none when the token was not known.
    pub connection: Option<ConnectionId>,
    /// The method.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
    /// The `scimType` of the answer.
    pub scim_type: Option<String>,
    /// The detail of the answer, or what was left out.
    pub detail: Option<String>,
    /// The person or group it was about.
    pub subject: Option<String>,
    /// The id of the request.
    pub request_id: String,
    /// The address of the client.
    pub peer: Option<String>,
    /// How many requests it stands for.
    pub count: i64,
    /// How long it took, in microseconds.
    pub duration_us: i64,
    /// The body, masked.
    pub body: Option<String>,
}

/// How the one note ends that tells of nothing which was left out: it stands before any other, so that a row
/// ends with it when there is no other.
pub const LINKED: &str = "now linked to this connection";

/// Which rows are wanted.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// Of this account.
    pub account: Option<AccountId>,
    /// Of this connection.
    pub connection: Option<ConnectionId>,
    /// Refused ones; with `left_out` those as well.
    pub failed: bool,
    /// Those of which something was left out; with `failed` those as well.
    pub left_out: bool,
    /// Written after this row.
    pub after: Option<Uuid>,
    /// Written before this row.
    pub before: Option<Uuid>,
    /// About this person or group.
    pub subject: Option<String>,
    /// Left by this request.
    pub request_id: Option<String>,
    /// The newest so many.
    pub limit: u64,
}

/// Reads the log.
pub struct RequestLog<'a> {
    db: Db<'a>,
}

/// Writes the log, and forgets what is old.
pub struct WriteRequestLog<'a> {
    db: Db<'a>,
}

impl Reads<'_> {
    /// Reads the log.
    pub fn request_log(&self) -> RequestLog<'_> {
        RequestLog { db: self.db() }
    }
}

impl Tx {
    /// Writes the log, and forgets what is old.
    pub fn request_log(&self) -> WriteRequestLog<'_> {
        WriteRequestLog { db: self.db() }
    }
}

impl RequestLog<'_> {
    /// The newest rows that are wanted, oldest first.
    pub async fn read(&self, filter: &LogFilter) -> Result<Vec<LogRow>, StoreError> {
        let mut values: Vec<Value> = Vec::new();
        let mut conditions = vec!["1 = 1".to_owned()];
        let mut also = |column: &str, value: Option<Uuid>| {
            if let Some(value) = value {
                values.push(value.into());
                conditions.push(format!("{column} ${}", values.len()));
            }
        };
        also("account_id =", filter.account.map(|id| id.0));
        also("connection_id =", filter.connection.map(|id| id.0));
        also("id >", filter.after);
        also("id <", filter.before);
        for (column, wanted) in [
            ("subject", &filter.subject),
            ("request_id", &filter.request_id),
        ] {
            if let Some(wanted) = wanted {
                values.push(wanted.as_str().into());
                conditions.push(format!("{column} = ${}", values.len()));
            }
        }
        // Whatever is said of a request that was granted is what was left out of it.
        let left_out =
            format!("(status < 400 AND detail IS NOT NULL AND detail NOT LIKE '%{LINKED}')");
        let ends = [
            (filter.failed, "status >= 400"),
            (filter.left_out, left_out.as_str()),
        ];
        let ends: Vec<&str> = ends
            .iter()
            .filter(|(wanted, _)| *wanted)
            .map(|(_, condition)| *condition)
            .collect();
        if !ends.is_empty() {
            conditions.push(format!("({})", ends.join(" OR ")));
        }
        values.push(count(filter.limit));
        let sql = format!(
            "SELECT * FROM request_log WHERE {} ORDER BY id DESC LIMIT ${}",
            conditions.join(" AND "),
            values.len()
        );
        let rows = self.db.all(sql, values).await?;
        rows.iter()
            .rev()
            .map(|row| Ok(shown(request_log::Model::from_query_result(row, "")?)))
            .collect()
    }
}

impl WriteRequestLog<'_> {
    /// Inserts rows.
    pub async fn insert(&self, rows: Vec<LogRow>) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(kept).collect();
        insert_models::<request_log::Entity>(self.db, rows).await
    }

    /// Deletes at most so many rows from before this time; answers how many there were.
    pub async fn forget(&self, before: Timestamp, at_most: u64) -> Result<u64, StoreError> {
        let sql = "DELETE FROM request_log WHERE id IN \
                   (SELECT id FROM request_log WHERE at < $1 ORDER BY at LIMIT $2)";
        self.db.run(sql, [before.0.into(), count(at_most)]).await
    }
}

fn kept(row: LogRow) -> request_log::Model {
    request_log::Model {
        id: row.id,
        at: row.at.0,
        account_id: row.account.map(|id| id.0),
        connection_id: row.connection.map(|id| id.0),
        method: row.method,
        path: row.path,
        status: row.status.into(),
        scim_type: row.scim_type,
        detail: row.detail,
        subject: row.subject,
        request_id: row.request_id,
        peer: row.peer,
        count: row.count,
        duration_us: row.duration_us,
        body: row.body,
    }
}

fn shown(row: request_log::Model) -> LogRow {
    LogRow {
        id: row.id,
        at: Timestamp(row.at),
        account: row.account_id.map(AccountId),
        connection: row.connection_id.map(ConnectionId),
        method: row.method,
        path: row.path,
        status: u16::try_from(row.status).unwrap_or_default(),
        scim_type: row.scim_type,
        detail: row.detail,
        subject: row.subject,
        request_id: row.request_id,
        peer: row.peer,
        count: row.count,
        duration_us: row.duration_us,
        body: row.body,
    }
}
