//! Record sets by hand: reading what people write of them, and making, changing and removing them.

mod check;
mod copy;
mod create;
mod delete;
mod given;
mod list;
mod matches;
mod predicate;
mod reaches;
mod update;

pub use copy::CopyRecordSet;
pub use create::{CreateRecordSet, person_of};
pub use delete::DeleteRecordSet;
pub use given::{RecordSets, record_grant};
pub use list::{RecordSetView, list_record_sets, show_record_set};
pub use matches::{Matched, Samples, match_records};
pub use predicate::{NotAPredicate, read as read_predicate};
pub use reaches::{NotAReach, Reaching, read as read_reaches, told as told_reaches};
pub use update::UpdateRecordSet;
