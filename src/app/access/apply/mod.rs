//! `muster access apply`: an account is made to agree with an access file.

mod answer;
mod apply_access;
mod connected;
mod error;
mod preview;
mod write;

pub use answer::{Applied, Changed, PermissionsChanged, RuleWarning};
pub use apply_access::ApplyAccess;
pub use error::ApplyError;
pub(super) use preview::{compare, warned};
pub(super) use write::write_steps;
