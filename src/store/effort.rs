//! What a store asked of its database: how many statements, and how many rows went each way.
//!
//! A request must cost the same however much is stored. Tests and the benchmark read these counts
//! before and after a request and compare.

use std::sync::atomic::{AtomicU64, Ordering};

/// What a store has asked of its database since it was opened; the difference of two is what
/// happened in between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Statements that were run; `BEGIN`, `COMMIT` and savepoints are not counted.
    pub statements: u64,
    /// Rows that the database handed over.
    pub rows_read: u64,
    /// Rows that were inserted, changed or deleted.
    pub rows_written: u64,
}

impl Effort {
    /// What was asked after an earlier reading.
    #[must_use]
    pub fn since(self, earlier: Self) -> Self {
        Self {
            statements: self.statements.saturating_sub(earlier.statements),
            rows_read: self.rows_read.saturating_sub(earlier.rows_read),
            rows_written: self.rows_written.saturating_sub(earlier.rows_written),
        }
    }
}

/// The counts of one store, which all its handles share.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    statements: AtomicU64,
    rows_read: AtomicU64,
    rows_written: AtomicU64,
}

impl Tally {
    /// A statement handed over rows.
    pub(crate) fn read(&self, rows: usize) {
        self.statements.fetch_add(1, Ordering::Relaxed);
        self.rows_read
            .fetch_add(u64::try_from(rows).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// A statement wrote rows.
    pub(crate) fn wrote(&self, rows: u64) {
        self.statements.fetch_add(1, Ordering::Relaxed);
        self.rows_written.fetch_add(rows, Ordering::Relaxed);
    }

    /// The counts so far.
    pub(crate) fn effort(&self) -> Effort {
        Effort {
            statements: self.statements.load(Ordering::Relaxed),
            rows_read: self.rows_read.load(Ordering::Relaxed),
            rows_written: self.rows_written.load(Ordering::Relaxed),
        }
    }
}
