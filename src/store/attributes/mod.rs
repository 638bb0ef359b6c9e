//! The attributes of extensions as rows beside their resource, by which filters find it.
//!
//! A row is one value of one attribute; the profile of the resource holds the whole. People and
//! groups have a table each, and both are alike.

mod row;
mod table;
mod write;

pub(crate) use row::{Row, rows_of};
pub(crate) use table::{Attributes, OF_GROUPS, OF_PEOPLE};
pub(crate) use write::{Difference, rewrite};
