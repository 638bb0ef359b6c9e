//! Assignment: who works on which records, and what guests are held to.
//!
//! The application names a record by its entity type and its id; nothing else of it is known. What
//! follows from it for a question is `decide::sight`.

mod assign;
pub mod case_groups;
mod error;
mod guest_record;
mod hand_over;
mod list;
mod record;
mod scope;
mod unassign;

pub use assign::Assign;
pub use error::AssignError;
pub(crate) use guest_record::{GuestWord, guest_record};
pub use hand_over::{HandOver, hand_over};
pub use list::{list_assignments, show_assignment};
pub use muster_store::AskedAssignments;
pub use record::NotARecord;
pub use scope::{assigned_ids, is_assigned};
pub use unassign::Unassign;
