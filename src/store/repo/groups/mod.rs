//! Directory groups: headers that are found and saved, members that are rows.
//!
//! A group never holds its members. What a request asks of them is resolved to the rows that really
//! change, at a cost that grows with the request and not with the group.

mod asked;
mod find;
mod hold;
mod index;
mod keys;
mod members;
mod nested;
mod page;
mod pending;
mod resolve;
mod rows;
mod save;

pub use asked::{AskedGroups, GroupName};
pub use find::Groups;
pub(crate) use index::IndexGroups;
pub use keys::HeldKeys;
pub use nested::Membership;
#[cfg(test)]
pub(crate) use page::listing;
pub use save::WriteGroups;
