//! Through which door use cases write.

use crate::turn::Turns;
use sea_orm::DatabaseConnection;

/// How writers get along with each other.
pub(crate) enum Writer {
    /// They take turns on one shared transaction.
    Turns(Turns),
    /// Each has a transaction of its own; the database settles who waits for whom.
    Pool(DatabaseConnection),
}
