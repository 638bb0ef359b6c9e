//! The admin API under `/api/v1`, and the log of what directories asked.

mod events;
mod log;
mod managing;
mod people;
mod policy;
