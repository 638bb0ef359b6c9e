//! The words that differ.

use sea_orm::DbBackend;

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// One file, one writer at a time.
    Sqlite,
    /// A server, many writers.
    Postgres,
}

impl Dialect {
    /// What sea-orm calls it.
    pub(crate) fn backend(self) -> DbBackend {
        match self {
            Self::Sqlite => DbBackend::Sqlite,
            Self::Postgres => DbBackend::Postgres,
        }
    }

    /// What the URL of a database names; `None` when it is neither.
    pub(crate) fn of_url(url: &str) -> Option<Self> {
        if url.starts_with("sqlite:") {
            Some(Self::Sqlite)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Some(Self::Postgres)
        } else {
            None
        }
    }

    /// Locks the rows that a `SELECT` finds until the transaction ends. SQLite has one writer and
    /// needs no word for it.
    pub(crate) fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE",
        }
    }

    /// The same, but others may go on making rows that name these.
    pub(crate) fn for_no_key_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR NO KEY UPDATE",
        }
    }

    /// Keeps the rows that a `SELECT` finds as they are until the transaction ends; others may read
    /// them and keep them as well.
    pub(crate) fn for_share(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR SHARE",
        }
    }

    /// Locks what a claim finds, and passes over what another process is claiming.
    pub(crate) fn for_claim_of(self, table: &str) -> String {
        match self {
            Self::Sqlite => String::new(),
            Self::Postgres => format!(" FOR UPDATE OF {table} SKIP LOCKED"),
        }
    }

    /// Holds for an event that no open transaction can still precede. On SQLite the writers take
    /// turns, so what is there is in order.
    pub(crate) fn event_is_settled(self) -> &'static str {
        match self {
            Self::Sqlite => "TRUE",
            Self::Postgres => "event.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
        }
    }

    /// Waits until nobody else holds these names (a table with the column `value`), and holds them
    /// until the transaction ends, where there can be several writers.
    pub(crate) fn hold_names(self, names: &str) -> Option<String> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(format!(
                "SELECT pg_advisory_xact_lock(hashtextextended(w.value, 0)) FROM {names} w"
            )),
        }
    }

    /// A column with the letters of ASCII made small, and no others: what a server calls a small
    /// `I` depends on its language.
    pub(crate) fn ascii_lower(self, column: &str) -> String {
        match self {
            Self::Sqlite => format!("lower({column})"),
            Self::Postgres => format!("lower({column} COLLATE \"C\")"),
        }
    }

    /// Whether two transactions may write at the same time.
    pub(crate) fn has_many_writers(self) -> bool {
        matches!(self, Self::Postgres)
    }

    /// Waits until this transaction is the only one that migrates, where there can be several.
    pub(crate) fn migration_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            // `muster` in ASCII is its name among the advisory locks of the server.
            Self::Postgres => Some("SELECT pg_advisory_xact_lock(120351215609202)"),
        }
    }

    /// How many values one statement may bind.
    pub(crate) fn most_values(self) -> usize {
        match self {
            Self::Sqlite => 32_000,
            Self::Postgres => 65_000,
        }
    }
}
