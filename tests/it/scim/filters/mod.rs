//! The database answers what the memory answers: any filter, any sort, on both databases.

mod agreement;
mod cast;
mod grammar;
mod people;
