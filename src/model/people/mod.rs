//! People: the contact that always exists, and the access that it may have.
//!
//! [`Person`] is the whole; [`Revision<Person>`](crate::change::Revision) carries the transitions
//! of the status machine, one file each.

mod activate;
mod address;
mod create;
mod deactivate;
mod delete;
mod email_change;
mod enable;
mod former;
mod grants;
mod invitation;
mod link;
mod person;
mod profile;
mod reactivate;
mod refusal;
mod resend;
mod status;
mod update;

pub use activate::Credentials;
pub use address::{Address, NotAnAddress};
pub use create::NewPerson;
pub use email_change::{EmailChange, EmailMove};
pub use enable::Reach;
pub use former::{Former, Rewritten};
pub use invitation::{HeldReason, Invitation, InvitationState};
pub use link::Link;
pub use muster_fold::fold;
pub use person::Person;
pub(crate) use profile::changed_paths;
pub use profile::{ACCESS_ATTRIBUTES, GUEST_RECORD, NotAUserName, Profile, UserName, gives_access};
pub use refusal::Refusal;
pub use status::Status;

#[cfg(test)]
mod tests;
