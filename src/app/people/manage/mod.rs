//! What an administrator does with people: one verb a file.
//!
//! Each looks who acts, asks the guards, and compares `If-Match` behind the lock of the person.

mod adjust_scope;
mod bulk;
mod card;
mod copy_access;
mod create_person;
mod deactivate_person;
mod delete_person;
mod edit;
mod enable_person;
mod error;
mod give_access;
mod invitation_link;
mod pin_access;
mod reactivate_person;
mod resend_invitation;
mod revoke_invitation;
mod transfer_ownership;
mod update_person;

pub use adjust_scope::{AdjustScope, Parts};
pub use bulk::{Act, Bulk, BulkError, Line, MOST, NotDone, Whom, act_on_people};
pub use card::{Card, CardError};
pub use copy_access::{Copied, CopyAccess, copy_access};
pub use create_person::CreatePerson;
pub use deactivate_person::DeactivatePerson;
pub use delete_person::{DeletePerson, DeleteTyped};
pub use edit::{Saved, Which};
pub use enable_person::{EnablePerson, Mail};
pub use error::PersonError;
pub use give_access::GiveAccess;
pub use invitation_link::invitation_link;
pub use pin_access::PinAccess;
pub use reactivate_person::ReactivatePerson;
pub use resend_invitation::ResendInvitation;
pub use revoke_invitation::RevokeInvitation;
pub use transfer_ownership::TransferOwnership;
pub use update_person::UpdatePerson;
