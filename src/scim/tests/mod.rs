//! The golden cases and the properties.
//!
//! A case is a text file in `cases/<what>/`: directives, an empty line, the input, a line of ten
//! dashes, what is expected. Adding a case is adding a file; `GOLDEN_UPDATE=1 cargo test` writes
//! the last part anew, to be read before it is committed.

mod bulk;
mod cast;
mod filter;
mod golden;
mod normalise;
mod numbers;
mod patch;
mod projection;
mod properties;
mod reference;
mod schema;
