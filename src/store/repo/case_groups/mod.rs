//! Case groups: named sets of people and of records.

mod read;
mod write;

pub use read::{AskedCaseGroups, CaseGroups};
pub use write::WriteCaseGroups;
