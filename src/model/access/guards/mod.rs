//! Guards: what nobody may do, whoever they are and by whatever way they come.
//!
//! One small file a guard, one error for all of them. SCIM, the API, the command line, rules and
//! bulk ask here and nowhere else. A directory's write is never refused for a guard where the rest
//! can be applied: the protected part stays, and the provisioning log says so with the same sentence.

mod assignable;
mod barred;
mod built_in;
mod ceiling;
mod door;
mod hand;
mod managed;
mod own;
mod owner;
mod privileged;
mod role_in_use;

pub use assignable::{Assignee, Unassignable, assignable, from_outside, present};
pub use barred::{Barred, Named};
pub use built_in::built_in;
pub use ceiling::{ceiling, covers};
pub use door::{directorys_door, door, holds_the_account};
pub use hand::Hand;
pub use managed::{ignores, managed};
pub use own::{Own, own};
pub use owner::{
    default_role, default_role_of, is_owner_outside, last_owner, may_make_owner,
    may_vouch_for_domains, owner_stays, owners_door, owners_role, transfer,
};
pub use privileged::{gives_privileged, may_connect_privileged, may_switch_privileged};
pub use role_in_use::{RoleUse, role_in_use};

#[cfg(test)]
mod tests;
