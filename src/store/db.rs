//! A handle on an open database or transaction that runs statements with bound values.

use crate::dialect::Dialect;
use crate::effort::Tally;
use crate::error::StoreError;
use sea_orm::sea_query::Value;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseExecutor, DatabaseTransaction, QueryResult,
    Statement,
};

/// Where statements run.
#[derive(Clone, Copy)]
pub(crate) struct Db<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) tally: &'a Tally,
    place: Place<'a>,
    locks: bool,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    Pool(&'a DatabaseConnection),
    Transaction(&'a DatabaseTransaction),
}

impl<'a> Db<'a> {
    /// Outside of a transaction.
    pub(crate) fn pool(dialect: Dialect, tally: &'a Tally, pool: &'a DatabaseConnection) -> Self {
        Self {
            dialect,
            tally,
            place: Place::Pool(pool),
            locks: false,
        }
    }

    /// Inside of a transaction.
    pub(crate) fn transaction(
        dialect: Dialect,
        tally: &'a Tally,
        transaction: &'a DatabaseTransaction,
    ) -> Self {
        Self {
            dialect,
            tally,
            place: Place::Transaction(transaction),
            locks: true,
        }
    }

    /// The same place, where finders lock nothing.
    pub(crate) fn unlocked(self) -> Self {
        Self {
            locks: false,
            ..self
        }
    }

    /// What sea-orm's entities run on.
    pub(crate) fn executor(&self) -> DatabaseExecutor<'a> {
        match self.place {
            Place::Pool(pool) => DatabaseExecutor::Connection(pool),
            Place::Transaction(transaction) => DatabaseExecutor::Transaction(transaction),
        }
    }

    /// Locks rows in a transaction; outside of one there is nothing to lock for.
    pub(crate) fn lock(&self) -> &'static str {
        if self.locks {
            self.dialect.for_update()
        } else {
            ""
        }
    }

    /// Locks rows as [`lock`](Self::lock) does, for whoever changes neither their ids nor what names
    /// them: a directory's people are made while its connection is locked.
    pub(crate) fn lock_but_keys(&self) -> &'static str {
        if self.locks {
            self.dialect.for_no_key_update()
        } else {
            ""
        }
    }

    /// Runs a statement; answers how many rows it touched. Values stand as `$1`, `$2`, ….
    pub(crate) async fn run(
        &self,
        sql: impl Into<String>,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<u64, StoreError> {
        let statement = self.statement(sql, values);
        let done = self.executor().execute_raw(statement).await?;
        self.tally.wrote(done.rows_affected());
        Ok(done.rows_affected())
    }

    /// The rows that a statement finds.
    pub(crate) async fn all(
        &self,
        sql: impl Into<String>,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<QueryResult>, StoreError> {
        let statement = self.statement(sql, values);
        let rows = self.executor().query_all_raw(statement).await?;
        self.tally.read(rows.len());
        Ok(rows)
    }

    /// The first row that a statement finds.
    pub(crate) async fn one(
        &self,
        sql: impl Into<String>,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Option<QueryResult>, StoreError> {
        let statement = self.statement(sql, values);
        let row = self.executor().query_one_raw(statement).await?;
        self.tally.read(usize::from(row.is_some()));
        Ok(row)
    }

    fn statement(
        &self,
        sql: impl Into<String>,
        values: impl IntoIterator<Item = Value>,
    ) -> Statement {
        Statement::from_sql_and_values(self.dialect.backend(), sql.into(), values)
    }
}

/// Binds these values and answers their places: `($4, $5, $6)`. An empty list matches nothing.
pub(crate) fn list<T: Into<Value>>(
    values: &mut Vec<Value>,
    items: impl IntoIterator<Item = T>,
) -> String {
    let mut places = Vec::new();
    for item in items {
        values.push(item.into());
        places.push(format!("${}", values.len()));
    }
    if places.is_empty() {
        return "(NULL)".to_owned();
    }
    format!("({})", places.join(", "))
}

/// A number of rows as a database takes it.
pub(crate) fn count(limit: u64) -> Value {
    i64::try_from(limit).unwrap_or(i64::MAX).into()
}

/// Holds for rows of the account that is bound first, but never leads a planner to the index on
/// accounts: for statements that name their rows by id.
pub(crate) const OF_THE_ACCOUNT: &str = "account_id IS NOT DISTINCT FROM $1";
