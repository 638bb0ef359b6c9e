//! People act for themselves: they accept an invitation, confirm an address, become the first
//! owner. And an administrator invites.

mod accept_invitation;
mod become_first_owner;
mod chosen;
mod confirm_email_change;
mod contact;
mod error;
mod follow_address;
mod identity;
mod invite_person;
mod manage;
mod manual_grants;
mod move_identity;
mod open_email_change;
mod open_first_run;
mod open_invitation;
mod password;
mod problem;
mod promote_held;
mod reach;
mod username;

pub use accept_invitation::{Acceptance, accept_invitation};
pub use become_first_owner::{FirstOwner, become_first_owner};
pub use confirm_email_change::confirm_email_change;
pub use error::{JoinError, LinkError};
pub(crate) use follow_address::follow_address;
pub use invite_person::{InviteError, InvitePerson, Invited, invite_person};
pub use manage::{
    Act, AdjustScope, Bulk, BulkError, Card, CardError, Copied, CopyAccess, CreatePerson,
    DeactivatePerson, DeletePerson, DeleteTyped, EnablePerson, GiveAccess, Line, MOST, Mail,
    NotDone, Parts, PersonError, PinAccess, ReactivatePerson, ResendInvitation, RevokeInvitation,
    Saved, TransferOwnership, UpdatePerson, Which, Whom, act_on_people, copy_access,
    invitation_link,
};
pub use manual_grants::{Given, NotGiven};
pub use move_identity::{Moved, move_identity};
pub use open_email_change::{Asked, open_email_change};
pub use open_first_run::{first_run_link, open_first_run};
pub use open_invitation::{Opened, open_invitation};
pub use problem::Problem;
pub use promote_held::promote_held;
pub(crate) use reach::{reach, reach_again};
