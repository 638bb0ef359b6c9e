//! People, as programs of the account see them.

mod access;

pub(super) use access::access;
//! People, as the admin API shows them.
mod list;
mod show;
pub use list::list;
pub use show::show;
