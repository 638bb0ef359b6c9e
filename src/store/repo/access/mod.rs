//! What can be given in an account, and whose access is out of date.
//!
//! Everything that can be given is the account's policy. It is read as a whole and changed row by
//! row; whoever changes it raises its version, and everybody compiled under an older one is stale
//! from then on.

mod policy;
pub(super) mod rows;
mod stale;
mod trace;
mod write;

pub use policy::Policies;
pub use write::WritePolicies;
