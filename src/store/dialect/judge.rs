//! What an error of a database means.

use crate::error::{Constraint, StoreError};
use sea_orm::DbErr;
use sqlx::error::{DatabaseError, Error};
use sqlx::postgres::PgDatabaseError;

/// Sorts an error of the driver into the four kinds.
pub(crate) fn judge(cause: &Error, error: DbErr) -> StoreError {
    let Error::Database(database) = cause else {
        return match cause {
            Error::Io(_)
            | Error::Tls(_)
            | Error::PoolTimedOut
            | Error::PoolClosed
            | Error::WorkerCrashed
            | Error::Protocol(_) => StoreError::unavailable(error),
            _ => StoreError::bug(error),
        };
    };
    let code = database.code().unwrap_or_default();
    let known = if database.try_downcast_ref::<PgDatabaseError>().is_some() {
        postgres(database.as_ref(), &code)
    } else {
        sqlite(database.message(), code.parse().unwrap_or_default())
    };
    match known {
        Some(Known::Conflict(constraint)) => StoreError::Conflict(constraint),
        Some(Known::Busy) => StoreError::Busy,
        Some(Known::Unavailable) => StoreError::unavailable(error),
        None => StoreError::bug(error),
    }
}

enum Known {
    Conflict(Constraint),
    Busy,
    Unavailable,
}

/// SQLSTATEs: PostgreSQL documentation, appendix A.
fn postgres(error: &dyn DatabaseError, code: &str) -> Option<Known> {
    match code {
        "23505" => {
            let rule = error.constraint().and_then(Constraint::of_index);
            Some(Known::Conflict(rule.unwrap_or(Constraint::Duplicate)))
        }
        // PostgreSQL: a row of an index has a page to fit in.
        "54000" => Some(Known::Conflict(Constraint::Length)),
        "23503" => Some(Known::Conflict(Constraint::Reference)),
        // Deadlock, serialisation failure, lock timeout; 25006 is a primary that became a
        // read-only standby: the pool throws the connection away before it is used again.
        "40P01" | "40001" | "55P03" | "25006" => Some(Known::Busy),
        // Cancelled by a time limit, shutting down, too many connections, disk full.
        "57014" | "53300" | "53100" => Some(Known::Unavailable),
        _ if code.starts_with("57P") || code.starts_with("08") => Some(Known::Unavailable),
        _ => None,
    }
}

/// Result codes: sqlite.org/rescode.html; the low byte is the primary code.
fn sqlite(message: &str, code: u32) -> Option<Known> {
    const BUSY: u32 = 5;
    const LOCKED: u32 = 6;
    const READONLY: u32 = 8;
    const IOERR: u32 = 10;
    const FULL: u32 = 13;
    const CANTOPEN: u32 = 14;
    const FOREIGN_KEY: u32 = 787;
    const PRIMARY_KEY: u32 = 1555;
    const UNIQUE: u32 = 2067;
    match code {
        FOREIGN_KEY => return Some(Known::Conflict(Constraint::Reference)),
        PRIMARY_KEY | UNIQUE => {
            let columns = message.rsplit("constraint failed: ").next();
            let rule = columns.and_then(Constraint::of_columns);
            return Some(Known::Conflict(rule.unwrap_or(Constraint::Duplicate)));
        }
        _ => {}
    }
    match code & 0xff {
        BUSY | LOCKED => Some(Known::Busy),
        READONLY | IOERR | FULL | CANTOPEN => Some(Known::Unavailable),
        _ => None,
    }
}
