//! The provisioning log: why a directory's request did what it did.
//!
//! Rows are collected in memory and written in batches, outside the transactions of business: a
//! crash may lose the last second of the log, never of a change.

mod asked;
mod entry;
mod mask;
mod queue;
mod read;
mod sent;
mod write;

pub use asked::mask_query;
pub use entry::Entry;
pub use mask::mask;
pub use muster_store::{LogFilter, LogRow};
pub use queue::{BATCH, RequestLogSender, Taken};
pub use read::read_log;
pub use sent::Sent;
pub use write::{purge_log, write_all_log, write_log};

#[cfg(test)]
mod tests;
