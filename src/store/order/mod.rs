//! In which order a list stands, and where a walk through it stands (RFC 7644 3.4.2.3).
//!
//! An [`Order`] is what an index or a column can sort by. Resources without a value come last in
//! ascending order and first in descending order; ties are broken by the id, ascending. A
//! [`Window`] is the part of the list that is read: after a number of rows, or beside a [`Mark`].

mod attribute;
mod by;
mod groups;
mod people;
mod statement;
mod window;

pub use by::Order;
pub(crate) use by::SortKey;
pub use groups::groups_order;
pub use people::people_order;
pub(crate) use statement::Listing;
pub use window::{Mark, Window};
