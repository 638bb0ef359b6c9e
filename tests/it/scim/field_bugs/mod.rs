//! Bugs that were seen in other SCIM servers, one story each; docs/scim-field-bugs.md names them by
//! number.

mod active;
mod at_once;
mod cast;
mod discovery;
mod entra_shapes;
mod imports;
mod long;
mod members;
mod names;
mod owners;
mod paging;
mod refusals;
