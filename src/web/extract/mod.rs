//! Who is calling, as an argument type.

mod admin;

pub use admin::{Admin, Administrator, Needs, Owner, Viewer};
