//! PATCH (RFC 7644 3.5.2).
//!
//! A request is read once ([`parse()`]) and applied as a whole or not at all: to a User with
//! [`apply()`], to a Group with [`group()`], which never holds its members.

mod apply;
mod group;
mod members;
mod request;

pub use apply::{Patched, apply};
pub use group::{GroupPatched, group};
pub use members::{MAX_MEMBERS, MemberOp, MemberRef, members_of};
pub use request::{OpKind, Operation, PATCH_URN, PatchRequest, parse};
