//! Access compiled, as stories: who gets what, and what they are told it comes from.

mod captured;
mod ceiling;
mod check;
pub(in crate::access) mod fixture;
mod kept;
mod precedence;
mod privileged;
mod records;
mod unions;
mod visibility;
