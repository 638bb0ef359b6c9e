//! People, as the admin API shows them.

mod access;
mod list;
mod show;

pub(super) use access::access;
pub(super) use list::list;
pub(super) use show::show;
