//! Who is assigned to which record.
//!
//! Both questions have an index: what somebody is assigned to, and who is assigned to a record.

mod guests;
mod reach;
mod read;
mod registered;
pub(super) mod rows;
mod write;

pub use guests::Seat;
#[cfg(test)]
pub(crate) use guests::{first_record_of, seating};
pub use read::{AskedAssignments, Assignments};
pub use write::WriteAssignments;
