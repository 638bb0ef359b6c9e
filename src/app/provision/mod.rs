//! Directories push people and groups: each request of RFC 7644 is one use case here.
//!
//! [`depict`] and [`told`] are the only bridge between the model and SCIM.

mod caller;
pub mod depict;
mod entitlements;
mod error;
pub mod given;
mod grants;
pub mod group;
mod length;
pub mod list;
mod make_change;
mod named;
mod named_role;
pub mod portrait;
mod projection;
mod run_bulk;
mod told;
pub mod user;
mod version;

pub use caller::Caller;
pub use error::ProvisionError;
pub use make_change::{Done, Resource, make_change};
pub use projection::{ProjectNext, follow_policy};
pub use run_bulk::{BulkRun, Ran, Token, Until};
