//! Assignment: who works on which records, and what guests are held to.
//!
//! The application names a record by its entity type and its id; nothing else of it is known. What
//! follows from it for a question is `decide::sight`.

mod assign;
mod becomes_guest;
pub mod case_groups;
mod error;
mod guest_record;
mod hand_over;
mod leaving;
mod list;
mod on_joining;
mod on_leaving;
mod record;
mod unassign;
mod words;

pub use assign::Assign;
pub(crate) use becomes_guest::{becomes_guest, guest_left_out, not_a_guest};
pub use error::AssignError;
pub(crate) use guest_record::{GuestWord, guest_record};
pub use hand_over::{AskedHandOver, HandOver, HandOverPlace, Held, hand_over};
pub use list::{list_assignments, show_assignment};
pub use muster_store::AskedAssignments;
pub(crate) use on_joining::on_joining;
pub(crate) use on_leaving::on_leaving;
pub use record::NotARecord;
pub use unassign::Unassign;
