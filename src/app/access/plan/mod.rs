//! From an access file to the steps that make an account agree with it; pure, so that a dry run
//! and the real one are the same computation.

mod assigning;
pub(in crate::access) mod catalogue;
pub(crate) mod check;
mod fleet;
mod planner;
mod prune;
mod record_sets;
mod rules;
mod steps;
mod told;

pub(in crate::access) use assigning::{settled, visibility_of};
pub use steps::{Existing, Plan, Step};

#[cfg(test)]
mod tests;
